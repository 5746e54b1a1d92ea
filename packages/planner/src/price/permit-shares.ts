import type { AreasOnMap } from "../ground/areas-on-map.ts";
import type { PlanNetwork } from "../ground/split.ts";
import type { PlanInput } from "../plan/plan.ts";
import { priceCode } from "./price-codes.ts";
import { type Counts, hundredthsPerFen } from "./price-stretches.ts";
import type { PriceTable } from "./prices.ts";

/**
 * What each village bears of the permits paid once per area, hundredths of a fen, by index. Whoever connects a village inside such an area
 * enters it, so its price, divided by the villages inside, is never more than what any choice of them pays. Villages that stand on the
 * existing plant, or that a stretch reaches from outside the area, bear nothing.
 */
export function permitShares(
  input: PlanInput,
  { network, counts, areas, prices }: { network: PlanNetwork; counts: Counts; areas: AreasOnMap; prices: PriceTable },
): Float64Array {
  const shares = new Float64Array(input.villages.length);
  const inside = villagesInside(input, network, areas, prices);
  if (inside.size === 0 || !counts.areas) return shares;
  const reachedFromOutside = reachedOutside(
    network,
    counts,
    new Set([...inside.values()].flat().map((v) => network.villageVertex[v])),
  );
  for (const [area, villages] of inside) {
    const of = areas.list[area];
    if (of.kind !== "permit") continue;
    const cost = prices.fen(priceCode.permit(of.permit)) * hundredthsPerFen;
    const within = villages.filter((v) => !reachedFromOutside(network.villageVertex[v], area));
    for (const v of within) shares[v] += Math.floor(cost / within.length);
  }
  return shares;
}

/** Reachable villages off the existing plant, by area whose permit is paid once. */
function villagesInside(
  { villages }: PlanInput,
  { villageVertex, rootVertex }: PlanNetwork,
  { list, index }: AreasOnMap,
  prices: PriceTable,
): ReadonlyMap<number, number[]> {
  const inside = new Map<number, number[]>();
  const isOnce = list.map((area) => area.kind === "permit" && !prices.isPerMetre(priceCode.permit(area.permit)));
  if (!isOnce.includes(true)) return inside;
  const roots = new Set(rootVertex);
  villages.forEach(({ position }, v) => {
    if (villageVertex[v] < 0 || roots.has(villageVertex[v])) return;
    for (const area of index.areasAt(position).filter((a) => isOnce[a])) {
      const there = inside.get(area);
      if (there) there.push(v);
      else inside.set(area, [v]);
    }
  });
  return inside;
}

/** Tells of a vertex whether a stretch that can be built ends at it without a centimetre inside the area. */
function reachedOutside({ stretches }: PlanNetwork, { areas, weight }: Counts, vertices: ReadonlySet<number>) {
  const at = new Map<number, number[]>();
  for (let i = 0; i < stretches.from.length; i++) {
    if (weight[i] === Infinity) continue;
    for (const vertex of [stretches.from[i], stretches.to[i]]) {
      if (!vertices.has(vertex)) continue;
      const there = at.get(vertex);
      if (there) there.push(i);
      else at.set(vertex, [i]);
    }
  }
  const { start, area: areaOf } = areas!;
  return (vertex: number, area: number) =>
    (at.get(vertex) ?? []).some((i) => !areaOf.subarray(start[i], start[i + 1]).includes(area));
}
