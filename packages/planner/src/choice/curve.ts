import type { CurvePoint, Village } from "@cuntong/network";
import { inUnits } from "./bound-lines.ts";

/** A selection with its bill. */
export interface BilledSelection {
  readonly served: readonly Village[];
  readonly costFen: number;
  readonly worth: number;
}

/**
 * The curve from money to what it reaches: the plans found, cheapest first, without those that a cheaper one is worth as much as. `boundAt` is
 * what no plan of a cost can be worth more than.
 */
export function curveOf(found: readonly BilledSelection[], boundAt: (costFen: number) => number): CurvePoint[] {
  const ordered = found.toSorted((a, b) => a.costFen - b.costFen || b.worth - a.worth);
  let most = -1;
  const kept = ordered.filter(({ worth }) => {
    if (worth <= most) return false;
    most = worth;
    return true;
  });
  const envelope = envelopeOf(kept);
  return kept.map((point) => {
    const { served, costFen, worth } = point;
    const people = sumOf(served, ({ people: count }) => count);
    const households = sumOf(served, ({ households: count }) => count);
    return {
      ...{ costFen, villages: served.length },
      ...(people === undefined ? {} : { people }),
      ...(households === undefined ? {} : { households }),
      ...{ weight: inUnits(worth), weightBound: inUnits(boundAt(costFen)), onEnvelope: envelope.has(point) },
    };
  });
}

/** Undefined where it is not known of every village. */
function sumOf(villages: readonly Village[], count: (village: Village) => number | undefined): number | undefined {
  return villages.reduce((sum: number | undefined, village) => {
    const here = count(village);
    return sum === undefined || here === undefined ? undefined : sum + here;
  }, 0);
}

/** The upper convex envelope of points in order of cost (A. M. Andrew's monotone chain, 1979). */
function envelopeOf(points: readonly BilledSelection[]): ReadonlySet<BilledSelection> {
  const hull: BilledSelection[] = [];
  for (const point of points) {
    while (hull.length > 1 && !turnsDown(hull[hull.length - 2], hull[hull.length - 1], point)) hull.pop();
    hull.push(point);
  }
  return new Set(hull);
}

function turnsDown(a: BilledSelection, b: BilledSelection, c: BilledSelection): boolean {
  return (b.worth - a.worth) * (c.costFen - b.costFen) > (c.worth - b.worth) * (b.costFen - a.costFen);
}
