import type { Issue } from "@cuntong/network";
import { IssueLog } from "../file/issue-log.ts";
import { crc16 } from "./crc16.ts";
import type { Draft } from "./draft.ts";
import { layPoints } from "./lay-points.ts";
import { readAcquisition } from "./read-acquisition.ts";
import { type EventsDraft, readEvents } from "./read-events.ts";
import { readInstrument } from "./read-instrument.ts";
import { readLink } from "./read-link.ts";
import { readMap } from "./read-map.ts";
import { type LevelsDraft, readPoints } from "./read-points.ts";
import { SorBlocks } from "./sor-blocks.ts";
import type {
  SorAcquisition,
  SorChecksum,
  SorInstrument,
  SorLink,
  SorPoints,
  SorStretch,
  SorTrace,
} from "./sor-trace.ts";
import { travelledM } from "./travelled.ts";

export interface ReadSorOptions {
  readonly fileName: string;
  readonly maxBytes?: number;
}

export interface ReadSor {
  /** Whatever could be read; absent for what is no SOR file at all. */
  readonly trace?: SorTrace;
  readonly issues: readonly Issue[];
}

/** Traces have up to some hundred thousand points of two bytes. */
const defaultMaxBytes = 16_000_000;

/**
 * Reads an OTDR trace in the SOR format (Bellcore GR-196, Telcordia SR-4731), versions 1 and 2. Distances are computed from the file's own
 * times and group index. Blocks of manufacturers are kept by name and length. Never throws on any bytes: what is cut or damaged is an
 * issue with its block and byte, and what is before it is read.
 */
export function readSor(bytes: Uint8Array, { fileName, maxBytes = defaultMaxBytes }: ReadSorOptions): ReadSor {
  const log = new IssueLog(fileName);
  const trace = readTrace(bytes, maxBytes, log);
  const issues = log.list();
  return trace ? { trace, issues } : { issues };
}

function readTrace(bytes: Uint8Array, maxBytes: number, log: IssueLog): SorTrace | undefined {
  if (bytes.length === 0) return void log.error("FILE_EMPTY", {}, "The file is empty.");
  if (bytes.length > maxBytes) {
    return void log.error("LIMIT_BYTES", {}, `The file has ${bytes.length} bytes; at most ${maxBytes} are read.`);
  }
  const map = readMap(bytes, log);
  return map && readBlocks(new SorBlocks(bytes, map, log), bytes, log);
}

function readBlocks(blocks: SorBlocks, bytes: Uint8Array, log: IssueLog): SorTrace {
  const { formatVersion } = blocks;
  const link: Draft<SorLink> = {};
  const instrument: Draft<SorInstrument> = {};
  const acquisition: Draft<SorAcquisition> = {};
  blocks.read("GenParams", (reader) => readLink(reader, formatVersion, link));
  blocks.read("SupParams", (reader) => readInstrument(reader, instrument));
  blocks.read("FxdParams", (reader) => readAcquisition(reader, formatVersion, acquisition));
  const groupIndex = checkedIndex(acquisition, log);
  reportOffset(link, groupIndex, log);
  return {
    formatVersion,
    blocks: blocks.listed,
    link,
    instrument,
    acquisition,
    waveNm: checkedWave(link, acquisition, log),
    groupIndex,
    ...eventsOf(blocks, groupIndex, log),
    points: pointsOf(blocks, acquisition, groupIndex, log),
    checksum: checksumOf(blocks, bytes, log),
  };
}

/** Without an index between 1 and 2 nothing has a distance: none is assumed. */
function checkedIndex({ groupIndex }: Draft<SorAcquisition>, log: IssueLog): number | null {
  if (groupIndex !== undefined && groupIndex >= 1 && groupIndex <= 2) return groupIndex;
  const message = "The file has no group index that could be: its distances are unknown.";
  log.error("SOR_INDEX", { block: "FxdParams" }, message, { value: groupIndex });
  return null;
}

/** Whether a user's zero shifts the events too is not the same in all instruments, so nobody but the user can say it. */
function reportOffset({ userOffsetNs = 0 }: Draft<SorLink>, groupIndex: number | null, log: IssueLog): void {
  if (userOffsetNs === 0 || groupIndex === null) return;
  const offsetM = Math.round(travelledM(userOffsetNs, groupIndex) * 10) / 10;
  const message = `The user's zero lies ${offsetM} m from the instrument. Distances are as the file has them, not shifted by it.`;
  log.warning("SOR_OFFSET", { block: "GenParams" }, message, {
    suggestion: "Compare the first event with the end of the launch cable.",
    params: { offsetM },
  });
}

