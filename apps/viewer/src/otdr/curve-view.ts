import type { Frame, Point } from "../chart/axis.ts";

/** Backscatter along glass as an instrument recorded it: levels in dB at even steps. */
export interface Curve {
  /** Metres from the port to the first level; negative before it. */
  readonly startM: number;
  readonly stepM: number;
  readonly levelsDb: readonly number[];
}

/** Metres shown, from left to right. */
export type Window = readonly [fromM: number, toM: number];

/** The part of a curve that is shown, at most two points a column: the least and the greatest level in it, so that no peak is lost. */
export function pointsIn({ startM, stepM, levelsDb }: Curve, [fromM, toM]: Window, columns: number): Point[] {
  const first = Math.max(0, Math.floor((fromM - startM) / stepM));
  const last = Math.min(levelsDb.length - 1, Math.ceil((toM - startM) / stepM));
  if (last < first) return [];
  const at = (i: number): Point => [startM + i * stepM, levelsDb[i] ?? 0];
  const count = last - first + 1;
  if (count <= columns * 2) return Array.from({ length: count }, (_, i) => at(first + i));
  const points: Point[] = [];
  for (let column = 0; column < columns; column++) {
    const begin = first + Math.floor((column * count) / columns);
    const end = first + Math.floor(((column + 1) * count) / columns);
    let [low, high] = [begin, begin];
    for (let i = begin; i < end; i++) {
      if ((levelsDb[i] ?? 0) < (levelsDb[low] ?? 0)) low = i;
      if ((levelsDb[i] ?? 0) > (levelsDb[high] ?? 0)) high = i;
    }
    points.push(at(Math.min(low, high)));
    if (low !== high) points.push(at(Math.max(low, high)));
  }
  return points;
}

/** A frame round what is shown of some curves, with room above the highest level. */
export function frameAround(curves: readonly Curve[], window: Window, size: { width: number; height: number }): Frame {
  let [low, high] = [Infinity, -Infinity];
  for (const curve of curves) {
    for (const [, level] of pointsIn(curve, window, size.width)) {
      low = Math.min(low, level);
      high = Math.max(high, level);
    }
  }
  if (low > high) [low, high] = [0, 1];
  const room = Math.max(0.5, (high - low) * 0.08);
  return { ...size, x: window, y: [low - room, high + 2 * room] };
}

/** All that curves and marks cover. */
export function wholeOf(curves: readonly Curve[], marksM: readonly number[] = []): Window {
  const ends = curves.flatMap(({ startM, stepM, levelsDb }) => [
    startM,
    startM + stepM * Math.max(1, levelsDb.length - 1),
  ]);
  const all = [...ends, ...marksM];
  if (all.length === 0) return [0, 1];
  const [from, to] = [Math.min(...all), Math.max(...all)];
  return to > from ? [from, to] : [from, from + 1];
}

/** A window zoomed about a place that stays where it is; `factor` below 1 shows less. Never beyond the whole, never below a metre. */
export function zoomed(window: Window, whole: Window, aboutM: number, factor: number): Window {
  const widthM = Math.min(whole[1] - whole[0], Math.max(1, (window[1] - window[0]) * factor));
  const share = (aboutM - window[0]) / (window[1] - window[0]);
  return kept([aboutM - share * widthM, aboutM + (1 - share) * widthM], whole);
}

/** A window moved by a share of its width, inside the whole. */
export function moved(window: Window, whole: Window, share: number): Window {
  const byM = (window[1] - window[0]) * share;
  return kept([window[0] + byM, window[1] + byM], whole);
}

function kept([fromM, toM]: Window, [least, most]: Window): Window {
  const widthM = toM - fromM;
  const from = Math.min(Math.max(fromM, least), Math.max(least, most - widthM));
  return [from, from + widthM];
}
