import { randomUUID } from "node:crypto";
import * as contract from "@cuntong/contract";
import type { OtdrRecord, Store } from "@cuntong/db";
import { readSor, type SorPoints, type SorTrace } from "@cuntong/formats";
import {
  type Anchor,
  Calibration,
  compareTraces,
  type EventMatching,
  matchEvents,
  type Network,
  type OtdrEvent,
  type Port,
  pathTo,
  trace,
} from "@cuntong/network";
import type { DataFolder } from "../data-folder.ts";
import { readBytes } from "../http/body.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { refusedBy } from "../plant/refused.ts";

interface Summary {
  readonly events: readonly OtdrEvent[];
  readonly anchors: readonly Anchor[];
  readonly curve?: Curve;
}

interface Curve {
  readonly startM: number;
  readonly stepM: number;
  readonly levelsDb: number[];
}

const author = { by: "operator" };
/** Points of a curve that is sent: the least and greatest level of each step, so that no peak is lost. */
const mostPoints = 8_000;

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
    const matching = from && bestMatching(network, from, events);
    const curve = read.points ? curveOf(read.points) : undefined;
    const baseline = from && (await baselineOf(store, projectId, from, read.waveNm));
    const summary: Summary = {
      events,
      anchors: matching?.shotFrom === "start" ? matching.anchors : [],
      ...(curve && { curve }),
    };
    const id = keep === "no" || !from ? undefined : randomUUID();
    if (id !== undefined && from) {
      const { sha256 } = await files.keep(bytes, ".sor");
      const wave = read.waveNm === null ? {} : { waveNm: read.waveNm };
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
      ...(baseline && { baseline: comparedWith(baseline, events) }),
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

/** What the accepted traces of a port say of its glass. */
export async function anchorsAt(store: Store, projectId: string, from: Port): Promise<readonly Anchor[]> {
  const { traces } = await store.otdrTraces.list(projectId, from);
  const baseline = traces.find(({ isBaseline }) => isBaseline);
  return baseline ? (baseline.summary as Summary).anchors : [];
}

async function baselineOf(
  store: Store,
  projectId: string,
  from: Port,
  waveNm: number | null,
): Promise<OtdrRecord | undefined> {
  const { traces } = await store.otdrTraces.list(projectId, from);
  return traces.find((one) => one.isBaseline && one.waveNm === (waveNm ?? undefined));
}

/** Events of a trace in metres of glass; those without a place are left out. */
function eventsOf({ events }: SorTrace): OtdrEvent[] {
  return events.flatMap(({ distanceM, lossDb, reflectanceDb, type }): OtdrEvent[] => {
    if (distanceM === null) return [];
    const reflection = reflectanceDb === null || type.kind === "non-reflective" ? {} : { reflectanceDb };
    return [{ glassM: distanceM, ...(type.isEnd ? {} : { lossDb }), ...reflection, isEnd: type.isEnd }];
  });
}

/** The way of the port's glass that the events fit best. */
function bestMatching(network: Network, from: Port, events: readonly OtdrEvent[]): EventMatching | undefined {
  const traced = trace(network, from, { wavesNm: [1550] });
  if (!traced.ok) throw refusedBy(traced);
  const paths = traced.value.ways.flatMap((way) => way.stops.map((stop) => pathTo(way, stop)));
  const matchings = paths
    .filter(({ hops }) => hops.some(({ kind }) => kind === "strand"))
    .map((path) => matchEvents(network, path, events));
  return matchings.sort(
    (a, b) => b.matches.length - a.matches.length || a.unmatchedJoints.length - b.unmatchedJoints.length,
  )[0];
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

function comparedWith({ id, at, summary }: OtdrRecord, events: readonly OtdrEvent[]) {
  const { events: old, curve } = summary as Summary;
  return { id, at, changes: compareTraces(old, events), ...(curve && { curve }) };
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
