import { existsSync, readFileSync } from "node:fs";
import { distanceM, lineLengthM, type Position } from "@cuntong/geo";
import { describe, expect, test } from "vitest";
import { type ReadPlantOptions, readPlant } from "./read-plant.ts";

type Feature = { readonly point?: Position; readonly line?: readonly Position[]; readonly [field: string]: unknown };

function read(features: readonly Feature[], options: Partial<ReadPlantOptions> = {}) {
  const members = features.map(({ point, line, ...properties }) => ({
    type: "Feature",
    properties,
    geometry: point ? { type: "Point", coordinates: point } : line ? { type: "LineString", coordinates: line } : null,
  }));
  const bytes = new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features: members }));
  return readPlant(bytes, { fileName: "plant.geojson", ...options });
}

const a: Feature = { id: "A", kind: "headend", point: [108, 22] };
const b: Feature = { id: "B", kind: "接头盒", status: "在建", name: "二号", point: [108.01, 22] };

describe("existing plant", () => {
  test("nodes and spans keep their ids, and words of two languages are understood", async () => {
    const { nodes, spans, issues } = await read([
      a,
      b,
      {
        id: "S",
        from: "A",
        to: "B",
        敷设方式: "管道",
        status: "规划",
        line: [
          [108, 22],
          [108.005, 22.001],
          [108.01, 22],
        ],
      },
    ]);
    expect(issues.map(({ code }) => code)).toEqual(["DATUM_ASSUMED"]);
    expect(nodes).toEqual([
      { id: "A", kind: "headend", position: [108, 22], status: "operational" },
      { id: "B", kind: "closure", name: "二号", position: [108.01, 22], status: "underConstruction" },
    ]);
    expect(spans).toEqual([
      {
        id: "S",
        from: "A",
        to: "B",
        support: "duct",
        status: "planned",
        line: [
          [108, 22],
          [108.005, 22.001],
          [108.01, 22],
        ],
        lengthM: lineLengthM([
          [108, 22],
          [108.005, 22.001],
          [108.01, 22],
        ]),
      },
    ]);
  });

  test("a line drawn backwards is turned round, one without named ends takes the nodes it touches", async () => {
    const { spans, issues } = await read([
      a,
      b,
      {
        id: "back",
        from: "A",
        to: "B",
        support: "aerial",
        line: [
          [108.01, 22],
          [108, 22],
        ],
      },
      {
        id: "bare",
        support: "aerial",
        line: [
          [108, 22],
          [108.01, 22.000001],
        ],
      },
    ]);
    expect(spans.map(({ id, from, to, line }) => [id, from, to, line])).toEqual([
      [
        "back",
        "A",
        "B",
        [
          [108, 22],
          [108.01, 22],
        ],
      ],
      [
        "bare",
        "A",
        "B",
        [
          [108, 22],
          [108.01, 22.000001],
          [108.01, 22],
        ],
      ],
    ]);
    expect(issues.map(({ code }) => code)).toEqual(["DATUM_ASSUMED", "SPAN_END_GAP"]);
  });

  test("a span without a node at its end is an error, or makes one node there when told", async () => {
    const features: Feature[] = [
      a,
      {
        id: "S1",
        support: "buried",
        line: [
          [108, 22],
          [108.02, 22],
        ],
      },
      {
        id: "S2",
        support: "buried",
        line: [
          [108.02, 22],
          [108.03, 22],
        ],
      },
      {
        id: "S3",
        from: "A",
        to: "Z",
        support: "buried",
        line: [
          [108, 22],
          [108.04, 22],
        ],
      },
    ];
    const strict = await read(features);
    expect(strict.spans).toEqual([]);
    expect(
      strict.issues.filter(({ severity }) => severity === "error").map(({ code, place }) => [code, place.feature]),
    ).toEqual([
      ["SPAN_END_MISSING", 2],
      ["SPAN_END_MISSING", 3],
      ["SPAN_END_MISSING", 3],
      ["SPAN_NODE_UNKNOWN", 4],
    ]);
    const made = await read(features, { createNodes: true });
    expect(made.spans.map(({ id, from, to }) => [id, from, to])).toEqual([
      ["S1", "A", "S1-end"],
      ["S2", "S1-end", "S2-end"],
      ["S3", "A", "Z"],
    ]);
    expect(made.nodes.map(({ id }) => id)).toEqual(["A", "S1-end", "S2-end", "Z"]);
  });

  test("every other fault is one line with its feature", async () => {
    const { issues, nodes, spans } = await read([
      a,
      b,
      { ...a, name: "again" },
      { id: "C", point: [0, 0] },
      { id: "D", point: [36548000, 2530000] },
      { id: "E", kind: "dragon", status: "asleep", point: [108.02, 22] },
      { id: "area" },
      {
        id: "far",
        from: "A",
        to: "B",
        support: "aerial",
        line: [
          [108, 22],
          [108.03, 22],
        ],
      },
      {
        id: "loop",
        from: "A",
        to: "A",
        support: "aerial",
        line: [
          [108, 22],
          [108.01, 22.01],
          [108, 22.001],
        ],
      },
      {
        id: "S",
        from: "A",
        to: "B",
        line: [
          [108, 22],
          [108.01, 22],
        ],
      },
      {
        id: "S",
        from: "A",
        to: "B",
        support: "aerial",
        line: [
          [108, 22],
          [108.01, 22],
        ],
      },
      {
        from: "A",
        to: "B",
        support: "aerial",
        transmissionMedium: "microwave",
        line: [
          [108, 22],
          [108.01, 22],
        ],
      },
    ]);
    expect(issues.map(({ severity, code, place }) => `${severity} ${code}@${place.feature ?? "file"}`)).toEqual([
      "info DATUM_ASSUMED@file",
      "error NODE_DUPLICATE@3",
      "error POSITION_ZERO@4",
      "error POSITION_NOT_DEGREES@5",
      "warning KIND_UNKNOWN@6",
      "warning STATUS_UNKNOWN@6",
      "error GEOMETRY_TYPE@7",
      "error SPAN_END_FAR@8",
      "error SPAN_CLOSED@9",
      "info SUPPORT_ASSUMED@10",
      "error SPAN_DUPLICATE@11",
      "warning NOT_FIBRE@12",
    ]);
    expect([nodes.map(({ id }) => id), spans.map(({ id }) => id)]).toEqual([["A", "B", "E"], ["S"]]);
  });

  test("an OFDS package gives nodes and spans, kilometres of fibre are checked, links are not followed", async () => {
    const network = {
      id: "n",
      nodes: [
        { id: "1", type: ["pop"], status: "operational", location: { type: "Point", coordinates: [108, 22] } },
        { id: "2", type: ["cabinet"], status: "planned", location: { type: "Point", coordinates: [108.01, 22] } },
      ],
      spans: [
        {
          id: "1",
          start: "1",
          end: "2",
          status: "planned",
          deployment: ["belowGround"],
          fibreLength: 0.5,
          route: {
            type: "LineString",
            coordinates: [
              [108, 22],
              [108.01, 22],
            ],
          },
        },
      ],
      links: [{ rel: "https://opentelecomdata.org/openapi/#/paths/nodes", href: "http://127.0.0.1/x" }],
    };
    const parse = (document: unknown) =>
      readPlant(new TextEncoder().encode(JSON.stringify(document)), { fileName: "o.json" });
    const one = await parse({ networks: [network] });
    expect(one.nodes.map(({ id, kind, status }) => [id, kind, status])).toEqual([
      ["1", "site", "operational"],
      ["2", "cabinet", "planned"],
    ]);
    expect(one.spans).toMatchObject([{ id: "1", from: "1", to: "2", support: "buried", status: "planned" }]);
    expect(one.issues.map(({ code }) => code)).toEqual(["OFDS_LINK", "DATUM_ASSUMED", "FIBRE_LENGTH_SHORT"]);
    const two = await parse({ networks: [network, { ...network, id: "m" }] });
    expect(two.spans.map(({ id, from }) => [id, from])).toEqual([
      ["n/1", "n/1"],
      ["m/1", "m/1"],
    ]);
  });
});

