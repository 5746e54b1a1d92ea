import { randomUUID } from "node:crypto";
import * as contract from "@cuntong/contract";
import type { OtdrSummary, Store } from "@cuntong/db";
import { readSor, type SorPoints, type SorTrace } from "@cuntong/formats";
import {
  Calibration,
  compareTraces,
  type EventMatching,
  jointsOf,
  layTrace,
  type Network,
  type OtdrEvent,
  type Port,
} from "@cuntong/network";
import type { DataFolder } from "../data-folder.ts";
import { readBytes } from "../http/body.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { refusedBy } from "../plant/refused.ts";
import { type BaselineNow, baselineNow } from "./baseline.ts";

type Curve = NonNullable<OtdrSummary["curve"]>;

const author = { by: "operator" };
/** Points of a curve that is sent: the least and greatest level of each step, so that no peak is lost. */
const mostPoints = 8_000;
/** A nominal wavelength farther from the measured one is somebody's mistake. */
const mostWaveShiftNm = 50;

export function mountOtdr(app: App, { store, files }: { readonly store: Store; readonly files: DataFolder }): void {
  mount(app, contract.readOtdr, async ({ query: { projectId, equipmentId, port, name, keep }, request }) => {
    const bytes = await readBytes(request, contract.readOtdr.bodyLimitBytes);
    const { trace: read, issues } = await readSor(bytes, { fileName: name });
    if (!read) throw new Refusal("UNPROCESSABLE", "The file is no SOR trace.", { issues });
    const { network, revision } = await store.inventory.network(projectId);
    const events = eventsOf(read);
    const from = equipmentId !== undefined && port !== undefined ? ({ equipmentId, port } as Port) : undefined;
    if (keep !== "no" && !from)
      throw new Refusal("INVALID_REQUEST", "A trace is kept with the port that it was shot from.");
    const matching = from && layOn(network, from, events);
    const curve = read.points ? curveOf(read.points) : undefined;
    const waveNm = waveOf(read);
    const baseline = from && (await baselineNow(store, network, projectId, from, waveNm));
    const joints = matching ? jointsOf(network, matching) : [];
    const summary: OtdrSummary = { events, joints, ...(curve && { curve }) };
    const id = keep === "no" || !from ? undefined : randomUUID();
    if (id !== undefined && from) {
      const { sha256 } = await files.keep(bytes, ".sor");
      const wave = waveNm === undefined ? {} : { waveNm };
      await store.otdrTraces.keep(
        projectId,
        { id, ...from, ...wave, isBaseline: keep === "baseline", fileName: name, sha256, summary },
        author,
      );
    }
    const end = events.find(({ isEnd }) => isEnd);
    return {
      revision,
      ...(id !== undefined && { id }),
      waveNm: read.waveNm,
      groupIndex: read.groupIndex,
      checksum: read.checksum.result,
      issues: issues as never,
      ...(curve && { curve }),
      events: events.map((event, i) => ({ ...event, ...jointOf(network, matching, i) })),
      ...(end && { endM: end.glassM }),
      ...(matching && { plant: plantOf(network, matching) }),
      ...(baseline && { baseline: comparedWith(baseline, waveNm, events) }),
    };
  });

  mount(app, contract.listOtdrTraces, async ({ query: { projectId, equipmentId, port } }) => {
    const { revision, traces } = await store.otdrTraces.list(projectId, { equipmentId, port });
    const listed = traces.map(({ id, fileName, waveNm, isBaseline, by, at }) => {
      return { id, fileName, isBaseline, by, at, ...(waveNm !== undefined && { waveNm }) };
    });
    return { revision, traces: listed };
  });
}

/** Events of a trace in metres of glass; those without a place are left out. */
function eventsOf({ events }: SorTrace): OtdrEvent[] {
  return events.flatMap(({ distanceM, lossDb, reflectanceDb, type }): OtdrEvent[] => {
    if (distanceM === null) return [];
    const reflection = reflectanceDb === null || type.kind === "non-reflective" ? {} : { reflectanceDb };
    return [{ glassM: distanceM, ...(type.isEnd ? {} : { lossDb }), ...reflection, isEnd: type.isEnd }];
  });
}

function jointOf(network: Network, matching: EventMatching | undefined, event: number) {
  const match = matching?.matches.find((one) => one.event === event);
  if (!matching || !match) return {};
  const joint = matching.line.joints[match.joint]!;
  return {
    joint: { name: nameOf(network, joint.nodeId), nodeId: joint.nodeId, glassM: joint.glassM, offM: match.offM },
  };
}

function plantOf(network: Network, { shotFrom, line, anchors, unmatchedJoints }: EventMatching) {
  const calibration = new Calibration(line, anchors);
  return {
    shotFrom,
    unmatchedJoints: unmatchedJoints.map((i) => {
      const { nodeId, glassM } = line.joints[i]!;
      return { name: nameOf(network, nodeId), nodeId, glassM };
    }),
    calibrated: calibration.isCalibrated,
    factors: calibration.factors(),
  };
}

function nameOf(network: Network, nodeId: string): string {
  return network.get("nodes", nodeId)?.name ?? nodeId;
}

/** What is another since the baseline; one of another wavelength only calibrates. */
function comparedWith({ record, told }: BaselineNow, waveNm: number | undefined, events: readonly OtdrEvent[]) {
  const { events: old, curve } = record.summary;
  if (record.waveNm !== waveNm) return told;
  return { ...told, changes: compareTraces(old, events), ...(curve && { curve }) };
}

/** The wavelength by which traces are kept: the nominal one in whole nanometres, which one laser measures a little otherwise each time. */
function waveOf({ waveNm, link: { nominalWaveNm } }: SorTrace): number | undefined {
  if (waveNm === null) return undefined;
  const isNominal = nominalWaveNm !== undefined && Math.abs(nominalWaveNm - waveNm) <= mostWaveShiftNm;
  return Math.round(isNominal ? nominalWaveNm : waveNm);
}

function layOn(network: Network, from: Port, events: readonly OtdrEvent[]): EventMatching | undefined {
  const laid = layTrace(network, from, events);
  if (!laid.ok) throw refusedBy(laid);
  return laid.value;
}

/** The first stretch of a curve at even steps, thinned out. */
function curveOf({ levelDb, stretches }: SorPoints): Curve | undefined {
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
  return { startM: stretch.startM, stepM: step, levelsDb: levels.map((level) => Math.round(level * 1000) / 1000) };
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
