import { type Datum, datums, metresPerDegree, type Position, toWgs84 } from "@cuntong/geo";
import Flatbush from "flatbush";
import { type CountyShape, isInside } from "../village/county-shape.ts";

/** Positions that are known to be WGS 84: corridor vertices, existing nodes. */
export interface ReferencePoints {
  readonly lon: ArrayLike<number>;
  readonly lat: ArrayLike<number>;
}

/** How one supposed datum of the points fits what is known. */
export interface DatumFit {
  readonly datum: Datum;
  /** Median metres from a point to the nearest reference position, were the points in this datum. */
  readonly medianM?: number;
  /** Points outside their own county, were the points in this datum. */
  readonly outside?: number;
}

/** What the points' surroundings say about their datum. `strong` evidence may be applied where the user asked to detect; weak never. */
export interface ShiftFinding {
  readonly datum: Datum;
  readonly strength: "none" | "weak" | "strong";
  readonly fits: readonly DatumFit[];
  readonly evidence: readonly string[];
}

/** Points looked at; more add seconds but no certainty. */
const maxSample = 3_000;

/** Standard deviations by which more points must fit the other datum than this one. */
const strongSigma = 5;
const weakSigma = 2.5;

/**
 * Looks for the constant shift of a few hundred metres that GCJ-02 or BD-09 positions called WGS 84 have against their surroundings:
 * the median distance to the nearest known position under each datum, compared point by point (sign test) with the `supposed` one.
 */
export function detectShift(
  points: readonly Position[],
  reference: ReferencePoints,
  supposed: Datum = "WGS84",
): ShiftFinding {
  const sample = takeSample(points);
  if (sample.length < 20 || reference.lon.length < 20)
    return nothing(supposed, "too few points or reference positions to compare");
  const nearest = nearestDistances(reference);
  const base = nearest(sample, supposed);
  const baseMedian = median(base);
  const fits: DatumFit[] = [];
  let best = { datum: supposed, medianM: baseMedian, sigma: 0 };
  for (const datum of datums) {
    const distances = nearest(sample, datum);
    const medianM = median(distances);
    fits.push({ datum, medianM: Math.round(medianM) });
    if (medianM < best.medianM * 0.999) best = { datum, medianM, sigma: signSigma(base, distances) };
  }
  const strong = best.sigma >= strongSigma && best.medianM <= baseMedian * 0.6;
  const weak = best.sigma >= weakSigma && best.medianM <= baseMedian * 0.85;
  const evidence = `median distance to the nearest known position: ${fits.map((fit) => `${fit.datum} ${fit.medianM} m`).join(", ")}`;
  return finding(strong || weak ? best.datum : supposed, strong, weak, fits, evidence);
}

/**
 * The same question asked of county outlines: how many points lie outside their own county under each supposed datum. Few points are
 * near an outline, so thousands of points are needed before this is strong.
 */
export function detectShiftByCounties(
  points: readonly { readonly position: Position; readonly county: CountyShape }[],
  supposed: Datum = "WGS84",
): ShiftFinding {
  if (points.length < 20) return nothing(supposed, "too few points in known counties to compare");
  const insideBy = new Map(
    datums.map((datum) => [datum, points.map((point) => isInside(toWgs84(point.position, datum), point.county.area))]),
  );
  const base = insideBy.get(supposed)!;
  let best = { datum: supposed, outside: count(base, false), sigma: 0, gained: 0 };
  const baseOutside = best.outside;
  const fits = datums.map((datum) => ({ datum, outside: count(insideBy.get(datum)!, false) }));
  for (const { datum, outside } of fits) {
    const inside = insideBy.get(datum)!;
    const gained = inside.filter((is, i) => is && !base[i]).length;
    const lost = inside.filter((is, i) => !is && base[i]).length;
    if (outside < best.outside) best = { datum, outside, gained, sigma: (gained - lost) / Math.sqrt(gained + lost) };
  }
  const strong = best.sigma >= strongSigma && best.gained >= 30 && best.outside <= baseOutside * 0.4;
  const weak = best.sigma >= weakSigma && best.gained >= 8 && best.outside <= baseOutside * 0.7;
  const evidence = `points outside their county: ${fits.map((fit) => `${fit.datum} ${fit.outside}`).join(", ")} of ${points.length}`;
  return finding(strong || weak ? best.datum : supposed, strong, weak, fits, evidence);
}

function finding(datum: Datum, strong: boolean, weak: boolean, fits: DatumFit[], evidence: string): ShiftFinding {
  const strength = strong ? "strong" : weak ? "weak" : "none";
  return { datum, strength, fits, evidence: [evidence] };
}

function nothing(datum: Datum, evidence: string): ShiftFinding {
  return { datum, strength: "none", fits: [], evidence: [evidence] };
}

/** Evenly spaced points, so that a sorted file is still sampled everywhere. */
function takeSample(points: readonly Position[]): Position[] {
  const step = Math.max(1, points.length / maxSample);
  return Array.from({ length: Math.min(points.length, maxSample) }, (_, i) => points[Math.floor(i * step)]!);
}

/** Metres from each point, taken in a datum, to the nearest reference position, on a plane true to scale at the reference's middle. */
function nearestDistances(reference: ReferencePoints): (points: readonly Position[], datum: Datum) => number[] {
  let sumLat = 0;
  for (let i = 0; i < reference.lat.length; i++) sumLat += reference.lat[i]!;
  const { lonM, latM } = metresPerDegree(sumLat / reference.lat.length);
  const index = new Flatbush(reference.lon.length);
  for (let i = 0; i < reference.lon.length; i++) {
    index.add(reference.lon[i]! * lonM, reference.lat[i]! * latM);
  }
  index.finish();
  return (points, datum) =>
    points.map((point) => {
      const [lon, lat] = toWgs84(point, datum);
      const [x, y] = [lon * lonM, lat * latM];
      const hit = index.neighbors(x, y, 1)[0]!;
      return Math.hypot(reference.lon[hit]! * lonM - x, reference.lat[hit]! * latM - y);
    });
}

/** Standard deviations by which more points come nearer than go farther, were both equally likely. */
function signSigma(before: readonly number[], after: readonly number[]): number {
  const nearer = after.filter((distance, i) => distance < before[i]!).length;
  const farther = after.filter((distance, i) => distance > before[i]!).length;
  return nearer + farther === 0 ? 0 : (nearer - farther) / Math.sqrt(nearer + farther);
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? Number.POSITIVE_INFINITY;
}

function count(values: readonly boolean[], wanted: boolean): number {
  return values.filter((value) => value === wanted).length;
}