const ofds = new URL("../../../../../shared/data/ofds/examples/", import.meta.url);
const missing = existsSync(ofds) ? "" : " (skipped: ../shared/data/ofds not present)";

describe("OFDS's own examples", () => {
  const example = (path: string) => readPlant(readFileSync(new URL(path, ofds)), { fileName: path });

  test.skipIf(missing !== "")(`the network package and its GeoJSON give the same span${missing}`, async () => {
    const json = await example("json/network-package.json");
    const geojson = await example("geojson/spans.geojson");
    expect(json.spans).toHaveLength(1);
    expect(geojson.spans).toEqual(json.spans);
    expect(geojson.nodes.map(({ id, position }) => [id, position])).toEqual(
      json.nodes.map(({ id, position }) => [id, position]),
    );
    const { line, from } = json.spans[0]!;
    const start = json.nodes.find(({ id }) => id === from)!;
    expect(distanceM(...line[0]!, ...start.position)).toBe(0);
    // Its fibreLength is 276000, which are metres and not the kilometres the standard asks for.
    expect(json.issues.map(({ code }) => code)).toContain("FIBRE_LENGTH_METRES");
  });

  test.skipIf(missing !== "")(`the packages with errors are reported and never throw${missing}`, async () => {
    for (const name of ["network-package-invalid", "network-package-additional-checks", "network-embedded"]) {
      const { issues } = await example(`json/${name}.json`);
      expect([name, issues.some(({ severity }) => severity === "error")]).toEqual([name, true]);
    }
  });
});
