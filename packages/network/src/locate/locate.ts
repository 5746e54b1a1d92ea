import type { NodeId } from "../records/ids.ts";
import type { Port, StrandEnd } from "../records/joint.ts";
import type { PlantStatus } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { findRoute } from "../topology/find-route.ts";
import type { Stop, StopReason } from "../trace/hop.ts";
import { pathTo } from "../trace/line.ts";
import { type TraceCode, trace } from "../trace/trace.ts";
import { type Anchor, anchorsOn, Calibration, readingSdM } from "./calibration.ts";
import { type GlassLine, glassLine, ninetyFive, routeLine } from "./glass-line.ts";
import { type Access, accessAround, type Place, placeAt, type Surroundings, surroundings } from "./place.ts";

/** Metres of a fault as an instrument shows them. */
export interface Reading {
  /** Metres from the port or end that was measured from. */
  readonly opticalM: number;
  /** The group index that the instrument was set to. */
  readonly instrumentIndex?: number;
  /** That of the glass, where it is another one; with it the instrument's must be said. */
  readonly glassIndex?: number;
  /** Metres of a launch cable before the port, by the instrument. */
  readonly launchM?: number;
}

export interface LocateOptions {
  /** Accepted measurements from the same port, by which the glass is calibrated. */
  readonly anchors?: readonly Anchor[];
  /** The group index that their metres were computed with, where it is known for light of the reading's wavelength. */
  readonly anchorsIndex?: number;
  readonly statuses?: readonly PlantStatus[];
}

/** A fault on one way of the glass: where it is, and where it may be with 95 % confidence. */
export interface LocatedFault {
  readonly kind: "at";
  readonly place: Place;
  readonly interval: {
    readonly confidencePct: 95;
    readonly from: Place;
    readonly to: Place;
    /** Metres of glass from the place to either end of the interval. */
    readonly beforeM: number;
    readonly afterM: number;
  };
  readonly access: readonly Access[];
  /** The ground under half a kilometre of glass either way, and under the interval. */
  readonly route: Surroundings;
  readonly doubt: Surroundings;
  readonly calibration: "calibrated" | "uncalibrated";
  /** The port or end that this way leads to. */
  readonly towards: WayEnd;
}

/** The glass of a way is shorter than the reading. */
export interface BeyondEnd {
  readonly kind: "beyond-end";
  readonly place: Place;
  /** Metres of glass that the reading is beyond it. */
  readonly excessM: number;
  /** Standard deviation of the place of the end, in metres. */
  readonly sdM: number;
  readonly calibration: "calibrated" | "uncalibrated";
  readonly towards: WayEnd;
}

export interface WayEnd {
  readonly reason: StopReason | "route";
  readonly nodeId?: NodeId;
  readonly port?: Port;
}

export interface Located {
  /** One for each way that the glass takes: several beyond a splitter; the same place is told once. */
  readonly faults: readonly LocatedFault[];
  /** Ways that end before it; all of them only where `faults` is empty. */
  readonly ends: readonly BeyondEnd[];
  /** Metres of glass after index and launch cable. */
  readonly glassM: number;
  readonly assumed: boolean;
}

/** Metres of glass either way that a crew's map shows. */
const shownM = 500;

export const locateCodes = ["READING_INVALID", "INDEX_MISSING", "NO_GLASS"] as const;
export type LocateCode = (typeof locateCodes)[number] | TraceCode;

/**
 * Where a reading of an OTDR lies: walks the traced glass through joints, coils and lay, by the plant's lengths and what calibration knows of
 * them. An instrument shows d = c t / (2 n), so metres at another index are d times the one index over the other: reading and anchors are put to
 * the index of the glass, or the reading to that of the anchors. Refuses a reading that is no distance (`READING_INVALID`), the glass's index
 * without the instrument's (`INDEX_MISSING`), a start that nothing is joined to (`NO_GLASS`), and what a trace refuses.
 */
export function locate(
  network: Network,
  from: Port | StrandEnd,
  reading: Reading,
  { anchors = [], anchorsIndex, statuses }: LocateOptions = {},
): Result<Located, LocateCode> {
  const read = glassMetres(reading, anchorsIndex);
  if (!read.ok) return read;
  const traced = trace(network, from, { wavesNm: [], ...(statuses && { statuses }) });
  if (!traced.ok) return traced;
  const lines = traced.value.ways.flatMap((way) =>
    way.stops.map((stop) => ({ line: glassLine(network, pathTo(way, stop)), towards: endOf(way.hops, stop) })),
  );
  const used = lines.some(({ towards }) => towards.reason !== "spare");
  const withGlass = lines.filter(
    ({ line, towards }) => line.stretches.length > 0 && !(used && towards.reason === "spare"),
  );
  if (withGlass.length === 0) return refuse("NO_GLASS", "Nothing is joined to where the measurement begins.");
  const { readM, anchorsBy } = read.value;
  const known = anchors.map((one) => ({ ...one, opticalM: one.opticalM * anchorsBy, sdM: one.sdM * anchorsBy }));
  return accept(told(network, withGlass, readM, known, false));
}

