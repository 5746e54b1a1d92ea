import type { BlockReader } from "./block-reader.ts";
import { eventType, lossMethod } from "./event-code.ts";
import type { SorEvent, SorMarkers, SorSummary } from "./sor-trace.ts";

/** Metres of a one-way time, `null` where the file has no group index. */
export type Metres = (oneWayNs: number) => number | null;

/** What block KeyEvents holds, or the part of it before a break. */
export interface EventsDraft {
  readonly events: SorEvent[];
  summary: SorSummary | null;
}

/** Block KeyEvents, into `draft` event by event, so that what is before a break is kept. */
export function readEvents(reader: BlockReader, formatVersion: 1 | 2, metres: Metres, draft: EventsDraft): void {
  const count = reader.uint16();
  for (let i = 0; i < count; i++) draft.events.push(readEvent(reader, formatVersion, metres));
  draft.summary = readSummary(reader, metres);
}

function readEvent(reader: BlockReader, formatVersion: 1 | 2, metres: Metres): SorEvent {
  const number = reader.uint16();
  const timeNs = reader.int32() / 10;
  return {
    number,
    timeNs,
    distanceM: metres(timeNs),
    slopeDbPerKm: reader.int16() / 1000,
    lossDb: reader.int16() / 1000,
    reflectanceDb: reader.int32() / 1000 || null,
    type: eventType(reader.chars(6)),
    method: lossMethod(reader.chars(2)),
    ...(formatVersion === 2 && { markers: readMarkers(reader, metres) }),
    comment: reader.text(),
  };
}

function readMarkers(reader: BlockReader, metres: Metres): SorMarkers {
  const next = () => metres(reader.int32() / 10);
  return { previousEndM: next(), startM: next(), endM: next(), nextStartM: next(), peakM: next() };
}

function readSummary(reader: BlockReader, metres: Metres): SorSummary {
  const next = () => metres(reader.int32() / 10);
  return {
    lossDb: reader.int32() / 1000,
    lossFromM: next(),
    lossToM: next(),
    returnLossDb: reader.uint16() / 1000 || null,
    returnLossFromM: next(),
    returnLossToM: next(),
  };
}
