import { expect, test } from "vitest";
import { readTopology } from "../topology/read-topology.ts";

async function read(text: string | Uint8Array, limits = {}) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const { topology, issues } = await readTopology(bytes, { fileName: "net.graphml", limits });
  const edges = [...topology.from].map((v, e) => [topology.vertexIds[v], topology.vertexIds[topology.to[e]!]]);
  return { ...topology, edges, issues: issues.map(({ code, place: { file: _, ...place } }) => ({ code, ...place })) };
}

const graphml = (body: string, graph = 'edgedefault="undirected"') =>
  `<?xml version="1.0"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<graph ${graph}>\n${body}\n</graph>\n</graphml>`;

test("nodes and edges keep the file's ids and order, whichever comes first", async () => {
  const read1 = await read(
    graphml('<edge id="e1" source="b" target="a"/><node id="a"/><node id="b"></node><edge source="a" target="a"/>'),
  );
  expect(read1).toMatchObject({
    vertexIds: ["a", "b"],
    edges: [
      ["b", "a"],
      ["a", "a"],
    ],
    edgeIds: ["e1", undefined],
    issues: [],
  });
});

test("longitude and latitude are found by the names of their keys, entities and prefixes are understood", async () => {
  const text = `<g:graphml xmlns:g="x"><g:key id="k1" for="node" attr.name="Longitude"/><g:key id="k2" for="node" attr.name="Latitude"/>
    <g:key id="k3" for="edge" attr.name="x"/><g:graph><g:node id="A &amp; B"><g:data key="k1">108.5</g:data><g:data key="k2"> 22.5 </g:data></g:node>
    <g:node id="C"><g:data key="k1">east</g:data></g:node><g:edge source="A &amp; B" target="C"><g:data key="k3">7</g:data></g:edge></g:graph></g:graphml>`;
  const { vertexIds, lon, lat, edges, issues } = await read(text);
  expect({ vertexIds, lon: [...lon], lat: [...lat], edges }).toEqual({
    vertexIds: ["A & B", "C"],
    lon: [108.5, Number.NaN],
    lat: [22.5, Number.NaN],
    edges: [["A & B", "C"]],
  });
  expect(issues).toEqual([{ code: "POSITION_INVALID", layer: "node", feature: 2, field: "lon" }]);
});

test("directed edges are taken as edges, and it is said", async () => {
  const { edges, issues } = await read(
    graphml('<node id="a"/><node id="b"/><edge source="a" target="b"/>', 'edgedefault="directed"'),
  );
  expect(edges).toEqual([["a", "b"]]);
  expect(issues).toEqual([{ code: "GRAPHML_DIRECTED" }]);
});

test.each([
  [
    "an end that is no node",
    '<node id="a"/><edge source="a" target="z"/>',
    { code: "GRAPHML_END_UNKNOWN", layer: "edge", feature: 1, field: "target" },
  ],
  [
    "an edge without a source",
    '<node id="a"/><edge target="a"/>',
    { code: "GRAPHML_INVALID", layer: "edge", feature: 1, field: "source" },
  ],
  ["a node without an id", "<node/>", { code: "GRAPHML_INVALID", layer: "node", feature: 1, field: "id" }],
  ["an id given twice", '<node id="a"/><node id="a"/>', { code: "NODE_DUPLICATE", layer: "node", feature: 2 }],
  [
    "a hyperedge",
    '<node id="a"/><hyperedge><endpoint node="a"/></hyperedge>',
    { code: "GRAPHML_HYPEREDGE", field: "hyperedge" },
  ],
])("%s is an issue at its place", async (_, body, issue) => {
  expect((await read(graphml(body))).issues).toEqual([issue]);
});

test("a file that breaks off says in which line, and a cut one that it is cut", async () => {
  const whole = graphml('<node id="a"/>\n<node id="b"/>\n<edge source="a" target="b"/>');
  const cut = await read(whole.slice(0, whole.indexOf("<edge")));
  expect(cut.issues).toEqual([{ code: "FILE_TRUNCATED", row: 5 }]);
  expect(cut.vertexIds).toEqual(["a", "b"]);
  const broken = await read(whole.replace('<node id="b"/>', "<node id=></graph>"));
  expect(broken.issues[0]).toMatchObject({ row: expect.any(Number) });
  expect((await read(whole.replace("</graph>", "</grap>"))).issues[0]).toEqual({ code: "XML_INVALID", row: 7 });
});

test("what is hostile is refused: a document type, deep nesting, too many nodes", async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE graphml [<!ENTITY a "aaaa">]><graphml><graph><node id="&a;"/></graph></graphml>`;
  expect((await read(bomb)).issues.map(({ code }) => code)).toContain("XML_DOCTYPE");
  const deep = graphml(`${"<node id='a'><graph>".repeat(50_000)}`);
  expect((await read(deep)).issues.map(({ code }) => code)).toEqual(["LIMIT_XML_DEPTH"]);
  const many = graphml('<node id="a"/><node id="b"/><node id="c"/>');
  expect((await read(many, { maxFeatures: 2 })).issues.map(({ code }) => code)).toEqual(["LIMIT_FEATURES"]);
  expect((await read("<graphml></graphml>")).issues).toEqual([{ code: "GRAPHML_INVALID", field: "graph" }]);
});

test("a root behind a long comment is found by the file's name", async () => {
  expect(
    (await read(graphml('<node id="a"/>').replace("<graphml", `<!-- a > b ${" ".repeat(5000)} --><graphml`))).vertexIds,
  ).toEqual(["a"]);
});

test("a UTF-16 file is read as well", async () => {
  const text = `\ufeff${graphml('<node id="南宁"/>')}`;
  const bytes = new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
  expect((await read(bytes)).vertexIds).toEqual(["南宁"]);
});
