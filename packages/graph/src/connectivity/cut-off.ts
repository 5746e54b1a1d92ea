import type { Graph } from "../graph.ts";
import { checkMask, checkOpen, type Mask } from "../mask.ts";
import { checkVertex } from "../weights.ts";
import { checkEdge } from "./check-edge.ts";

/** Edges and vertices that fail together, in inner numbers. */
export interface FailedSet {
  readonly edges?: Iterable<number>;
  readonly vertices?: Iterable<number>;
}

/** A breadth-first tree from the roots, so laid out that what hangs below a vertex is one run. */
export interface ReachTree {
  readonly graph: Graph;
  readonly mask: Mask | undefined;
  /** Vertices that reach a root. */
  readonly count: number;
  /** Place of each vertex in the layout, -1 where no root is reached. */
  readonly place: Int32Array;
  /** By place: the vertex, the edge towards its root (-1 at a root) and the last place below it. */
  readonly vertex: Int32Array;
  readonly viaEdge: Int32Array;
  readonly last: Int32Array;
  /** Marks of the set at hand, cleared after each question. */
  readonly lostEdge: Uint8Array;
  readonly state: Uint8Array;
}

const failed = 1;
const inDoubt = 2;
const safe = 3;

/**
 * Prepares {@link setCutsOff}. The tree is breadth-first because its branches are short and small: what a set of failures puts in doubt
 * is then little more than what it cuts off. Throws a RangeError when a root is not in the graph or is masked.
 */
export function reachTree(graph: Graph, roots: ArrayLike<number>, mask?: Mask): ReachTree {
  if (mask) checkMask(graph, mask);
  const { vertexCount } = graph;
  const order = new Int32Array(vertexCount);
  const via = new Int32Array(vertexCount);
  const above = new Int32Array(vertexCount);
  const seen = mask?.vertices?.slice() ?? new Uint8Array(vertexCount);
  let count = 0;
  for (let i = 0; i < roots.length; i++) {
    checkVertex(graph, roots[i], "root");
    if (mask) checkOpen(mask, roots[i], "root");
    if (seen[roots[i]] === 1) continue;
    seen[roots[i]] = 1;
    via[roots[i]] = above[roots[i]] = -1;
    order[count++] = roots[i];
  }
  count = spread(graph, mask?.edges, { order, via, above, seen, count });
  return layOut({ graph, mask, order, via, above, count });
}

interface Frontier {
  readonly order: Int32Array;
  readonly via: Int32Array;
  readonly above: Int32Array;
  readonly seen: Uint8Array;
  readonly count: number;
}

function spread(graph: Graph, shut: Uint8Array | undefined, { order, via, above, seen, count }: Frontier): number {
  const { arcStart, arcHead, arcEdge } = graph;
  let tail = count;
  for (let i = 0; i < tail; i++) {
    const v = order[i];
    for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) {
      const head = arcHead[arc];
      if (seen[head] === 1 || shut?.[arcEdge[arc]] === 1) continue;
      seen[head] = 1;
      via[head] = arcEdge[arc];
      above[head] = v;
      order[tail++] = head;
    }
  }
  return tail;
}

interface Levels extends Pick<ReachTree, "graph" | "mask" | "count"> {
  readonly order: Int32Array;
  readonly via: Int32Array;
  readonly above: Int32Array;
}

/** Turns levels into runs: sizes from the leaves up, then every vertex its place after what its elders below the same parent take. */
function layOut({ graph, mask, order, via, above, count }: Levels): ReachTree {
  const size = new Int32Array(graph.vertexCount);
  for (let i = count - 1; i >= 0; i--) {
    const v = order[i];
    size[v]++;
    if (above[v] >= 0) size[above[v]] += size[v];
  }
  const place = new Int32Array(graph.vertexCount).fill(-1);
  const next = new Int32Array(graph.vertexCount);
  const [vertex, viaEdge, last] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  let nextRoot = 0;
  for (let i = 0; i < count; i++) {
    const v = order[i];
    const up = above[v];
    const at = up < 0 ? nextRoot : next[up];
    if (up < 0) nextRoot += size[v];
    else next[up] += size[v];
    place[v] = at;
    next[v] = at + 1;
    vertex[at] = v;
    viaEdge[at] = via[v];
    last[at] = at + size[v] - 1;
  }
  const [lostEdge, state] = [new Uint8Array(graph.edgeCount), new Uint8Array(graph.vertexCount)];
  return { graph, mask, count, place, vertex, viaEdge, last, lostEdge, state };
}

