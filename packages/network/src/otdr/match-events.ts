import { type Anchor, anchorsOn, Calibration, readingSdM } from "../locate/calibration.ts";
import { type GlassLine, glassLine, type LineJoint } from "../locate/glass-line.ts";
import type { Network } from "../snapshot/network.ts";
import { type LightPath, reversed } from "../trace/line.ts";
import type { OtdrEvent } from "./event.ts";

/** An event that is a joint of the plant. */
export interface EventMatch {
  /** Places in the lists of events and of the line's joints. */
  readonly event: number;
  readonly joint: number;
  /** Metres by which the event is farther than the joint is expected. */
  readonly offM: number;
}

export interface MatchOptions {
  /** Where it is known that the trace was shot from the path's start. */
  readonly shotFrom?: "start";
  /** What accepted measurements from the path's start say of the glass, in the trace's metres. */
  readonly anchors?: readonly Anchor[];
}

/** How the events of a trace lie on the glass. */
export interface EventMatching {
  /** From which end of the path it was shot; `unsure` where the events fit both alike: they are then laid from the start. */
  readonly shotFrom: "start" | "end" | "unsure";
  /** The line seen from where it was shot. */
  readonly line: GlassLine;
  readonly matches: readonly EventMatch[];
  /** Events that are no joint of the plant: a bend, a break, a joint nobody recorded. */
  readonly unmatchedEvents: readonly number[];
  /** Joints that the trace does not show. */
  readonly unmatchedJoints: readonly number[];
  /** What calibration can be made of it, one for each match. */
  readonly anchors: readonly Anchor[];
  /** The sum that the matching makes least: squared distances in standard deviations, and what is left out. */
  readonly cost: number;
}

const farthestSd = 4;
/** What it costs to leave something out, in squared standard deviations: an event, a joint that must show, a splice that may be too good to show. */
const leftOut = { event: 12, joint: 6, quietJoint: 1 } as const;
const quietDb = 0.15;
const portWithinM = 5;
/** Where the better of two directions, or ways, is better by less, both are possible. */
export const clearlyBetter = 4;

/**
 * Matches the events of a trace to the joints of a path, in order, so that the sum of squared distances in standard deviations and of what
 * is left out is least (dynamic programming, as in sequence alignment: Needleman and Wunsch 1970); then once more with the glass calibrated
 * by what matched. The direction, where it is not known, is found by trying both.
 */
export function matchEvents(
  network: Network,
  path: LightPath,
  events: readonly OtdrEvent[],
  { shotFrom, anchors = [] }: MatchOptions = {},
): EventMatching {
  const line = glassLine(network, path);
  const known = anchorsOn(line, anchors);
  const calibrated = matchOn(line, events, known);
  if (shotFrom === "start") return { ...calibrated, shotFrom };
  // Nothing is known of the glass seen from its other end, so that both directions are judged by the plant's word alone.
  const forth = known.length === 0 ? calibrated : matchOn(line, events);
  const back = matchOn(glassLine(network, reversed(path)), events);
  if (forth.cost - back.cost >= clearlyBetter) return { ...back, shotFrom: "end" };
  return { ...calibrated, shotFrom: back.cost - forth.cost >= clearlyBetter ? "start" : "unsure" };
}

type Matched = Omit<EventMatching, "shotFrom">;

/** The same along one line whose direction is known. What it costs is what all that matched is together away from what was known before. */
function matchOn(line: GlassLine, events: readonly OtdrEvent[], known: readonly Anchor[] = []): Matched {
  const before = new Calibration(line, known);
  const first = align(before, events);
  const { leftOutCost, ...matched } = align(new Calibration(line, [...known, ...first.anchors]), events);
  const { strain } = new Calibration(line, [...known, ...matched.anchors]);
  return { ...matched, cost: leftOutCost + strain - before.strain };
}

function align(
  calibration: Calibration,
  events: readonly OtdrEvent[],
): Omit<Matched, "cost"> & { readonly leftOutCost: number } {
  const { line } = calibration;
  const joints = line.joints.map((joint) => ({ joint, ...calibration.opticalAt(joint.glassM) }));
  // The start itself is where the instrument is: no event matches it, none is missed.
  const columns = joints.length;
  const cost = Array.from({ length: events.length + 1 }, () => new Float64Array(columns + 1).fill(Infinity));
  const step = Array.from({ length: events.length + 1 }, () => new Uint8Array(columns + 1));
  cost[0][0] = 0;
  for (let e = 0; e <= events.length; e++) {
    for (let j = 0; j <= columns; j++) {
      if (e > 0 && cost[e - 1][j] + costOfEvent(events[e - 1]) < cost[e][j]) {
        cost[e][j] = cost[e - 1][j] + costOfEvent(events[e - 1]);
        step[e][j] = 1;
      }
      if (j > 0 && cost[e][j - 1] + costOfJoint(joints[j - 1].joint) < cost[e][j]) {
        cost[e][j] = cost[e][j - 1] + costOfJoint(joints[j - 1].joint);
        step[e][j] = 2;
      }
      if (e === 0 || j === 0) continue;
      const { opticalM, sdM, joint } = joints[j - 1];
      const deviations = (events[e - 1].glassM - opticalM) / Math.hypot(sdM, readingSdM(events[e - 1].glassM));
      if (joint.glassM === 0 || Math.abs(deviations) > farthestSd) continue;
      const matched = cost[e - 1][j - 1] + deviations ** 2;
      if (matched < cost[e][j]) {
        cost[e][j] = matched;
        step[e][j] = 3;
      }
    }
  }
  const matches: EventMatch[] = [];
  let leftOutCost = 0;
  for (let [e, j] = [events.length, columns]; e > 0 || j > 0; ) {
    const taken = step[e][j];
    if (taken === 3) matches.push({ event: e - 1, joint: j - 1, offM: events[e - 1].glassM - joints[j - 1].opticalM });
    if (taken === 1) leftOutCost += costOfEvent(events[e - 1]);
    if (taken === 2) leftOutCost += costOfJoint(joints[j - 1].joint);
    if (taken !== 2) e--;
    if (taken !== 1) j--;
  }
  matches.reverse();
  const [seen, met] = [new Set(matches.map(({ event }) => event)), new Set(matches.map(({ joint }) => joint))];
  return {
    line,
    matches,
    unmatchedEvents: [...events.keys()].filter((event) => !seen.has(event)),
    unmatchedJoints: [...line.joints.keys()].filter((joint) => !met.has(joint) && line.joints[joint].glassM > 0),
    anchors: anchorsOf(line, events, matches),
    leftOutCost,
  };
}

function costOfEvent({ glassM }: OtdrEvent): number {
  // The reflection of the port itself, or of a launch cable's end, is no event of the glass.
  return glassM < portWithinM ? 0 : leftOut.event;
}

function costOfJoint({ glassM, lossDb }: LineJoint): number {
  if (glassM === 0) return 0;
  return lossDb < quietDb ? leftOut.quietJoint : leftOut.joint;
}

function anchorsOf(line: GlassLine, events: readonly OtdrEvent[], matches: readonly EventMatch[]): Anchor[] {
  return matches.map(({ event, joint }) => {
    const opticalM = events[event].glassM;
    const { glassM: toGlassM, nodeId: toNodeId } = line.joints[joint];
    return { fromGlassM: 0, toGlassM, toNodeId, opticalM, sdM: readingSdM(opticalM) };
  });
}
