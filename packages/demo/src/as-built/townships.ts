import { VertexHeap } from "@cuntong/graph";
import type { Coarse } from "./coarse.ts";

/** A cabinet (or the headend) with the village nodes nearest to it. */
export interface Township {
  readonly cabinet: number;
  readonly name: string;
  readonly villages: readonly number[];
  /** Metres of line to the village that is farthest. */
  readonly reachM: number;
}

/** Gives every village node to the cabinet that is nearest along the tree. */
export function townshipsOf(coarse: Coarse): { townships: Township[]; ownerOf: Int32Array } {
  const cabinets = cabinetsOf(coarse);
  const { ownerOf, distanceM } = nearestCabinet(coarse, cabinets);
  const townships = cabinets.map((cabinet, index): Township => {
    const villages = [...coarse.nodes.keys()].filter((v) => coarse.nodes[v].kind === "village" && ownerOf[v] === index);
    const reachM = Math.max(0, ...villages.map((v) => distanceM[v]));
    return { cabinet, name: shortName(coarse.nodes[cabinet].name ?? ""), villages, reachM };
  });
  return { townships, ownerOf };
}

/** The headend and every cabinet. */
export function cabinetsOf({ nodes }: Coarse): number[] {
  return [...nodes.keys()].filter((v) => v === 0 || nodes[v].kind === "cabinet");
}

function nearestCabinet(coarse: Coarse, cabinets: readonly number[]) {
  const distanceM = new Float64Array(coarse.nodes.length).fill(Infinity);
  const ownerOf = new Int32Array(coarse.nodes.length).fill(-1);
  const heap = new VertexHeap(coarse.nodes.length);
  for (const [index, cabinet] of cabinets.entries()) {
    distanceM[cabinet] = 0;
    ownerOf[cabinet] = index;
    heap.push(cabinet, 0);
  }
  while (heap.size > 0) {
    const at = heap.pop();
    for (const { to, span, lengthM } of coarse.steps[at]) {
      const isTree = coarse.up[to]?.span === span || coarse.up[at]?.span === span;
      if (!isTree || distanceM[at] + lengthM >= distanceM[to]) continue;
      distanceM[to] = distanceM[at] + lengthM;
      ownerOf[to] = ownerOf[at];
      heap.push(to, distanceM[to]);
    }
  }
  return { ownerOf, distanceM };
}

/** 长江镇光交箱 is the cabinet of 长江. */
function shortName(name: string): string {
  return name.replace(/(光交箱|总前端|分前端)$/, "").replace(/(瑶族|壮族|苗族|仫佬族|毛南族)?(镇|乡|街道|县)$/, "");
}

/** The union of the tree's ways from a node to some others: the nodes next outwards, by node. */
export function branching(coarse: Coarse, root: number, targets: readonly number[]): Map<number, number[]> {
  const next = new Map<number, number[]>();
  const reached = new Set([root]);
  for (const target of targets) {
    const way = coarse.way(root, target);
    for (let i = 1; i < way.length; i++) {
      if (reached.has(way[i])) continue;
      reached.add(way[i]);
      next.set(way[i - 1], [...(next.get(way[i - 1]) ?? []), way[i]]);
    }
  }
  return next;
}
