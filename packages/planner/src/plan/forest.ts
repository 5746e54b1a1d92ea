import type { PlanNetwork } from "../ground/split.ts";

/** A run of stretches between two vertices where something happens: one future span. */
export interface Chain {
  readonly from: number;
  readonly to: number;
  /** Stretches from the root side on, and whether each is walked against its own direction. */
  readonly stretches: readonly { readonly index: number; readonly backward: boolean }[];
  /** Chain that leads to `from`, -1 at a node that fibre starts from. */
  readonly parent: number;
  /** Existing node, by index, that the chain's path starts from. */
  readonly rootNode: number;
}

export interface Forest {
  /** Every chain comes after its parent. */
  readonly chains: readonly Chain[];
  /** Chain that ends at a vertex; vertices of nodes that fibre starts from have none. */
  readonly chainTo: ReadonlyMap<number, number>;
  /** Node that fibre starts from, by index, at a vertex; the first by id where several share it. */
  readonly rootAt: ReadonlyMap<number, number>;
  /** Stretches of the plan that meet at a vertex. */
  readonly degree: ReadonlyMap<number, number>;
}

/** True where two stretches may become one span: the same support and corridor class. */
export type SameSpan = (stretchA: number, stretchB: number) => boolean;

/**
 * Orders the chosen stretches from the roots outwards and merges them into chains. Chains end at existing nodes, villages,
 * branches, and where support or class changes.
 */
export function growForest(
  network: PlanNetwork,
  chosen: readonly number[],
  rootOrder: readonly number[],
  same: SameSpan,
): Forest {
  const at = stretchesAtVertex(network, chosen);
  const stops = new Set<number>([...network.villageVertex, ...network.nodeVertex]);
  const chains: Chain[] = [];
  const chainTo = new Map<number, number>();
  const used = new Set<number>();
  const rootAt = new Map(rootOrder.toReversed().map((node) => [network.rootVertex[node], node]));
  for (const node of rootOrder) {
    const open: { vertex: number; parent: number }[] = [{ vertex: network.rootVertex[node], parent: -1 }];
    for (let here = open.pop(); here; here = open.pop()) {
      const leaving = (at.get(here.vertex) ?? []).filter((i) => !used.has(i));
      const grown: typeof open = [];
      for (const first of leaving) {
        if (used.has(first)) continue;
        const { to, stretches } = follow(network, at, stops, same, here.vertex, first);
        for (const { index } of stretches) used.add(index);
        chains.push({ from: here.vertex, to, stretches, parent: here.parent, rootNode: node });
        if (rootAt.has(to)) throw new Error("a plan joined two existing nodes");
        chainTo.set(to, chains.length - 1);
        grown.push({ vertex: to, parent: chains.length - 1 });
      }
      open.push(...grown.reverse());
    }
  }
  return { chains, chainTo, rootAt, degree: new Map([...at].map(([vertex, stretches]) => [vertex, stretches.length])) };
}

function follow(
  { stretches }: PlanNetwork,
  at: ReadonlyMap<number, readonly number[]>,
  stops: ReadonlySet<number>,
  same: SameSpan,
  start: number,
  first: number,
): { readonly to: number; readonly stretches: Chain["stretches"] } {
  const run: { index: number; backward: boolean }[] = [];
  let vertex = start;
  let index = first;
  for (;;) {
    const backward = stretches.from[index] !== vertex;
    run.push({ index, backward });
    vertex = backward ? stretches.from[index] : stretches.to[index];
    const here = at.get(vertex)!;
    if (stops.has(vertex) || here.length !== 2) break;
    const next = here[0] === index ? here[1] : here[0];
    if (!same(index, next)) break;
    index = next;
  }
  return { to: vertex, stretches: run };
}

/** Stretches at each vertex, in order of their number. */
function stretchesAtVertex(
  { stretches }: PlanNetwork,
  chosen: readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const at = new Map<number, number[]>();
  const put = (vertex: number, index: number) => {
    const here = at.get(vertex);
    if (here) here.push(index);
    else at.set(vertex, [index]);
  };
  for (const index of chosen) {
    put(stretches.from[index], index);
    put(stretches.to[index], index);
  }
  return at;
}
