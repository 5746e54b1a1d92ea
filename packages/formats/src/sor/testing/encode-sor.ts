import { crc16 } from "../crc16.ts";
import type {
  SorAcquisition,
  SorEvent,
  SorInstrument,
  SorLink,
  SorMarkers,
  SorPulse,
  SorSummary,
} from "../sor-trace.ts";

/** What a file is made of: the records in their stored grain, with times where the reader gives distances. */
export interface SorContent {
  readonly formatVersion: 1 | 2;
  readonly link: SorLink;
  readonly instrument: SorInstrument;
  readonly acquisition: SorAcquisition;
  readonly events: readonly EventContent[];
  readonly summary: SummaryContent;
  readonly levels: readonly LevelSection[];
  /** Blocks of a manufacturer, put before the checksum. */
  readonly others: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

type InNs<T> = { readonly [Field in keyof T as Field extends `${infer Name}M` ? `${Name}Ns` : never]: number };

export interface EventContent extends Omit<SorEvent, "distanceM" | "markers" | "type"> {
  readonly code: string;
  readonly markers: InNs<SorMarkers>;
}

export type SummaryContent = InNs<SorSummary> & Pick<SorSummary, "lossDb" | "returnLossDb">;

/** Whole numbers as stored, all with one factor. */
export interface LevelSection {
  readonly scale: number;
  readonly raw: readonly number[];
}

/** The bytes of a SOR file, written from the format's description and not by way of the reader's code. */
export function encodeSor(content: SorContent): Uint8Array<ArrayBuffer> {
  const { formatVersion } = content;
  const isSecond = formatVersion === 2;
  const blocks: [name: string, bytes: number[]][] = [
    ["GenParams", linkBytes(content.link, isSecond)],
    ["SupParams", instrumentBytes(content.instrument)],
    ["FxdParams", acquisitionBytes(content.acquisition, isSecond)],
    ["KeyEvents", eventsBytes(content, isSecond)],
    ["DataPts", levelsBytes(content.levels)],
    ...content.others.map(({ name, bytes }): [string, number[]] => [name, [...bytes]]),
    ["Cksum", [0, 0]],
  ];
  const named = blocks.map(([name, bytes]): [string, number[]] => [name, isSecond ? [...text(name), ...bytes] : bytes]);
  const bytes = Uint8Array.from([...mapBytes(named, formatVersion), ...named.flatMap(([, block]) => block)]);
  const end = bytes.length - 2;
  new DataView(bytes.buffer).setUint16(end, crc16(bytes.subarray(0, end)), true);
  return bytes;
}

function mapBytes(blocks: readonly [string, number[]][], formatVersion: 1 | 2): number[] {
  const entries = blocks.flatMap(([name, bytes]) => [...text(name), ...u16(formatVersion * 100), ...u32(bytes.length)]);
  const head = formatVersion === 2 ? text("Map") : [];
  const length = head.length + 8 + entries.length;
  return [...head, ...u16(formatVersion * 100), ...u32(length), ...u16(blocks.length + 1), ...entries];
}

const conditions = { "as-built": "BC", "as-current": "CC", "as-repaired": "RC", other: "OT" } as const;

function linkBytes(link: SorLink, isSecond: boolean): number[] {
  return [
    ...ascii(link.language),
    ...text(link.cableId),
    ...text(link.fibreId),
    ...(isSecond ? u16(link.fibreType) : []),
    ...u16(link.nominalWaveNm),
    ...text(link.locationA),
    ...text(link.locationB),
    ...text(link.cableCode),
    ...ascii(conditions[link.condition]),
    ...time(link.userOffsetNs),
    ...(isSecond ? u32(link.userOffsetDistance) : []),
    ...text(link.operator),
    ...text(link.comment),
  ];
}

function instrumentBytes(instrument: SorInstrument): number[] {
  const { supplier, model, serial, module, moduleSerial, software, other } = instrument;
  return [supplier, model, serial, module, moduleSerial, software, other].flatMap(text);
}

const traceTypes = { standard: "ST", reverse: "RT", difference: "DT", reference: "RF", other: "XX" } as const;

function acquisitionBytes(acquisition: SorAcquisition, isSecond: boolean): number[] {
  return [
    ...u32(acquisition.measuredAtS),
    ...ascii(acquisition.shownUnit),
    ...u16(round(acquisition.measuredWaveNm * 10)),
    ...time(acquisition.offsetNs),
    ...(isSecond ? u32(acquisition.offsetDistance) : []),
    ...pulsesBytes(acquisition.pulses),
    ...u32(round(acquisition.groupIndex * 1e5)),
    ...u16(round(acquisition.backscatterDb * -10)),
    ...u32(acquisition.averages),
    ...(isSecond ? u16(round(acquisition.averagingS * 10)) : []),
    ...time(acquisition.rangeNs),
    ...(isSecond ? u32(acquisition.rangeDistance) : []),
    ...time(acquisition.frontPanelOffsetNs),
    ...u16(acquisition.noiseFloor),
    ...u16(acquisition.noiseFloorScale),
    ...u16(acquisition.firstPointPower),
    ...u16(thousandths(acquisition.lossThresholdDb)),
    ...u16(thousandths(-acquisition.reflectanceThresholdDb)),
    ...u16(thousandths(acquisition.endThresholdDb)),
    ...(isSecond ? [...ascii(traceTypes[acquisition.traceType]), ...acquisition.window.flatMap(u32)] : []),
  ];
}

function pulsesBytes(pulses: readonly SorPulse[]): number[] {
  return [
    ...u16(pulses.length),
    ...pulses.flatMap(({ widthNs }) => u16(widthNs)),
    ...pulses.flatMap(({ spacingNs }) => u32(round(spacingNs * 1e5))),
    ...pulses.flatMap(({ points }) => u32(points)),
  ];
}

const methods = { "least-squares": "LS", "two-point": "2P", other: "OT" } as const;

function eventsBytes({ events, summary }: SorContent, isSecond: boolean): number[] {
  return [...u16(events.length), ...events.flatMap((event) => eventBytes(event, isSecond)), ...summaryBytes(summary)];
}

function eventBytes(event: EventContent, isSecond: boolean): number[] {
  const { previousEndNs, startNs, endNs, nextStartNs, peakNs } = event.markers;
  return [
    ...u16(event.number),
    ...time(event.timeNs),
    ...u16(thousandths(event.slopeDbPerKm)),
    ...u16(thousandths(event.lossDb)),
    ...u32(thousandths(event.reflectanceDb ?? 0)),
    ...ascii(event.code),
    ...ascii(methods[event.method]),
    ...(isSecond ? [previousEndNs, startNs, endNs, nextStartNs, peakNs].flatMap(time) : []),
    ...text(event.comment),
  ];
}

function summaryBytes(summary: SummaryContent): number[] {
  return [
    ...u32(thousandths(summary.lossDb)),
    ...time(summary.lossFromNs),
    ...time(summary.lossToNs),
    ...u16(thousandths(summary.returnLossDb ?? 0)),
    ...time(summary.returnLossFromNs),
    ...time(summary.returnLossToNs),
  ];
}

function levelsBytes(sections: readonly LevelSection[]): number[] {
  const count = sections.reduce((sum, { raw }) => sum + raw.length, 0);
  const bodies = sections.flatMap(({ scale, raw }) => [...u32(raw.length), ...u16(scale), ...raw.flatMap(u16)]);
  return [...u32(count), ...u16(sections.length), ...bodies];
}

const round = Math.round;
const thousandths = (value: number) => round(value * 1000);
/** Times are stored in units of 0.1 ns. */
const time = (ns: number) => u32(round(ns * 10));

function u16(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff];
}

function u32(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff];
}

function ascii(value: string): number[] {
  return Array.from(value, (char) => char.charCodeAt(0));
}

/** UTF-8, closed by a zero byte. */
function text(value: string): number[] {
  return [...new TextEncoder().encode(value), 0];
}
