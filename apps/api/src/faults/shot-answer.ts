import type { OtdrSummary } from "@cuntong/db";
import {
  Calibration,
  compareTraces,
  eventsFor,
  jointsOf,
  type LaidTrace,
  layTrace,
  locateEnd,
  metresFor,
  type Network,
  type OtdrEvent,
  type Port,
} from "@cuntong/network";
import { refusedBy } from "../plant/refused.ts";
import type { BaselineNow } from "./baseline.ts";
import type { Shot } from "./read-shot.ts";

/** A trace laid on the glass of its port, in the metres of the port's baseline where there is one. */
export interface LaidShot {
  readonly laid: LaidTrace;
  readonly events: readonly OtdrEvent[];
}

/** Lays a trace on a port's glass, with what its baseline says of it. Undefined where no glass is there. */
export function layShot(
  network: Network,
  from: Port,
  summary: Shot["summary"],
  baseline?: BaselineNow,
): LaidShot | undefined {
  const events = baseline ? eventsFor(summary, baseline.record.summary) : summary.events;
  const answer = layTrace(network, from, events, { anchors: baseline?.now.anchors ?? [] });
  if (!answer.ok) throw refusedBy(answer);
  return answer.value && { laid: answer.value, events };
}

/** What is said of a trace: as it was read, on the plant, where its end lies, and against the baseline. */
export function shotAnswer(
  network: Network,
  { summary, measuredNm }: Shot,
  shot: LaidShot | undefined,
  baseline: BaselineNow | undefined,
) {
  const { events, groupIndex, checksum = "absent", issues = [], curve } = summary;
  const end = events.find(({ isEnd }) => isEnd);
  const located = shot && endOf(network, shot, baseline);
  return {
    waveNm: measuredNm,
    groupIndex: groupIndex ?? null,
    checksum,
    issues: issues as never,
    ...(curve && { curve }),
    events: events.map((event, i) => ({ ...event, ...jointOf(network, shot, i) })),
    ...(end && { endM: end.glassM }),
    ...(shot && { plant: plantOf(network, shot.laid) }),
    ...(located && { located }),
    ...(baseline && { baseline: comparedWith(baseline, summary) }),
  };
}

/** The joints that a laid trace shows. */
export function jointsIn(network: Network, shot: LaidShot | undefined): OtdrSummary["joints"] {
  return shot ? jointsOf(network, shot.laid) : [];
}

function endOf(network: Network, { laid, events }: LaidShot, baseline: BaselineNow | undefined) {
  const located = locateEnd(network, laid, events, baseline?.now.anchors);
  if (!located.ok) throw refusedBy(located);
  return located.value;
}

function jointOf(network: Network, shot: LaidShot | undefined, event: number) {
  const match = shot?.laid.matches.find((one) => one.event === event);
  if (!shot || !match) return {};
  const joint = shot.laid.line.joints[match.joint]!;
  return {
    joint: { name: nameOf(network, joint.nodeId), nodeId: joint.nodeId, glassM: joint.glassM, offM: match.offM },
  };
}

function plantOf(network: Network, { shotFrom, shotAt, line, anchors, unmatchedJoints }: LaidTrace) {
  const calibration = new Calibration(line, anchors);
  return {
    shotFrom,
    ...(shotAt && { shotAt }),
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

/** What is another since the baseline, in the trace's metres; one of another wavelength only calibrates. */
function comparedWith({ record, told }: BaselineNow, summary: Shot["summary"]) {
  const { curve, ...earlier } = record.summary;
  if (record.waveNm !== summary.waveNm) return told;
  const by = metresFor(earlier, summary);
  const shown = curve && { ...curve, startM: curve.startM * by, stepM: curve.stepM * by };
  return { ...told, changes: compareTraces(earlier, summary), ...(shown && { curve: shown }) };
}
