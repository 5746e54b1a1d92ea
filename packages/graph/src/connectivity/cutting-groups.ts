import type { RiskGroups } from "../disjoint/risk-groups.ts";
import type { Graph } from "../graph.ts";
import type { Mask } from "../mask.ts";
import { wholeSearchTree } from "./search-tree.ts";

/**
 * Groups whose loss takes some component of the open part apart, ascending: none of those is missed, and one that takes nothing apart is among them with a
 * chance of 1 in 2^64 (and where it has more than 64 edges).
 *
 * Every edge outside a spanning forest gets a random label of 64 bits, every edge of the forest the sum (exclusive or) of those that lead
 * round it. The labels of a cut's edges sum to nothing, and of other edges only by chance (Pritchard and Thurimella 2011): a group splits
 * something where its labels are linearly dependent, which takes no search of the graph.
 */
export function cuttingGroups(graph: Graph, groups: RiskGroups, mask?: Mask): Uint32Array {
  const labels = cutLabels(graph, mask);
  const cutting: number[] = [];
  const basis = new Basis();
  for (let g = 0; g < groups.count; g++) if (basis.isDependent(groups.edgesOf[g]!, labels)) cutting.push(g);
  return Uint32Array.from(cutting);
}

interface Labels {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

function cutLabels(graph: Graph, mask: Mask | undefined): Labels {
  const { edgeCount, from, to } = graph;
  const tree = wholeSearchTree(graph, mask);
  const [low, high] = [new Uint32Array(edgeCount), new Uint32Array(edgeCount)];
  const [lowAt, highAt] = [new Uint32Array(tree.count), new Uint32Array(tree.count)];
  const random = randomWords();
  const inTree = new Uint8Array(edgeCount);
  for (let at = 0; at < tree.count; at++) if (tree.viaEdge[at] >= 0) inTree[tree.viaEdge[at]] = 1;
  for (let e = 0; e < edgeCount; e++) {
    if (inTree[e] === 1) continue;
    low[e] = random();
    high[e] = random();
    const [one, two] = [tree.place[from[e]], tree.place[to[e]]];
    // A loop or a closed edge is in no cut: it stays out of the sums, random and so independent.
    if (mask?.edges?.[e] === 1 || one < 0 || two < 0) continue;
    for (const place of [one, two]) {
      lowAt[place] ^= low[e];
      highAt[place] ^= high[e];
    }
  }
  for (let at = tree.count - 1; at >= 0; at--) {
    const edge = tree.viaEdge[at];
    if (edge < 0) continue;
    low[edge] = lowAt[at];
    high[edge] = highAt[at];
    lowAt[tree.parent[at]] ^= lowAt[at];
    highAt[tree.parent[at]] ^= highAt[at];
  }
  return { low, high };
}

/** Words of a fixed sequence (xorshift, Marsaglia 2003): the same graph gives the same answer. */
function randomWords(): () => number {
  let [x, y, z, w] = [123456789, 362436069, 521288629, 88675123];
  return () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return w >>> 0;
  };
}

/** Labels reduced by Gauss so that each has a leading bit of its own. */
class Basis {
  readonly #low = new Uint32Array(64);
  readonly #high = new Uint32Array(64);

  isDependent(edges: readonly number[], labels: Labels): boolean {
    if (edges.length > 64) return true;
    this.#low.fill(0);
    this.#high.fill(0);
    return edges.some((e) => !this.#take(labels.low[e]!, labels.high[e]!));
  }

  #take(l: number, h: number): boolean {
    let [low, high] = [l, h];
    while ((low | high) !== 0) {
      const bit = high !== 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(low);
      if ((this.#low[bit]! | this.#high[bit]!) === 0) {
        this.#low[bit] = low;
        this.#high[bit] = high;
        return true;
      }
      low = (low ^ this.#low[bit]!) >>> 0;
      high = (high ^ this.#high[bit]!) >>> 0;
    }
    return false;
  }
}
