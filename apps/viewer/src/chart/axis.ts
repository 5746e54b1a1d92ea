/** What a chart draws in: its size in its own units and the values at its edges. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Values at the left and the right. */
  readonly x: readonly [from: number, to: number];
  /** Values at the bottom and the top. */
  readonly y: readonly [low: number, high: number];
}

/** A point of a chart, in values. */
export type Point = readonly [x: number, y: number];

const niceSteps = [1, 2, 2.5, 5, 10];

/** Round values inside `[low, high]`, at most `most` of them and at least one step of 1, 2, 2.5 or 5 times a power of ten apart. */
export function ticks(low: number, high: number, most: number): number[] {
  if (!(high > low) || most < 1) return [low];
  const power = 10 ** Math.floor(Math.log10((high - low) / most));
  for (const nice of [...niceSteps, ...niceSteps.map((step) => step * 10)]) {
    const step = nice * power;
    const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
    if (last - first < most) return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  }
  return [low];
}

/** Where a value lies across a frame; outside of it on its edge. */
export function acrossOf(value: number, { width, x: [from, to] }: Frame): number {
  return shareOf(value, from, to) * width;
}

/** How far from the top of a frame a value lies; outside of it on its edge. */
export function downOf(value: number, { height, y: [low, high] }: Frame): number {
  return (1 - shareOf(value, low, high)) * height;
}

/** An SVG path through points. */
export function pathThrough(points: readonly Point[], frame: Frame): string {
  return points
    .map(([x, y], index) => `${index === 0 ? "M" : "L"}${at(acrossOf(x, frame))} ${at(downOf(y, frame))}`)
    .join("");
}

function shareOf(value: number, from: number, to: number): number {
  return to > from ? Math.min(1, Math.max(0, (value - from) / (to - from))) : 0;
}

function at(value: number): string {
  return value.toFixed(1);
}
