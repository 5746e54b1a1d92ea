import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { UndirectedGraph } from "graphology";
import { connectedComponents } from "graphology-components";
import { bidirectional, singleSource } from "graphology-shortest-path/dijkstra.js";
import { type PathInput, questions } from "./paths.ts";

/** One peer's figure for a task. */
export interface PeerFigure {
  readonly task: string;
  readonly ms: number;
  readonly answer?: number | null;
  /** What makes its task another than ours. */
  readonly note?: string;
}

export interface Peer {
  readonly name: string;
  readonly figures: readonly PeerFigure[];
}

/** Interpreters that may have the Python peers: the user's own, and the system's, where Debian puts its packages. */
const interpreters = ["python3", "/usr/bin/python3"];

/** Edges up to which networkx is asked: it takes kilobytes an edge. */
const mostForNetworkx = 200_000;

/** Python's libraries that are asked at this size. */
export function pythonLibraries({ graph }: PathInput): string[] {
  return ["igraph", "scipy", ...(graph.edgeCount <= mostForNetworkx ? ["networkx"] : [])];
}

/** One of Python's libraries where some interpreter has it, on the very arrays that ours searches. */
export function pythonPeer(library: string, folder: string, { graph, weight }: PathInput): Peer | undefined {
  const bytes = (array: Uint32Array | Float64Array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  writeFileSync(join(folder, "inner-from"), bytes(graph.from));
  writeFileSync(join(folder, "inner-to"), bytes(graph.to));
  writeFileSync(join(folder, "inner-weight"), bytes(Float64Array.from(weight)));
  const asked = { vertexCount: graph.vertexCount, ...questions(graph.vertexCount) };
  writeFileSync(join(folder, "questions.json"), JSON.stringify(asked));
  const python = interpreters.find((name) => spawnSync(name, ["-c", `import ${library}`]).status === 0);
  return python === undefined ? undefined : ask(python, folder, library);
}

function ask(python: string, folder: string, library: string): Peer {
  const script = join(import.meta.dirname, "peers.py");
  const { stdout, stderr, status } = spawnSync(python, [script, folder, library], {
    encoding: "utf8",
    maxBuffer: 2 ** 24,
  });
  if (status !== 0) throw new Error(`${library} failed: ${stderr}`);
  const [{ library: name }, ...figures] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { name, figures };
}

/** graphology on the same graph. Parallel edges do not occur in a road-like graph, so its simple graph will do. */
export function graphologyPeer({ graph, weight }: PathInput): Peer {
  const figures: PeerFigure[] = [];
  const time = <T>(task: string, run: () => T, answer?: (result: T) => number): T => {
    const before = process.cpuUsage();
    const result = run();
    const { user, system } = process.cpuUsage(before);
    figures.push({ task, ms: (user + system) / 1000, ...(answer && { answer: answer(result) }) });
    return result;
  };
  const peer = time("build", () => {
    const built = new UndirectedGraph<object, { weight: number }>();
    for (let v = 0; v < graph.vertexCount; v++) built.addNode(v);
    for (let e = 0; e < graph.edgeCount; e++) built.addEdge(graph.from[e], graph.to[e], { weight: weight[e] });
    return built;
  });
  const length = (path: string[]) =>
    path.slice(1).reduce((sum, node, i) => sum + peer.getEdgeAttribute(peer.edge(path[i], node)!, "weight"), 0);
  const { pairs } = questions(graph.vertexCount);
  const between = ([from, to]: [number, number]) => bidirectional(peer, String(from), String(to), "weight");
  time(
    "components",
    () => connectedComponents(peer),
    (pieces) => pieces.length,
  );
  const before = process.cpuUsage();
  const sum = pairs.reduce((all, pair) => all + length(between(pair)), 0);
  const { user, system } = process.cpuUsage(before);
  figures.push({ task: "one to one", ms: (user + system) / 1000 / pairs.length, answer: sum });
  // It keeps a list of vertices for every vertex: beyond a hundred thousand edges that is gigabytes.
  if (graph.edgeCount < 150_000) {
    time(
      "one to all with its tree",
      () => singleSource(peer, "0", "weight"),
      (paths) => Object.values(paths).reduce((all, path) => all + length(path), 0),
    );
  }
  return { name: "graphology", figures };
}
