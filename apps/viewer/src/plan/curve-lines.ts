import type { PlanRequest, PlanTotals } from "@cuntong/contract";
import type { Frame, Point } from "../chart/axis.ts";

type Budget = NonNullable<PlanTotals["budget"]>;
export type CurvePoint = NonNullable<Budget["curve"]>[number];

/** What a curve can be drawn of. */
const measures = ["villages", "people", "households", "weight"] as const;
export type Measure = (typeof measures)[number];

/** The measures that every point has; points of weight only where weight is no other measure under another name. */
export function measuresOf(curve: readonly CurvePoint[], weights: WeightsAsked): readonly Measure[] {
  const same = measureOfWeight(weights);
  return measures.filter((measure) =>
    measure === "weight" ? same === "weight" : curve.every((point) => point[measure] !== undefined),
  );
}

type WeightsAsked = NonNullable<PlanRequest["budget"]>["weights"];

/** What the weight of a plan is the count of: its villages, people or households alone with weight 1, else points. */
export function measureOfWeight(weights: WeightsAsked): Measure {
  const { people = 0, households = 0, village = 0, priority = 0, services = {} } = weights;
  const counts = [village, people, households, priority, ...Object.values(services)];
  const [only, ...others] = [...counts.keys()].filter((index) => counts[index] !== 0);
  if (only === undefined || counts[only] !== 1 || others.length > 0) return "weight";
  return only < 3 ? measures[only]! : "weight";
}

/** The plans found, in order of cost. */
export function foundPoints(curve: readonly CurvePoint[], measure: Measure): readonly Point[] {
  return curve.map((point) => [point.costFen, point[measure] ?? 0]);
}

/** The upper convex envelope: what a mix of plans reaches. It is that of the weight, so that only its own measure has one. */
export function envelope(curve: readonly CurvePoint[], measure: Measure): readonly Point[] {
  return foundPoints(
    curve.filter(({ onEnvelope }) => onEnvelope),
    measure,
  );
}

/**
 * What no plan can be above: at each cost between two points the bound of the dearer one, which holds for all that cost less. In units of
 * weight.
 */
export function boundStairs(curve: readonly CurvePoint[]): readonly Point[] {
  const first = curve[0];
  if (!first) return [];
  const points: Point[] = [[first.costFen, first.weightBound]];
  for (const [index, { costFen, weightBound }] of curve.entries()) {
    if (index === 0) continue;
    points.push([curve[index - 1]?.costFen ?? costFen, weightBound], [costFen, weightBound]);
  }
  return points;
}

/** A frame from nothing to a little above everything that is drawn, the cap included. */
export function curveFrame(
  lines: readonly (readonly Point[])[],
  capFen: number | undefined,
  size: Pick<Frame, "width" | "height">,
): Frame {
  const all = lines.flat();
  const right = Math.max(...all.map(([x]) => x), capFen ?? 0, 1);
  const top = Math.max(...all.map(([, y]) => y), 1);
  return { ...size, x: [0, right * 1.03], y: [0, top * 1.06] };
}
