import { BytesError } from "../feature/byte-reader.ts";
import type { BlockReader } from "./block-reader.ts";
import type { Draft } from "./draft.ts";
import type { SorAcquisition, SorPulse } from "./sor-trace.ts";

const traceTypes: Readonly<Record<string, SorAcquisition["traceType"]>> = {
  ST: "standard",
  RT: "reverse",
  DT: "difference",
  RF: "reference",
};

/** Bytes of a pulse: its width, spacing and number of points. */
const pulseBytes = 10;

/** Block FxdParams, into `acquisition` field by field, so that what is before a break is kept. Times are stored in units of 0.1 ns. */
export function readAcquisition(reader: BlockReader, formatVersion: 1 | 2, acquisition: Draft<SorAcquisition>): void {
  const isSecond = formatVersion === 2;
  acquisition.measuredAtS = reader.uint32();
  acquisition.shownUnit = reader.chars(2);
  acquisition.measuredWaveNm = reader.uint16() / 10;
  acquisition.offsetNs = reader.int32() / 10;
  if (isSecond) acquisition.offsetDistance = reader.int32();
  acquisition.pulses = readPulses(reader);
  acquisition.groupIndex = reader.uint32() / 1e5;
  acquisition.backscatterDb = 0 - reader.uint16() / 10;
  acquisition.averages = reader.uint32();
  if (isSecond) acquisition.averagingS = reader.uint16() / 10;
  acquisition.rangeNs = reader.uint32() / 10;
  if (isSecond) acquisition.rangeDistance = reader.int32();
  acquisition.frontPanelOffsetNs = reader.int32() / 10;
  acquisition.noiseFloor = reader.uint16();
  acquisition.noiseFloorScale = reader.int16();
  acquisition.firstPointPower = reader.uint16();
  acquisition.lossThresholdDb = reader.uint16() / 1000;
  acquisition.reflectanceThresholdDb = 0 - reader.uint16() / 1000;
  acquisition.endThresholdDb = reader.uint16() / 1000;
  if (!isSecond) return;
  acquisition.traceType = traceTypes[reader.chars(2)] ?? "other";
  acquisition.window = [reader.int32(), reader.int32(), reader.int32(), reader.int32()];
}

/** Widths, spacings and numbers of points stand in three lists. A spacing is the time of 10,000 points in units of 0.1 ns. */
function readPulses(reader: BlockReader): SorPulse[] {
  const { offset } = reader;
  const count = reader.uint16();
  if (count * pulseBytes > reader.left) throw new BytesError(`${count} pulse widths have no room`, offset);
  const widths = Array.from({ length: count }, () => reader.uint16());
  const spacings = Array.from({ length: count }, () => reader.uint32());
  return widths.map((widthNs, i) => ({ widthNs, spacingNs: spacings[i]! / 1e5, points: reader.uint32() }));
}
