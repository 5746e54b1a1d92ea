import type { Graph } from "../graph.ts";
import { checkMask, checkOpen, type Mask } from "../mask.ts";
import { checkVertex } from "../weights.ts";

/**
 * A depth-first search tree, numbered by *place*: the order in which vertices are met, from 0. What hangs below a vertex is one run of
 * places, `place .. last`, so a question about a failure is a slice. Everything but `place` is indexed by place.
 */
export interface SearchTree {
  readonly graph: Graph;
  /** Vertices met; the arrays below are this long. */
  readonly count: number;
  /** Place of each vertex, -1 where the search did not come. */
  readonly place: Int32Array;
  readonly vertex: Int32Array;
  /** Place of the vertex it was met from, -1 at a start. */
  readonly parent: Int32Array;
  /** Edge it was met by, -1 at a start. */
  readonly viaEdge: Int32Array;
  /** Last place below it (its own where nothing hangs below). */
  readonly last: Int32Array;
  /** 0; or {@link opensBlock}, with {@link isBridge} where even the parent is reached by no other edge. */
  readonly cut: Uint8Array;
}

/** Bit of `cut`: without the parent vertex, what hangs here comes apart from the rest. */
export const opensBlock = 1;
/** Bit of `cut`: without the edge to the parent, what hangs here comes apart from the rest. */
export const isBridge = 2;

/**
 * The search tree from each root in turn, in their order. With `joined` the roots count as linked to each other outside the graph, so
 * that what is cut off is cut off from all of them.
 */
export function searchTree(graph: Graph, roots: ArrayLike<number>, joined: boolean, mask?: Mask): SearchTree {
  if (mask) checkMask(graph, mask);
  const tree = emptyTree(graph);
  const isRoot = new Uint8Array(graph.vertexCount);
  for (let i = 0; i < roots.length; i++) {
    checkVertex(graph, roots[i], "root");
    if (mask) checkOpen(mask, roots[i], "root");
    if (joined) isRoot[roots[i]] = 1;
  }
  const low = new Int32Array(graph.vertexCount);
  const next = graph.arcStart.slice();
  let count = 0;
  for (let i = 0; i < roots.length; i++) {
    if (tree.place[roots[i]] < 0) count = searchFrom(tree, roots[i], { isRoot, low, next, mask, count });
  }
  return { ...tree, count };
}

/** The search tree of the whole graph, from the smallest vertex of each component. */
export function wholeSearchTree(graph: Graph, mask?: Mask): SearchTree {
  const open = new Uint32Array(graph.vertexCount);
  let count = 0;
  for (let v = 0; v < open.length; v++) if (mask?.vertices?.[v] !== 1) open[count++] = v;
  return searchTree(graph, open.subarray(0, count), false, mask);
}

function emptyTree(graph: Graph): SearchTree {
  const array = () => new Int32Array(graph.vertexCount);
  return {
    graph,
    count: 0,
    place: array().fill(-1),
    vertex: array(),
    parent: array(),
    viaEdge: array(),
    last: array(),
    cut: new Uint8Array(graph.vertexCount),
  };
}

interface Walk {
  readonly isRoot: Uint8Array;
  /** Least place reached from at or below a place by one edge that is not of the tree; -1 is the link between roots. */
  readonly low: Int32Array;
  /** The next arc to follow, by vertex. */
  readonly next: Uint32Array;
  readonly mask: Mask | undefined;
  readonly count: number;
}

function searchFrom(tree: SearchTree, start: number, { isRoot, low, next, mask, count: first }: Walk): number {
  const { arcStart, arcHead, arcEdge } = tree.graph;
  const { place, vertex, parent, viaEdge, last, cut } = tree;
  const shutEdges = mask?.edges;
  const shutVertices = mask?.vertices;
  let count = first;
  const meet = (v: number, from: number, edge: number) => {
    const at = count++;
    place[v] = at;
    vertex[at] = v;
    parent[at] = from;
    viaEdge[at] = edge;
    low[at] = isRoot[v] === 1 ? -1 : at;
    return at;
  };
  let at = meet(start, -1, -1);
  for (;;) {
    const v = vertex[at];
    if (next[v] < arcStart[v + 1]) {
      const arc = next[v]++;
      const edge = arcEdge[arc];
      if (edge === viaEdge[at] || shutEdges?.[edge] === 1) continue;
      const head = arcHead[arc];
      const there = place[head];
      if (there >= 0) {
        if (there < low[at]) low[at] = there;
      } else if (shutVertices?.[head] !== 1) at = meet(head, at, edge);
      continue;
    }
    last[at] = count - 1;
    const up = parent[at];
    if (up < 0) return count;
    if (low[at] >= up) cut[at] = low[at] === at ? opensBlock | isBridge : opensBlock;
    if (low[at] < low[up]) low[up] = low[at];
    at = up;
  }
}
