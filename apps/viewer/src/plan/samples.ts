import type { PlanProgress } from "@cuntong/contract";
import type { Frame, Point } from "../chart/axis.ts";

/** Cost and bound of a plan, `at` seconds after it was first looked at. */
export interface Sample {
  readonly at: number;
  readonly costFen: number;
  readonly lowerBoundFen?: number;
}

const most = 600;

/**
 * Adds a moment at which cost or bound were news; the oldest go where there are too many. The search is over when the proposal is written:
 * its bill holds closures too, which no tree of the search does.
 */
export function addSample(
  samples: readonly Sample[],
  { phase, costFen, lowerBoundFen }: PlanProgress,
  at: number,
): readonly Sample[] {
  if (costFen === undefined || phase === "proposal" || phase === "save") return samples;
  const last = samples.at(-1);
  if (last && last.costFen === costFen && last.lowerBoundFen === lowerBoundFen) return samples;
  return [...samples, { at, costFen, ...(lowerBoundFen === undefined ? {} : { lowerBoundFen }) }].slice(-most);
}

/** The share of a cost that is not proven to be needed, 0..1; undefined without a bound. */
export function gapOf({ costFen, lowerBoundFen }: Pick<PlanProgress, "costFen" | "lowerBoundFen">): number | undefined {
  if (!costFen || lowerBoundFen === undefined) return undefined;
  return Math.max(0, (costFen - lowerBoundFen) / costFen);
}

/**
 * The frame of the chart of a search: from its first moment to `now`. The first guesses are far off and what follows is a matter of per
 * cents, so that what lies more than 6 % over the newest cost or 10 % under it lies on the edge.
 */
export function frameOf(samples: readonly Sample[], now: number, size: Pick<Frame, "width" | "height">): Frame {
  const newest = samples.at(-1)?.costFen ?? 0;
  const values = samples.flatMap(({ costFen, lowerBoundFen }) => [costFen, lowerBoundFen ?? costFen]);
  const low = Math.max(Math.min(...values), newest * 0.9);
  const high = Math.min(Math.max(...values), newest * 1.06);
  const room = (high - low || newest * 0.01) * 0.08;
  const from = samples[0]?.at ?? 0;
  return { ...size, x: [from, Math.max(now, from + 1)], y: [low - room, high + room] };
}

/** What a value was at every moment until `now`, as stairs: it holds until there is a better one. */
export function stairs(
  samples: readonly Sample[],
  now: number,
  value: (sample: Sample) => number | undefined,
): readonly Point[] {
  const points: Point[] = [];
  for (const sample of samples) {
    const y = value(sample);
    if (y === undefined) continue;
    const last = points.at(-1);
    if (last) points.push([sample.at, last[1]]);
    points.push([sample.at, y]);
  }
  const last = points.at(-1);
  return last ? [...points, [Math.max(now, last[0]), last[1]]] : points;
}
