import fc from "fast-check";
import type { EventContent, SorContent } from "./encode-sor.ts";

const u16 = fc.nat(0xffff);
const u32 = fc.nat(0xffffffff);
const i32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const timeNs = i32.map((raw) => raw / 10);
const word = fc
  .string({ unit: fc.constantFrom("a", "B", "7", "-", " ", "光", "缆", "é"), maxLength: 12 })
  .map((text) => text.trim());
const decibels = fc.integer({ min: -0x8000, max: 0x7fff }).map((raw) => raw / 1000);
/** 0 is stored for a figure that was not measured. */
const orNull = (raw: number) => (raw === 0 ? null : raw / 1000);

const link = fc.record({
  language: fc.constantFrom("EN", "CN", "FR"),
  cableId: word,
  fibreId: word,
  fibreType: u16,
  nominalWaveNm: u16,
  locationA: word,
  locationB: word,
  cableCode: word,
  condition: fc.constantFrom("as-built", "as-current", "as-repaired", "other"),
  userOffsetNs: timeNs,
  userOffsetDistance: i32,
  operator: word,
  comment: word,
});

const instrument = fc.record({
  supplier: word,
  model: word,
  serial: word,
  module: word,
  moduleSerial: word,
  software: word,
  other: word,
});

const acquisition = fc.record({
  measuredAtS: u32,
  shownUnit: fc.constantFrom("km", "mt", "ft", "kf", "mi"),
  measuredWaveNm: u16.map((raw) => raw / 10),
  offsetNs: timeNs,
  offsetDistance: i32,
  pulses: fc.array(fc.record({ widthNs: u16, spacingNs: u32.map((raw) => raw / 1e5), points: fc.nat(40) }), {
    maxLength: 3,
  }),
  groupIndex: fc.integer({ min: 100_000, max: 200_000 }).map((raw) => raw / 1e5),
  backscatterDb: u16.map((raw) => 0 - raw / 10),
  averages: u32,
  averagingS: u16.map((raw) => raw / 10),
  rangeNs: u32.map((raw) => raw / 10),
  rangeDistance: i32,
  frontPanelOffsetNs: timeNs,
  noiseFloor: u16,
  noiseFloorScale: fc.integer({ min: -0x8000, max: 0x7fff }),
  firstPointPower: u16,
  lossThresholdDb: u16.map((raw) => raw / 1000),
  reflectanceThresholdDb: u16.map((raw) => 0 - raw / 1000),
  endThresholdDb: u16.map((raw) => raw / 1000),
  traceType: fc.constantFrom("standard", "reverse", "difference", "reference", "other"),
  window: fc.array(i32, { minLength: 4, maxLength: 4 }),
});

const event: fc.Arbitrary<EventContent> = fc.record({
  number: u16,
  timeNs,
  slopeDbPerKm: decibels,
  lossDb: decibels,
  reflectanceDb: i32.map(orNull),
  code: fc
    .tuple(fc.constantFrom("0", "1", "2"), fc.constantFrom("A", "M", "E", "F", "O", "D"), fc.nat(9999))
    .map(([kind, origin, landmark]) => `${kind}${origin}${String(landmark).padStart(4, "0")}`),
  method: fc.constantFrom("least-squares", "two-point", "other"),
  markers: fc.record({ previousEndNs: timeNs, startNs: timeNs, endNs: timeNs, nextStartNs: timeNs, peakNs: timeNs }),
  comment: word,
});

/** Any content that the format can hold, whether or not an instrument would write it. */
export const anyContent: fc.Arbitrary<SorContent> = fc.record({
  formatVersion: fc.constantFrom(1, 2),
  link,
  instrument,
  acquisition,
  events: fc.array(event, { maxLength: 5 }),
  summary: fc.record({
    lossDb: i32.map((raw) => raw / 1000),
    lossFromNs: timeNs,
    lossToNs: timeNs,
    returnLossDb: u16.map(orNull),
    returnLossFromNs: timeNs,
    returnLossToNs: timeNs,
  }),
  levels: fc.array(fc.record({ scale: fc.integer({ min: 1, max: 0xffff }), raw: fc.array(u16, { maxLength: 60 }) }), {
    maxLength: 3,
  }),
  others: fc.array(
    fc.record({ name: fc.constantFrom("Vendor", "HPEvent", "LnkParams"), bytes: fc.uint8Array({ maxLength: 20 }) }),
    { maxLength: 3 },
  ),
});
