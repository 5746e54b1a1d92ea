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

/** A box to draw in, the values at its bottom and top, and the moments at its left and right. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The frame of a curve: from its first moment to its last, up to 5 % above the least value, because the first guess is far off and
 * what follows is a matter of per cents.
 */
export function frameOf(samples: readonly Sample[], { width, height }: Pick<Frame, "width" | "height">): Frame {
  const values = samples.flatMap(({ costFen, lowerBoundFen }) => [costFen, lowerBoundFen ?? costFen]);
  const low = Math.min(...values);
  const high = Math.min(Math.max(...values), low * 1.05);
  return { width, height, low, high, from: samples[0]?.at ?? 0, to: samples.at(-1)?.at ?? 1 };
}

/** The polyline of a value over time in a frame; what is above the frame lies on its upper edge. */
export function polyline(points: readonly { readonly at: number; readonly value: number }[], frame: Frame): string {
  const { width, height, low, high, from, to } = frame;
  const x = (at: number) => ((at - from) / (to - from || 1)) * width;
  const y = (value: number) => height - ((Math.min(value, high) - low) / (high - low || 1)) * height;
  return points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
}
