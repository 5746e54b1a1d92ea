import { readTopology, type Topology } from "@cuntong/formats";
import { buildGraph, components, type Graph, twoEdgeComponents } from "@cuntong/graph";
import { type Issue, isClean } from "@cuntong/network";
import { findFile, readBytes } from "./plan/input-file.ts";
import { printIssues } from "./terminal.ts";
import { type Command, parseFileAndOptions } from "./usage.ts";

/** An edge by the file's ids: its own, where it has one, and its ends'. */
export interface EdgeName {
  readonly id?: string;
  readonly source: string;
  readonly target: string;
}

/** What `cuntong graph` prints; lists are in the file's order. */
export interface GraphAnswer {
  readonly vertices: number;
  readonly edges: number;
  readonly components: number;
  readonly bridges: readonly EdgeName[];
  readonly articulationPoints: readonly string[];
  /** Vertices that stay together whichever edge is lost, each in one list. */
  readonly twoEdgeConnected: readonly (readonly string[])[];
}

/** `cuntong graph`: what in a network file fails alone and takes something with it. */
export const graphCommand: Command = {
  name: "graph",
  usage: "cuntong graph FILE [--json] [--good-rows-only]",
  summary:
    "Counts the vertices, edges and components of a GraphML, GeoJSON, GeoPackage, Shapefile, KML or OFDS file and lists its bridges, articulation points and two-edge-connected components.",
  async run(args) {
    const { file, options } = parseFileAndOptions(args, {
      json: { type: "boolean", default: false },
      "good-rows-only": { type: "boolean", default: false },
    });
    const { topology, issues } = await read(file);
    printIssues(issues);
    const isUsable = topology && (isClean(issues) || (options["good-rows-only"] && topology.vertexIds.length > 0));
    if (!isUsable) return refuse(issues, options.json);
    const answer = examine(topology);
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : describe(answer));
    return 0;
  },
};

async function read(path: string): Promise<{ topology?: Topology; issues: readonly Issue[] }> {
  const missing: Issue[] = [];
  const file = await findFile(path, missing);
  return file ? readTopology(await readBytes(file), { fileName: file.name }) : { issues: missing };
}

/** Bad input: the lines on stderr have said what is wrong, and where. */
function refuse(issues: readonly Issue[], json: boolean): number {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  process.stderr.write(`${errors} error${errors === 1 ? "" : "s"}: nothing was counted.\n`);
  if (json) process.stdout.write(`${JSON.stringify({ errors, issues })}\n`);
  return 2;
}

/** Counts and lists of one network, by the file's ids. */
export function examine(topology: Topology): GraphAnswer {
  const { vertexIds, edgeIds, from, to } = topology;
  const graph = freeze(topology);
  const { bridges, articulationPoints, of, count } = twoEdgeComponents(graph);
  return {
    vertices: vertexIds.length,
    edges: from.length,
    components: components({ vertexCount: vertexIds.length, from, to }).count,
    bridges: inFileOrder(bridges, graph.outerEdge).map((e) => {
      const id = edgeIds[e];
      return { ...(id !== undefined && { id }), source: vertexIds[from[e]!]!, target: vertexIds[to[e]!]! };
    }),
    articulationPoints: inFileOrder(articulationPoints, graph.outerVertex).map((v) => vertexIds[v]!),
    twoEdgeConnected: gathered(
      vertexIds.map((_, v) => of[graph.innerVertex[v]!]!),
      count,
      vertexIds,
    ),
  };
}

/** Ids by component, the components in order of their first vertex in the file. */
export function componentMembers({ vertexIds, from, to }: Topology): string[][] {
  const { count, of } = components({ vertexCount: vertexIds.length, from, to });
  return gathered(of, count, vertexIds);
}

/** With positions the vertices follow a curve over the map, without them the edges: neighbours near in memory. */
function freeze({ vertexIds, from, to, lon, lat }: Topology): Graph {
  const hasPositions = lon.every(Number.isFinite) && lat.every(Number.isFinite);
  const vertexCount = vertexIds.length;
  return buildGraph({ vertexCount, from, to, ...(hasPositions ? { x: lon, y: lat } : { order: "breadth-first" }) });
}

const inFileOrder = (inner: Uint32Array, outer: Uint32Array): number[] =>
  Array.from(inner, (i) => outer[i]!).sort((a, b) => a - b);

/** Ids by their label, the labels in the order they first occur. */
function gathered(label: ArrayLike<number>, count: number, ids: readonly string[]): string[][] {
  const members: string[][] = Array.from({ length: count }, () => []);
  for (const [v, id] of ids.entries()) members[label[v]!]!.push(id);
  const firsts = new Set(ids.map((_, v) => label[v]!));
  return [...firsts].map((one) => members[one]!);
}

function describe({ vertices, edges, components: pieces, bridges, articulationPoints, twoEdgeConnected }: GraphAnswer) {
  const rings = twoEdgeConnected.filter(({ length }) => length > 1);
  const lines = [
    `${vertices} vertices, ${edges} edges, ${pieces} components`,
    `${bridges.length} bridges`,
    ...bridges.map(({ id, source, target }) => `  ${id === undefined ? "" : `${id}: `}${source} -- ${target}`),
    `${articulationPoints.length} articulation points`,
    ...articulationPoints.map((id) => `  ${id}`),
    `${twoEdgeConnected.length} two-edge-connected components, ${rings.length} of them of several vertices`,
  ];
  return `${lines.join("\n")}\n`;
}
