import type { PlanProgress } from "@cuntong/contract";

/** Cost and bound at one moment of a plan, `at` 0..1 of the whole. */
export interface Sample {
  readonly at: number;
  readonly costFen: number;
  readonly lowerBoundFen?: number;
}

/** Adds a moment with a cost; moments without one, or without news, are left out. */
export function addSample(
  samples: readonly Sample[],
  { fraction, costFen, lowerBoundFen }: PlanProgress,
): readonly Sample[] {
  if (costFen === undefined) return samples;
  const last = samples.at(-1);
  if (last && last.at === fraction && last.costFen === costFen) return samples;
  return [...samples, { at: fraction, costFen, ...(lowerBoundFen === undefined ? {} : { lowerBoundFen }) }].slice(-400);
}

/** The polyline of a value over time in a box of `width` x `height`, values scaled to `[low, high]`. */
export function polyline(
  points: readonly { readonly at: number; readonly value: number }[],
  { width, height, low, high, from }: { width: number; height: number; low: number; high: number; from: number },
): string {
  const span = high - low || 1;
  const time = 1 - from || 1;
  return points
    .map(
      ({ at, value }) =>
        `${(((at - from) / time) * width).toFixed(1)},${(height - ((value - low) / span) * height).toFixed(1)}`,
    )
    .join(" ");
}