/**
 * Vertices that lose every root when all of these edges and vertices fail together, ascending, the failed vertices that reached one
 * included. Looks only at what hangs below the failures in the tree, and is exact for any set.
 */
export function setCutsOff(tree: ReachTree, { edges = [], vertices = [] }: FailedSet): Uint32Array {
  const { graph, place, vertex, viaEdge, last, lostEdge, state } = tree;
  const edgeList = [...edges];
  const vertexList = [...vertices];
  for (const e of edgeList) checkEdge(graph, e, "failed edge");
  for (const v of vertexList) checkVertex(graph, v, "failed vertex");
  const runs: number[] = [];
  for (const e of edgeList) {
    lostEdge[e] = 1;
    for (const end of [graph.from[e], graph.to[e]]) {
      if (place[end] >= 0 && viaEdge[place[end]] === e) runs.push(place[end]);
    }
  }
  for (const v of vertexList) if (place[v] >= 0) runs.push(place[v]);
  const doubted = joinRuns(runs, last).flatMap(([first, end]) => Array.from(vertex.subarray(first, end)));
  for (const v of doubted) state[v] = inDoubt;
  for (const v of vertexList) state[v] = failed;
  rescue(tree, doubted);
  const lost = Uint32Array.from(doubted.filter((v) => state[v] !== safe)).sort();
  for (const v of doubted) state[v] = 0;
  for (const v of vertexList) state[v] = 0;
  for (const e of edgeList) lostEdge[e] = 0;
  return lost;
}

/** Runs of places that do not overlap: one run lies inside another or apart from it. */
function joinRuns(firsts: number[], last: Int32Array): [first: number, end: number][] {
  const runs: [number, number][] = [];
  let end = 0;
  for (const first of firsts.sort((a, b) => a - b)) {
    if (first < end) continue;
    end = last[first] + 1;
    runs.push([first, end]);
  }
  return runs;
}

/** Marks as safe whatever in doubt still touches what is not, and spreads from there. */
function rescue({ graph, mask, place, lostEdge, state }: ReachTree, doubted: readonly number[]): void {
  const { arcStart, arcHead, arcEdge } = graph;
  const shut = mask?.edges;
  const isOpen = (edge: number) => lostEdge[edge] === 0 && shut?.[edge] !== 1;
  const saved: number[] = [];
  for (const v of doubted) {
    for (let arc = arcStart[v]; state[v] === inDoubt && arc < arcStart[v + 1]; arc++) {
      const head = arcHead[arc];
      // A place says that the vertex is open and reached a root; no mark, that its own way there stands.
      if (place[head] < 0 || state[head] !== 0 || !isOpen(arcEdge[arc])) continue;
      state[v] = safe;
      saved.push(v);
    }
  }
  for (let v = saved.pop(); v !== undefined; v = saved.pop()) {
    for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) {
      const head = arcHead[arc];
      if (state[head] !== inDoubt || !isOpen(arcEdge[arc])) continue;
      state[head] = safe;
      saved.push(head);
    }
  }
}

/**
 * Vertices that reach a root now and none when all of these fail together, ascending, the failed ones included. For one question; many on the
 * same network are faster through {@link reachTree} and {@link setCutsOff}, which give the same answer.
 */
export function cutOff(graph: Graph, roots: ArrayLike<number>, failures: FailedSet, mask?: Mask): Uint32Array {
  return setCutsOff(reachTree(graph, roots, mask), failures);
}