/** Where plant is only spans: the place along a route as if one cable with this lay ran along it. Everything is assumed, and says so. */
export function locateAlongRoute(
  network: Network,
  ends: { readonly from: NodeId; readonly to: NodeId; readonly through?: readonly NodeId[] },
  reading: Reading,
  layPct: number,
): Result<Located, (typeof locateCodes)[number] | "NODE_UNKNOWN" | "NODE_AVOIDED" | "NO_ROUTE"> {
  const read = glassMetres(reading);
  if (!read.ok) return read;
  const route = findRoute(network, ends);
  if (!route.ok) return route;
  if (route.value.spanIds.length === 0) return refuse("NO_GLASS", "The route has no span.");
  const line = routeLine(network, route.value, { layPct });
  return accept(told(network, [{ line, towards: { reason: "route", nodeId: ends.to } }], read.value.readM, [], true));
}

interface OneIndex {
  /** Metres of the reading, and what metres of the anchors are to be multiplied by, so that both are at one index. */
  readonly readM: number;
  readonly anchorsBy: number;
}

function glassMetres(
  { opticalM, instrumentIndex, glassIndex, launchM = 0 }: Reading,
  anchorsIndex?: number,
): Result<OneIndex, "READING_INVALID" | "INDEX_MISSING"> {
  if (!(opticalM >= 0 && opticalM < 1e6 && launchM >= 0 && launchM <= opticalM)) {
    return refuse("READING_INVALID", `${opticalM} m, with ${launchM} m of launch cable, is no distance along glass.`);
  }
  if (glassIndex !== undefined && instrumentIndex === undefined) {
    return refuse(
      "INDEX_MISSING",
      "Say the index of the instrument too: without it that of the glass changes nothing.",
    );
  }
  const meant = glassIndex ?? anchorsIndex ?? instrumentIndex ?? 1;
  const ratio = (instrumentIndex ?? meant) / meant;
  if (!(ratio > 0.9 && ratio < 1.1)) return refuse("READING_INVALID", "These are no indices of one glass.");
  return accept({ readM: (opticalM - launchM) * ratio, anchorsBy: (anchorsIndex ?? meant) / meant });
}

interface WayLine {
  readonly line: GlassLine;
  readonly towards: WayEnd;
}

function told(
  network: Network,
  lines: readonly WayLine[],
  readM: number,
  anchors: readonly Anchor[],
  assumed: boolean,
): Located {
  const faults = new Map<string, LocatedFault>();
  const ends: BeyondEnd[] = [];
  for (const { line, towards } of lines) {
    const calibration = new Calibration(line, anchorsOn(line, anchors));
    const state = calibration.isCalibrated ? ("calibrated" as const) : ("uncalibrated" as const);
    const end = calibration.opticalAt(line.glassM);
    if (readM > end.opticalM + ninetyFive * Math.hypot(end.sdM, readingSdM(readM))) {
      const place = placeAt(network, line, line.glassM);
      ends.push({
        kind: "beyond-end",
        place,
        excessM: readM - end.opticalM,
        sdM: end.sdM,
        calibration: state,
        towards,
      });
      continue;
    }
    const fault = faultOn(network, calibration, readM, state, towards);
    const { cableId, spanId, glassM } = fault.place;
    const key = `${cableId} ${spanId} ${glassM.toFixed(2)}`;
    if (!faults.has(key)) faults.set(key, fault);
  }
  return { faults: [...faults.values()], ends, glassM: readM, assumed };
}

function faultOn(
  network: Network,
  calibration: Calibration,
  readM: number,
  state: LocatedFault["calibration"],
  towards: WayEnd,
): LocatedFault {
  const { line } = calibration;
  const glassM = Math.min(calibration.glassAt(readM), line.glassM);
  const halfM = ninetyFive * Math.hypot(calibration.opticalAt(glassM).sdM, readingSdM(readM));
  const place = placeAt(network, line, glassM);
  const [from, to] = [Math.max(0, glassM - halfM), Math.min(line.glassM, glassM + halfM)];
  return {
    kind: "at",
    place,
    interval: {
      confidencePct: 95,
      from: placeAt(network, line, from),
      to: placeAt(network, line, to),
      beforeM: glassM - from,
      afterM: to - glassM,
    },
    access: accessAround(network, line, place),
    route: surroundings(network, line, glassM - shownM, glassM + shownM),
    doubt: surroundings(network, line, from, to),
    calibration: state,
    towards,
  };
}

function endOf(hops: readonly { readonly kind: string }[], stop: Stop): WayEnd {
  const last = hops[stop.hop] as ({ readonly kind: string } & Partial<Port>) | undefined;
  const { reason, nodeId } = stop;
  const isPort = reason === "port" && last?.kind === "port";
  return {
    reason,
    ...(nodeId !== undefined && { nodeId }),
    ...(isPort && { port: { equipmentId: last.equipmentId!, port: last.port! } }),
  };
}
