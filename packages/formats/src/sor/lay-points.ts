import type { SorAcquisition, SorPoints, SorStretch } from "./sor-trace.ts";
import { travelledM } from "./travelled.ts";

/**
 * Where `count` points lie: the first at the acquisition's offset, the rest at the spacing of their pulse, pulse after pulse. Points beyond
 * those that the pulses promise follow at the last spacing; behind a pulse without one, nothing is placed.
 */
export function layPoints(
  count: number,
  { offsetNs, pulses = [] }: Partial<SorAcquisition>,
  groupIndex: number | null,
): SorStretch[] {
  const stretches: SorStretch[] = [];
  if (groupIndex === null || offsetNs === undefined) return stretches;
  let [from, timeNs] = [0, offsetNs];
  for (const [i, { widthNs, spacingNs, points }] of pulses.entries()) {
    const room = count - from;
    if (room === 0 || spacingNs === 0) break;
    const length = i === pulses.length - 1 ? room : Math.min(points, room);
    const [startM, stepM] = [travelledM(timeNs, groupIndex), travelledM(spacingNs, groupIndex)];
    if (length > 0) stretches.push({ from, count: length, pulseWidthNs: widthNs, startM, stepM });
    from += length;
    timeNs += length * spacingNs;
  }
  return stretches;
}

/** Metres of every point, as many as have a place. */
export function pointDistances({ stretches }: SorPoints): Float64Array {
  const placed = stretches.at(-1);
  const distanceM = new Float64Array(placed ? placed.from + placed.count : 0);
  for (const { from, count, startM, stepM } of stretches) {
    for (let i = 0; i < count; i++) distanceM[from + i] = startM + i * stepM;
  }
  return distanceM;
}