/** A measured wavelength farther from the nominal one is somebody's mistake. */
const mostWaveShiftNm = 50;

/** The measured wavelength; the nominal one where the instrument wrote none that could be. */
function checkedWave(link: Draft<SorLink>, { measuredWaveNm }: Draft<SorAcquisition>, log: IssueLog): number | null {
  const [measured, nominal] = [waveOrNull(measuredWaveNm), waveOrNull(link.nominalWaveNm)];
  const differ = measured !== null && nominal !== null && Math.abs(measured - nominal) > mostWaveShiftNm;
  if (measured === null || differ) {
    const params = { measured: measuredWaveNm ?? 0, nominal: link.nominalWaveNm ?? 0 };
    const message = `The file gives ${params.measured} nm as measured and ${params.nominal} nm as nominal wavelength.`;
    log.warning("SOR_WAVELENGTH", { block: "FxdParams" }, message, { params });
  }
  return measured ?? nominal;
}

/** OTDRs send 600 to 1700 nm. */
function waveOrNull(waveNm = 0): number | null {
  return waveNm >= 600 && waveNm <= 1700 ? waveNm : null;
}

function eventsOf(blocks: SorBlocks, groupIndex: number | null, log: IssueLog): EventsDraft {
  const draft: EventsDraft = { events: [], summary: null };
  const metres = (oneWayNs: number) => (groupIndex === null ? null : travelledM(oneWayNs, groupIndex));
  blocks.read("KeyEvents", (reader) => readEvents(reader, blocks.formatVersion, metres, draft));
  for (const [i, { type }] of draft.events.entries()) {
    if (type.kind !== "unknown" && type.origin !== "unknown") continue;
    const place = { block: "KeyEvents", feature: i + 1 };
    log.warning("SOR_EVENT_CODE", place, "The event's code is none of the format's.", { value: type.code });
  }
  return draft;
}

function pointsOf(
  blocks: SorBlocks,
  acquisition: Draft<SorAcquisition>,
  groupIndex: number | null,
  log: IssueLog,
): SorPoints | null {
  if (!blocks.has("DataPts")) return null;
  const draft: LevelsDraft = { levelDb: new Float64Array(0), promised: 0 };
  blocks.read("DataPts", (reader) => readPoints(reader, draft));
  const found = draft.levelDb.length;
  const measured = acquisition.pulses?.reduce((sum, { points }) => sum + points, 0) ?? draft.promised;
  if (draft.promised !== found || measured !== found) {
    const params = { said: draft.promised, measured, found };
    const message = `${found} points are there; the block says ${params.said}, the acquisition ${measured}.`;
    log.warning("SOR_POINTS", { block: "DataPts" }, message, { params });
  }
  const stretches = layPoints(found, acquisition, groupIndex);
  if (groupIndex !== null) checkPlaced(found, stretches, log);
  return { levelDb: draft.levelDb, stretches };
}

function checkPlaced(count: number, stretches: readonly SorStretch[], log: IssueLog): void {
  const last = stretches.at(-1);
  const points = count - (last ? last.from + last.count : 0);
  if (points === 0) return;
  const message = `${points} points have no spacing: their distances are unknown.`;
  log.error("SOR_SPACING", { block: "FxdParams" }, message, { params: { points } });
}

function checksumOf(blocks: SorBlocks, bytes: Uint8Array, log: IssueLog): SorChecksum {
  let checksum: SorChecksum = { result: "absent", stored: null, computed: null };
  blocks.read("Cksum", (reader) => {
    const { offset } = reader;
    const stored = reader.uint16();
    const computed = crc16(bytes.subarray(0, offset));
    checksum = { result: stored === computed ? "ok" : "mismatch", stored, computed };
    if (stored === computed) return;
    const message = `The file's checksum is ${stored}, its bytes give ${computed}: it was changed, or its maker sums otherwise.`;
    log.warning("SOR_CHECKSUM", { block: "Cksum" }, message, { params: { stored, computed } });
  });
  return checksum;
}
