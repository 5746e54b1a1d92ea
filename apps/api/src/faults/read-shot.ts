import type { OtdrSummary } from "@cuntong/db";
import { readSor, type SorPoints, type SorTrace } from "@cuntong/formats";
import type { Issue, OtdrEvent } from "@cuntong/network";
import { Refusal } from "../http/problem.ts";

/** A trace out of a file, in metres from the port. */
export interface Shot {
  readonly summary: Omit<OtdrSummary, "joints">;
  /** As measured, where the summary has the nominal one. */
  readonly measuredNm: number | null;
}

/** Points of a curve that is sent: the least and greatest level of each step, so that no peak is lost. */
const mostPoints = 8_000;
/** A nominal wavelength farther from the measured one is somebody's mistake. */
const mostWaveShiftNm = 50;
/** Events nearer to the instrument than the port, by more than a launch cable is measured wrong, are the launch cable's own. */
const beforePortM = 5;

/** Reads a SOR file, and takes a launch cable off its metres. Refuses what is no trace, with the file's issues. */
export function readShot(bytes: Uint8Array, fileName: string, launchM = 0): Shot {
  const { trace, issues } = readSor(bytes, { fileName });
  if (!trace) throw new Refusal("UNPROCESSABLE", "The file is no SOR trace.", { issues });
  const { groupIndex, points, checksum, waveNm: measuredNm } = trace;
  const curve = points ? curveOf(points, launchM) : undefined;
  const waveNm = waveOf(trace);
  const summary = {
    events: eventsOf(trace, launchM),
    ...(groupIndex !== null && { groupIndex }),
    ...(waveNm !== undefined && { waveNm }),
    ...(launchM > 0 && { launchM }),
    ...(curve && { curve }),
    ...{ checksum: checksum.result, issues },
  };
  return { summary, measuredNm };
}

/** Whether a file is whole: nothing in it is lost or impossible. */
export function isWhole(issues: readonly Issue[]): boolean {
  return issues.every(({ severity }) => severity !== "error");
}

/** Events of a trace in metres of glass; those without a place are left out. */
function eventsOf({ events }: SorTrace, launchM: number): OtdrEvent[] {
  return events.flatMap(({ distanceM, lossDb, reflectanceDb, type }): OtdrEvent[] => {
    if (distanceM === null || distanceM < launchM - beforePortM) return [];
    const reflection = reflectanceDb === null || type.kind === "non-reflective" ? {} : { reflectanceDb };
    return [{ glassM: distanceM - launchM, ...(type.isEnd ? {} : { lossDb }), ...reflection, isEnd: type.isEnd }];
  });
}

/** The wavelength by which traces are kept: the nominal one in whole nanometres, which one laser measures a little otherwise each time. */
function waveOf({ waveNm, link: { nominalWaveNm } }: SorTrace): number | undefined {
  if (waveNm === null) return undefined;
  const isNominal = nominalWaveNm !== undefined && Math.abs(nominalWaveNm - waveNm) <= mostWaveShiftNm;
  return Math.round(isNominal ? nominalWaveNm : waveNm);
}

type Curve = NonNullable<OtdrSummary["curve"]>;

/** The first stretch of a curve at even steps, thinned out. */
function curveOf({ levelDb, stretches }: SorPoints, launchM: number): Curve | undefined {
  const [stretch] = stretches;
  if (!stretch) return undefined;
  const every = Math.max(1, Math.ceil((2 * stretch.count) / mostPoints));
  const levels: number[] = [];
  for (let i = 0; i < stretch.count; i += every) {
    const part = levelDb.subarray(stretch.from + i, stretch.from + Math.min(stretch.count, i + every));
    if (every === 1) levels.push(part[0]!);
    else levels.push(...outermost(part));
  }
  const step = every === 1 ? stretch.stepM : (stretch.stepM * every) / 2;
  return {
    startM: stretch.startM - launchM,
    stepM: step,
    levelsDb: levels.map((level) => Math.round(level * 1000) / 1000),
  };
}

/** The least and the greatest of some levels, in their order. */
function outermost(levels: Float64Array): [number, number] {
  let [low, high] = [0, 0];
  for (let i = 1; i < levels.length; i++) {
    if (levels[i]! < levels[low]!) low = i;
    if (levels[i]! > levels[high]!) high = i;
  }
  return low <= high ? [levels[low]!, levels[high]!] : [levels[high]!, levels[low]!];
}
