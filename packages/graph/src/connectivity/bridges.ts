import type { Graph } from "../graph.ts";
import { checkMask, type Mask } from "../mask.ts";
import { checkSpace } from "../nearest.ts";
import { type DepthSpace, depthSpace } from "./depth-space.ts";

/** What fails alone and takes something with it, in inner numbers, ascending. */
export interface Bridges {
  /** Edges whose loss splits a component. */
  readonly bridges: Uint32Array;
  /** Vertices whose loss splits a component. */
  readonly articulationPoints: Uint32Array;
}

/** Two-edge-connected components: what stays together whichever edge is lost. */
export interface TwoEdgeComponents extends Bridges {
  readonly count: number;
  /** Component of each vertex, numbered from 0 by their smallest vertex; {@link noComponent} where the mask closes the vertex. */
  readonly of: Uint32Array;
}

/** Component of a vertex that the mask closes. */
export const noComponent = 0xffffffff;

export interface BridgesOptions {
  readonly mask?: Mask;
  /** Arrays to work in; made when absent. */
  readonly space?: DepthSpace;
}

/**
 * Bridges and articulation points of an undirected graph in one pass (Tarjan 1972, Hopcroft and Tarjan 1973), without recursion. A loop is
 * never a bridge, nor are two parallel edges.
 */
export function findBridges(graph: Graph, { mask, space = depthSpace(graph) }: BridgesOptions = {}): Bridges {
  prepare(graph, mask, space);
  const bridgeCount = search(graph, mask?.edges, space, null);
  return { bridges: space.bridge.slice(0, bridgeCount).sort(), articulationPoints: articulationPointsOf(space) };
}

/** {@link findBridges}, and the two-edge-connected component of every vertex from the same pass. */
export function twoEdgeComponents(
  graph: Graph,
  { mask, space = depthSpace(graph) }: BridgesOptions = {},
): TwoEdgeComponents {
  prepare(graph, mask, space);
  const of = new Uint32Array(graph.vertexCount).fill(noComponent);
  const bridgeCount = search(graph, mask?.edges, space, of);
  return {
    bridges: space.bridge.slice(0, bridgeCount).sort(),
    articulationPoints: articulationPointsOf(space),
    count: numberByFirst(of, space.numbers()),
    of,
  };
}

/** Beyond any depth: a closed vertex looks like one already searched that lies below everything. */
const closed = 0x7fffffff;

function prepare(graph: Graph, mask: Mask | undefined, space: DepthSpace): void {
  checkSpace(graph, space.depth.length);
  space.depth.fill(0);
  space.articulation.fill(0);
  if (!mask) return;
  checkMask(graph, mask);
  const { vertices } = mask;
  if (vertices) for (let v = 0; v < vertices.length; v++) if (vertices[v] === 1) space.depth[v] = closed;
}

/**
 * The depth-first pass; fills `space.bridge` and returns how many there are, and writes into `label`, where given, one vertex of its
 * two-edge-connected component for every vertex.
 *
 * Only `depth` is read at random; everything about the way down lies on a stack, near in memory. In an undirected graph an edge leads
 * to an ancestor or a descendant, so the depth of the highest ancestor reached (`low`) does what a visiting number would. Arcs back to the
 * parent are passed over by depth alone; that two of them may be parallel edges is looked at only where a bridge is about to be named.
 */
function search(graph: Graph, shut: Uint8Array | undefined, space: DepthSpace, label: Uint32Array | null): number {
  const { arcStart, arcHead, arcEdge, vertexCount } = graph;
  const { depth, stackVertex, stackArc, stackLow, articulation, bridge } = space;
  const met = label ? space.met() : null;
  const stackMet = label ? space.stackMet() : null;
  let metCount = 0;
  let bridgeCount = 0;
  for (let root = 0; root < vertexCount; root++) {
    if (depth[root] !== 0) continue;
    let v = root;
    let arc = arcStart[root];
    let end = arcStart[root + 1];
    let top = 1;
    let low = 1;
    let partsOfRoot = 0;
    depth[root] = 1;
    if (met) met[metCount++] = root;
    for (;;) {
      if (arc < end) {
        const head = arcHead[arc++];
        const d = depth[head];
        if (shut !== undefined && shut[arcEdge[arc - 1]] === 1) continue;
        if (d === 0) {
          stackVertex[top] = v;
          stackArc[top] = arc;
          stackLow[top] = low;
          top++;
          depth[head] = top;
          if (met && stackMet) {
            stackMet[top] = metCount;
            met[metCount++] = head;
          }
          v = head;
          arc = arcStart[head];
          end = arcStart[head + 1];
          low = top;
        } else if (d < low && d !== top - 1) low = d;
      } else {
        if (top === 1) break;
        const child = v;
        const childLow = low;
        const childTop = top--;
        v = stackVertex[top];
        arc = stackArc[top];
        end = arcStart[v + 1];
        low = stackLow[top];
        if (childLow < top) {
          if (childLow < low) low = childLow;
          continue;
        }
        if (top === 1) partsOfRoot++;
        else articulation[v] = 1;
        if (childLow === childTop && !isDoubled(graph, shut, child, v)) {
          bridge[bridgeCount++] = arcEdge[arc - 1];
          if (met && stackMet && label) {
            for (const first = stackMet[childTop]; metCount > first; ) label[met[--metCount]] = child;
          }
        }
      }
    }
    if (partsOfRoot > 1) articulation[root] = 1;
    if (met && label) while (metCount > 0) label[met[--metCount]] = root;
  }
  return bridgeCount;
}

/** True when more than one open edge joins the two vertices. */
function isDoubled(graph: Graph, shut: Uint8Array | undefined, a: number, b: number): boolean {
  const { arcStart, arcHead, arcEdge } = graph;
  let joins = 0;
  for (let arc = arcStart[a]; arc < arcStart[a + 1]; arc++) {
    if (arcHead[arc] === b && shut?.[arcEdge[arc]] !== 1) joins++;
  }
  return joins > 1;
}

function articulationPointsOf({ articulation }: DepthSpace): Uint32Array {
  let count = 0;
  for (let v = 0; v < articulation.length; v++) count += articulation[v];
  const points = new Uint32Array(count);
  for (let v = 0, at = 0; at < count; v++) if (articulation[v] === 1) points[at++] = v;
  return points;
}

/** Replaces labels by numbers from 0 in the order they first occur; returns how many there are. */
function numberByFirst(label: Uint32Array, number: Int32Array): number {
  number.fill(-1);
  let count = 0;
  for (let i = 0; i < label.length; i++) {
    const name = label[i];
    if (name === noComponent) continue;
    if (number[name] < 0) number[name] = count++;
    label[i] = number[name];
  }
  return count;
}
