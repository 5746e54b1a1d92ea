import { makeNoise } from "./noise.ts";
import { classIndex } from "./roads.ts";
import { markUsed, type Tree } from "./tree.ts";
import type { Ways } from "./ways.ts";

export interface UnconnectedInput {
  readonly ways: Ways;
  readonly tree: Tree;
  /** Metres above sea level under each vertex. */
  readonly heights: Float32Array;
  readonly count: number;
  readonly seed: number;
}

/** At least this far from the plant, as the crow flies, or the village would have been connected in passing; relaxed when villages run out. */
const distancesM = [1000, 1000, 1000, 1000, 1000, 1000, 600, 300, 100, 1, 1, 1];
const largestCluster = 14;

/**
 * Chooses the villages that the plant does not reach yet: whole ends of valleys, high and far from the county seats, in neighbourhoods
 * that the programmes before left out. Answers the indices of exactly `count` villages.
 */
export function chooseUnconnected(input: UnconnectedInput): Set<number> {
  const clusters = findClusters(input.ways, villagesBeyond(input.ways, input.tree), rate(input));
  const chosen = new Set<number>();
  const passed = new Set<number>();
  for (const distanceM of distancesM) {
    if (distanceM < distancesM[0]) passed.clear();
    take(clusters, chosen, passed, input.count);
    // What is served now decides where the plant runs, and so which of the chosen it passes: those are served too, next round.
    const isNear = plantWithin(input, chosen, distanceM);
    for (const index of [...chosen]) {
      if (!isNear(index)) continue;
      chosen.delete(index);
      passed.add(index);
    }
    if (chosen.size === input.count) return chosen;
  }
  throw new Error(`only ${chosen.size} of ${input.count} villages can be left unconnected`);
}

function take(
  clusters: readonly (readonly number[])[],
  chosen: Set<number>,
  passed: ReadonlySet<number>,
  count: number,
): void {
  for (const villages of clusters) {
    if (chosen.size === count) return;
    const fresh = villages.filter((index) => !chosen.has(index));
    if (chosen.size + fresh.length > count || villages.some((index) => passed.has(index))) continue;
    for (const index of fresh) chosen.add(index);
  }
}

interface Beyond {
  /** Villages at or beyond each village's vertex, itself included, as indices; empty where a town or seat lies beyond. */
  readonly of: readonly (readonly number[])[];
}

/** Walks from every village towards the root and notes it at each village passed on the way. */
function villagesBeyond(ways: Ways, tree: Tree): Beyond {
  const villageAt = new Int32Array(ways.x.length).fill(-1);
  ways.villageVertex.forEach((v, index) => {
    villageAt[v] = index;
  });
  const of: number[][] = Array.from(ways.villageVertex, (_, index) => [index]);
  const isBlocked = new Uint8Array(ways.villageVertex.length);
  for (const v of [...ways.townVertex, ...ways.seatVertex, tree.root]) {
    for (let at = v; at >= 0; at = tree.parent[at]) if (villageAt[at] >= 0) isBlocked[villageAt[at]] = 1;
  }
  const isIsland = findIslands(ways, tree);
  ways.villageVertex.forEach((v, index) => {
    if (isIsland(v)) isBlocked[index] = 1;
    for (let at = tree.parent[v]; at >= 0; at = tree.parent[at]) {
      const passed = villageAt[at];
      if (passed < 0) continue;
      if (isBlocked[passed] || of[passed].length > largestCluster) break;
      of[passed].push(index);
    }
  });
  return { of: of.map((list, index) => (isBlocked[index] || list.length > largestCluster ? [] : list)) };
}

/** Asks whether the way from a vertex to the root runs over the sea: a plan by road could not reach it. */
function findIslands({ roadClass }: Ways, { viaEdge, parent }: Tree): (vertex: number) => boolean {
  const overSea = classIndex("other");
  const known = new Int8Array(parent.length);
  return (vertex) => {
    const trail: number[] = [];
    let verdict = -1;
    for (let v = vertex; v >= 0 && viaEdge[v] >= 0; v = parent[v]) {
      trail.push(v);
      if (known[v] !== 0 || roadClass[viaEdge[v]] === overSea) {
        verdict = known[v] || 1;
        break;
      }
    }
    for (const v of trail) known[v] = verdict;
    return verdict === 1;
  };
}

/** Higher is more remote: height, way to the seat, and the fortune of the neighbourhood. */
function rate({ ways, heights, seed }: UnconnectedInput): Float64Array {
  const fortune = makeNoise(seed, 50);
  return Float64Array.from(ways.villageVertex, (v) => {
    const luck =
      fortune(ways.x[v] / 38_000, ways.y[v] / 38_000) + 0.5 * fortune(ways.x[v] / 15_000, ways.y[v] / 15_000);
    return Math.min(2.2, heights[v] / 420) + Math.min(2, toSeatM(ways, v) / 25_000) + 1.1 * luck;
  });
}

/** As the crow flies. */
function toSeatM({ x, y, seatVertex }: Ways, v: number): number {
  let nearestM = Infinity;
  for (const seat of seatVertex) nearestM = Math.min(nearestM, Math.hypot(x[seat] - x[v], y[seat] - y[v]));
  return nearestM;
}

function findClusters(ways: Ways, beyond: Beyond, remoteness: Float64Array): (readonly number[])[] {
  const rated = Array.from(ways.villageVertex, (_, index) => {
    const villages = beyond.of[index];
    const mean = villages.reduce((sum, i) => sum + remoteness[i], 0) / villages.length;
    return { villages, rating: mean + 0.12 * Math.log2(villages.length + 1) };
  }).filter(({ villages }) => villages.length > 0);
  rated.sort((a, b) => b.rating - a.rating || a.villages[0] - b.villages[0]);
  return rated.map(({ villages }) => villages);
}

/** Asks whether a village lies within `reachM` of the plant that serves all villages not chosen. */
function plantWithin(
  { ways, tree }: UnconnectedInput,
  chosen: ReadonlySet<number>,
  reachM: number,
): (index: number) => boolean {
  const { x, y } = ways;
  const served = [...ways.townVertex, ...ways.seatVertex, ...ways.villageVertex.filter((_, i) => !chosen.has(i))];
  const used = markUsed(tree, served);
  const cells = new Map<number, number[]>();
  const cellOf = (px: number, py: number) => Math.floor(px / 1000) * 65536 + Math.floor(py / 1000);
  for (let v = 0; v < used.length; v++) {
    if (!used[v]) continue;
    const key = cellOf(x[v], y[v]);
    const list = cells.get(key);
    if (list) list.push(v);
    else cells.set(key, [v]);
  }
  return (index: number) => {
    const at = ways.villageVertex[index];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const v of cells.get(cellOf(x[at] + dx * 1000, y[at] + dy * 1000)) ?? [])
          if (Math.hypot(x[v] - x[at], y[v] - y[at]) < reachM) return true;
    return false;
  };
}
