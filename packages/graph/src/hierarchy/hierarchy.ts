import type { Graph } from "../graph.ts";
import { closedEdges, type Mask } from "../mask.ts";
import { report, type Watch, watchPart } from "../watch.ts";
import { checkNotNegative, type Weights } from "../weights.ts";
import { type Chordal, fillUp } from "./chordal.ts";
import { dissect } from "./dissect.ts";
import { planeOf } from "./plane.ts";
import { shrink } from "./shrink.ts";

/** The part of a contraction hierarchy that depends on the shape of the graph alone; see {@link prepareHierarchy}. */
export interface Hierarchy {
  readonly graph: Graph;
  readonly chordal: Chordal;
}

/** A hierarchy with weights on it, ready for searches; see {@link weighHierarchy}. */
export interface WeighedHierarchy extends Hierarchy {
  /** Length of each upward arc. */
  readonly length: Float64Array;
  /** What an upward arc stands for: edge `e` as `e`, a way through a lower place `p` as `~p`. */
  readonly through: Int32Array;
  /** Weight of each edge, Infinity where it is closed. */
  readonly weight: Float64Array;
}

/** Neighbours up to which a vertex is taken away before the dissection. */
const shrinkTo = 3;

/**
 * Prepares exact point-to-point searches of well under a millisecond on a graph of a million edges: a customizable contraction hierarchy
 * (Dibbelt, Strasser and Wagner 2016) over a nested dissection. Good where small sets of vertices cut the graph, as on roads and cables;
 * the memory and time it takes grow with the square and the cube of the largest such set. `x` and `y` are coordinates by *outer*
 * number, as for `buildGraph`; without them hop counts stand in.
 */
export function prepareHierarchy(
  graph: Graph,
  options: Watch & { readonly x?: Float64Array; readonly y?: Float64Array } = {},
): Hierarchy {
  report(options, 0);
  const { gone, rest, restVertex } = shrink(graph, shrinkTo);
  report(options, 0.05);
  const { x, y } = options.x && options.y ? ofRest(graph, restVertex, options.x, options.y) : planeOf(rest);
  const cells = dissect(rest, x, y, watchPart(options, 0.1, 0.8));
  const order = new Int32Array(graph.vertexCount);
  order.set(gone);
  for (let i = 0; i < cells.length; i++) order[gone.length + i] = restVertex[cells[i]];
  const chordal = fillUp(graph, order);
  report(options, 1);
  return { graph, chordal };
}

function ofRest(graph: Graph, restVertex: Int32Array, x: Float64Array, y: Float64Array) {
  if (x.length !== graph.vertexCount || y.length !== graph.vertexCount) {
    throw new RangeError(`${graph.vertexCount} vertices, but ${x.length} x and ${y.length} y coordinates`);
  }
  const { outerVertex } = graph;
  const restX = new Float64Array(restVertex.length);
  const restY = new Float64Array(restVertex.length);
  for (let i = 0; i < restVertex.length; i++) {
    restX[i] = x[outerVertex[restVertex[i]]];
    restY[i] = y[outerVertex[restVertex[i]]];
  }
  return { x: restX, y: restY };
}

/**
 * Puts weights on a hierarchy, for a new price book or a mask: every upward arc gets the length of the shortest way between its ends
 * through lower places. Throws a RangeError at a weight that is NaN or negative; Infinity closes an edge.
 */
export function weighHierarchy(
  hierarchy: Hierarchy,
  weight: Weights,
  { without, ...watch }: Watch & { readonly without?: Mask } = {},
): WeighedHierarchy {
  const { graph, chordal } = hierarchy;
  checkNotNegative(graph, weight);
  const arcs = chordal.upDepth.length;
  const open = Float64Array.from(weight);
  const closed = closedEdges(graph, without);
  if (closed) for (let e = 0; e < open.length; e++) if (closed[e] === 1) open[e] = Infinity;
  const weighed = { ...hierarchy, length: new Float64Array(arcs), through: new Int32Array(arcs), weight: open };
  customize(weighed, watch);
  return weighed;
}

/**
 * For every place, lowest first, the least length of each of its upward arcs over all triangles below it. As in a left-looking
 * factorization, a place waits in the list of the next head of its arcs until that head's turn comes; lengths gather in an array by
 * depth, which stays in cache.
 */
function customize({ graph, chordal, length, through, weight }: WeighedHierarchy, watch: Watch): void {
  const { arcStart, arcHead, arcEdge, vertexCount } = graph;
  const { placeOf, vertexAt, depth, depthCount, upStart, upDepth } = chordal;
  const headOf = upwardHeads(chordal);
  const least = new Float64Array(depthCount);
  const way = new Int32Array(depthCount);
  const turn = upStart.slice(0, vertexCount);
  const waiting = new Int32Array(vertexCount).fill(-1);
  const nextWaiting = new Int32Array(vertexCount);
  for (let p = 0; p < vertexCount; p++) {
    const first = upStart[p];
    const end = upStart[p + 1];
    if (p % placesAtOnce === 0) report(watch, first / upDepth.length || 0);
    for (let k = first; k < end; k++) least[upDepth[k]] = Infinity;
    const v = vertexAt[p];
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const head = placeOf[arcHead[a]];
      const e = arcEdge[a];
      if (head > p && weight[e] < least[depth[head]]) {
        least[depth[head]] = weight[e];
        way[depth[head]] = e;
      }
    }
    for (let low = waiting[p]; low >= 0; ) {
      const lowEnd = upStart[low + 1];
      const k = turn[low]++;
      const toHere = length[k];
      if (toHere < Infinity) {
        for (let j = k + 1; j < lowEnd; j++) {
          const along = toHere + length[j];
          const d = upDepth[j];
          if (along < least[d]) {
            least[d] = along;
            way[d] = ~low;
          }
        }
      }
      const next = nextWaiting[low];
      if (k + 1 < lowEnd) {
        nextWaiting[low] = waiting[headOf[k + 1]];
        waiting[headOf[k + 1]] = low;
      }
      low = next;
    }
    for (let k = first; k < end; k++) {
      length[k] = least[upDepth[k]];
      through[k] = way[upDepth[k]];
    }
    if (first < end) {
      nextWaiting[p] = waiting[headOf[first]];
      waiting[headOf[first]] = p;
    }
  }
  report(watch, 1);
}

/** Places that are weighed between two looks at the watch. */
const placesAtOnce = 16_384;

/** Place at the head of each upward arc: from the last place down, the places above one are those last met at each lesser depth. */
function upwardHeads({ depth, depthCount, upStart, upDepth }: Chordal): Int32Array {
  const above = new Int32Array(depthCount);
  const headOf = new Int32Array(upDepth.length);
  for (let p = depth.length - 1; p >= 0; p--) {
    above[depth[p]] = p;
    for (let k = upStart[p]; k < upStart[p + 1]; k++) headOf[k] = above[upDepth[k]];
  }
  return headOf;
}
