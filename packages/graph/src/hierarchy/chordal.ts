import type { Graph } from "../graph.ts";

/**
 * The graph filled up along an elimination order: whoever is taken away joins its neighbours that stay. Places are numbered so that every
 * subtree of the elimination tree is a run (post-order); the upward neighbours of a place all lie on its way to the root, so an arc is
 * told by the depth of its head alone.
 */
export interface Chordal {
  readonly placeOf: Int32Array;
  readonly vertexAt: Int32Array;
  /** Parent of each place in the elimination tree, -1 at a root. A parent is greater than its children. */
  readonly parent: Int32Array;
  /** Depth of each place, 0 at a root. */
  readonly depth: Int32Array;
  readonly depthCount: number;
  /** Upward arcs of place `p` are `upStart[p] .. upStart[p + 1]`, deepest head first. */
  readonly upStart: Int32Array;
  readonly upDepth: Int32Array;
}

/** Fills the graph up along `order`, the vertices in order of elimination. */
export function fillUp(graph: Graph, order: Int32Array): Chordal {
  const rank = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) rank[order[i]] = i;
  const vertexAt = postOrder(order, eliminationTree(graph, order, rank));
  const placeOf = new Int32Array(order.length);
  for (let i = 0; i < vertexAt.length; i++) placeOf[vertexAt[i]] = i;
  const parent = eliminationTree(graph, vertexAt, placeOf);
  const { depth, depthCount } = depths(parent);
  return { placeOf, vertexAt, parent, depth, depthCount, ...upwardArcs(graph, vertexAt, placeOf, parent, depth) };
}

/** Parent of each rank: the first that its elimination joins it to (J. Liu 1986, with compressed paths). */
function eliminationTree({ arcStart, arcHead }: Graph, order: Int32Array, rank: Int32Array): Int32Array {
  const parent = new Int32Array(order.length).fill(-1);
  const above = new Int32Array(order.length).fill(-1);
  for (let i = 0; i < order.length; i++) {
    const v = order[i];
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      let at = rank[arcHead[a]];
      while (at < i && above[at] !== i) {
        const next = above[at];
        above[at] = i;
        if (next < 0) {
          parent[at] = i;
          break;
        }
        at = next;
      }
    }
  }
  return parent;
}

/** The same elimination with every subtree in one run, children in the order they had. */
function postOrder(order: Int32Array, parent: Int32Array): Int32Array {
  const n = order.length;
  const size = new Int32Array(n).fill(1);
  for (let i = 0; i < n; i++) if (parent[i] >= 0) size[parent[i]] += size[i];
  // From the roots down, each takes the last place of its run and hands the rest to its children, the last child last.
  const end = new Int32Array(n);
  const vertexAt = new Int32Array(n);
  let rootEnd = n;
  for (let i = n - 1; i >= 0; i--) {
    const up = parent[i];
    const mine = up < 0 ? rootEnd : end[up];
    if (up < 0) rootEnd -= size[i];
    else end[up] -= size[i];
    vertexAt[mine - 1] = order[i];
    end[i] = mine - 1;
  }
  return vertexAt;
}

function depths(parent: Int32Array): { depth: Int32Array; depthCount: number } {
  const depth = new Int32Array(parent.length);
  let depthCount = 0;
  for (let p = parent.length - 1; p >= 0; p--) {
    depth[p] = parent[p] < 0 ? 0 : depth[parent[p]] + 1;
    if (depth[p] >= depthCount) depthCount = depth[p] + 1;
  }
  return { depth, depthCount };
}

function upwardArcs(
  { arcStart, arcHead, edgeCount }: Graph,
  vertexAt: Int32Array,
  placeOf: Int32Array,
  parent: Int32Array,
  depth: Int32Array,
): { upStart: Int32Array; upDepth: Int32Array } {
  const n = parent.length;
  const upStart = new Int32Array(n + 1);
  let upDepth = new Int32Array(Math.max(64, 3 * edgeCount));
  // Children are read from the lists of those already made: firstChild and nextSibling thread them.
  const firstChild = new Int32Array(n).fill(-1);
  const nextSibling = new Int32Array(n).fill(-1);
  const metBy = new Int32Array(n).fill(-1);
  let at = 0;
  for (let p = 0; p < n; p++) {
    const mine = depth[p];
    if (at + mine > upDepth.length) upDepth = widened(upDepth, at + mine);
    const first = at;
    // Depths identify places on the way up; metBy holds the last place that met each depth.
    const v = vertexAt[p];
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const head = placeOf[arcHead[a]];
      if (head > p && metBy[depth[head]] !== p) {
        metBy[depth[head]] = p;
        upDepth[at++] = depth[head];
      }
    }
    for (let child = firstChild[p]; child >= 0; child = nextSibling[child]) {
      for (let k = upStart[child]; k < upStart[child + 1]; k++) {
        const d = upDepth[k];
        if (d < mine && metBy[d] !== p) {
          metBy[d] = p;
          upDepth[at++] = d;
        }
      }
    }
    sortDescending(upDepth, first, at);
    upStart[p + 1] = at;
    if (parent[p] >= 0) {
      nextSibling[p] = firstChild[parent[p]];
      firstChild[parent[p]] = p;
    }
  }
  return { upStart, upDepth: upDepth.slice(0, at) };
}

function sortDescending(list: Int32Array, from: number, to: number): void {
  if (to - from > 32) {
    list.subarray(from, to).sort().reverse();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const value = list[i];
    let j = i - 1;
    while (j >= from && list[j] < value) {
      list[j + 1] = list[j];
      j--;
    }
    list[j + 1] = value;
  }
}

function widened(list: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(least, Math.ceil(1.5 * list.length)));
  wider.set(list);
  return wider;
}
