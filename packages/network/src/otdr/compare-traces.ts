import type { OtdrEvent } from "./event.ts";
import { eventsFor, type OtdrTrace } from "./otdr-trace.ts";

/** What is another in a later trace of the same glass. */
export type TraceChange =
  | { readonly kind: "end-moved"; readonly glassM: number; readonly byM: number }
  | { readonly kind: "new-loss"; readonly glassM: number; readonly lossDb: number }
  | { readonly kind: "new-reflection"; readonly glassM: number; readonly reflectanceDb: number }
  | { readonly kind: "loss-changed"; readonly glassM: number; readonly byDb: number }
  | { readonly kind: "reflection-changed"; readonly glassM: number; readonly byDb: number }
  | { readonly kind: "gone"; readonly glassM: number };

export interface CompareOptions {
  /** Smaller changes of loss are the instrument's, dB. */
  readonly lossDb?: number;
  readonly reflectanceDb?: number;
}

/** Two readings of one place by two instruments differ by up to 2 m and 2e-4 of the distance, and by where they see an event begin. */
function sameWithinM(glassM: number): number {
  return 5 + 2e-4 * glassM;
}

/**
 * A stored baseline held against a later trace, in order of distance and in the later one's metres, whatever index each was shot with. Beyond a
 * new end nothing is said to be gone: it cannot be seen.
 */
export function compareTraces(
  earlier: OtdrTrace,
  laterTrace: OtdrTrace,
  { lossDb: leastLossDb = 0.1, reflectanceDb: leastReflectanceDb = 5 }: CompareOptions = {},
): TraceChange[] {
  const [baseline, later] = [eventsFor(earlier, laterTrace), laterTrace.events];
  const changes: TraceChange[] = [];
  const [oldEnd, newEnd] = [baseline, later].map((events) => events.find(({ isEnd }) => isEnd));
  if (oldEnd && newEnd && Math.abs(newEnd.glassM - oldEnd.glassM) > sameWithinM(oldEnd.glassM)) {
    changes.push({ kind: "end-moved", glassM: newEnd.glassM, byM: newEnd.glassM - oldEnd.glassM });
  }
  const pairs = pairUp(baseline, later);
  for (const event of later) {
    const old = pairs.get(event);
    if (event.isEnd) continue;
    if (old) changes.push(...differences(old, event, leastLossDb, leastReflectanceDb));
    else changes.push(...news(event, leastLossDb));
  }
  const seenM = newEnd ? newEnd.glassM - sameWithinM(newEnd.glassM) : Infinity;
  const kept = new Set(pairs.values());
  for (const event of baseline) {
    if (!event.isEnd && !kept.has(event) && event.glassM < seenM) changes.push({ kind: "gone", glassM: event.glassM });
  }
  return changes.sort((a, b) => a.glassM - b.glassM);
}

/** Each later event with the baseline's nearest one within reach, the nearest pairs first; none is taken twice. */
function pairUp(baseline: readonly OtdrEvent[], later: readonly OtdrEvent[]): Map<OtdrEvent, OtdrEvent> {
  const candidates = later.flatMap((event) =>
    baseline
      .map((old) => ({ event, old, offM: Math.abs(event.glassM - old.glassM) }))
      .filter(({ old, offM }) => event.isEnd === old.isEnd && offM <= sameWithinM(old.glassM)),
  );
  const pairs = new Map<OtdrEvent, OtdrEvent>();
  const taken = new Set<OtdrEvent>();
  for (const { event, old } of candidates.sort((a, b) => a.offM - b.offM)) {
    if (pairs.has(event) || taken.has(old)) continue;
    pairs.set(event, old);
    taken.add(old);
  }
  return pairs;
}

function differences(old: OtdrEvent, event: OtdrEvent, leastLossDb: number, leastReflectanceDb: number): TraceChange[] {
  const changes: TraceChange[] = [];
  const { glassM } = event;
  const byDb = (event.lossDb ?? 0) - (old.lossDb ?? 0);
  if (Math.abs(byDb) >= leastLossDb) changes.push({ kind: "loss-changed", glassM, byDb });
  if (event.reflectanceDb !== undefined && old.reflectanceDb === undefined) {
    changes.push({ kind: "new-reflection", glassM, reflectanceDb: event.reflectanceDb });
  } else if (event.reflectanceDb !== undefined && old.reflectanceDb !== undefined) {
    const by = event.reflectanceDb - old.reflectanceDb;
    if (Math.abs(by) >= leastReflectanceDb) changes.push({ kind: "reflection-changed", glassM, byDb: by });
  }
  return changes;
}

function news({ glassM, lossDb, reflectanceDb }: OtdrEvent, leastLossDb: number): TraceChange[] {
  const changes: TraceChange[] = [];
  if (lossDb !== undefined && Math.abs(lossDb) >= leastLossDb) changes.push({ kind: "new-loss", glassM, lossDb });
  if (reflectanceDb !== undefined) changes.push({ kind: "new-reflection", glassM, reflectanceDb });
  return changes;
}
