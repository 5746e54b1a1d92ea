import type { OtdrEvent } from "./event.ts";

/** A trace of an OTDR: its events, and what their metres were computed with, where its file says it. */
export interface OtdrTrace {
  readonly events: readonly OtdrEvent[];
  /** The group index that the instrument was set to. */
  readonly groupIndex?: number;
  readonly waveNm?: number;
}

/** Whether light of two wavelengths has the same index in one glass, to 1e-4 (G.652: 17 ps/(nm km) at 1550 nm); also where one is not known. */
export function isSameLight(oneNm: number | undefined, otherNm: number | undefined): boolean {
  return oneNm === undefined || otherNm === undefined || Math.abs(oneNm - otherNm) <= 20;
}

/**
 * How many metres of the other one metre of this one is. What both measure is the time of light, which is metres x index / c: a place that the one
 * shows at d the other shows at d x index / other index. Where one does not say its index, or light of another wavelength was used, which has an
 * index of its own in the same glass, each one's metres stand: 1.
 */
export function metresFor(one: Omit<OtdrTrace, "events">, other: Omit<OtdrTrace, "events">): number {
  if (one.groupIndex === undefined || other.groupIndex === undefined) return 1;
  return isSameLight(one.waveNm, other.waveNm) ? one.groupIndex / other.groupIndex : 1;
}

/** The events of a trace in metres of another one. */
export function eventsFor(one: OtdrTrace, other: Omit<OtdrTrace, "events">): readonly OtdrEvent[] {
  const by = metresFor(one, other);
  return by === 1 ? one.events : one.events.map((event) => ({ ...event, glassM: event.glassM * by }));
}
