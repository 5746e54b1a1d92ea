import type { Port } from "../records/joint.ts";
import { accept, type Result } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { type LightPath, pathTo } from "../trace/line.ts";
import { type TraceCode, trace } from "../trace/trace.ts";
import type { OtdrEvent } from "./event.ts";
import { type EventMatching, type MatchOptions, matchEvents } from "./match-events.ts";

/** A trace laid on the glass of a port. */
export interface LaidTrace extends EventMatching {
  /** The port that it was shot from: the named one, or that at the other end of the glass; absent where that is none. */
  readonly shotAt?: Port;
}

/**
 * Lays the events of a trace on the glass of a port: on the way that they fit best, where it takes several. Undefined where no glass is joined
 * to the port; refuses what following the glass refuses.
 */
export function layTrace(
  network: Network,
  from: Port,
  events: readonly OtdrEvent[],
  options: MatchOptions = {},
): Result<LaidTrace | undefined, TraceCode> {
  const traced = trace(network, from, { wavesNm: [1550] });
  if (!traced.ok) return traced;
  const matchings = traced.value.ways
    .flatMap((way) => way.stops.map((stop) => pathTo(way, stop)))
    .filter(({ hops }) => hops.some(({ kind }) => kind === "strand"))
    .map((path) => ({ path, ...matchEvents(network, path, events, options) }));
  const [best] = matchings.sort(
    (a, b) => b.matches.length - a.matches.length || a.unmatchedJoints.length - b.unmatchedJoints.length,
  );
  if (!best) return accept(undefined);
  const { path, ...matching } = best;
  const shotAt = matching.shotFrom === "end" ? portAtEnd(path) : from;
  return accept({ ...matching, ...(shotAt && { shotAt }) });
}

function portAtEnd({ hops }: LightPath): Port | undefined {
  const last = hops[hops.length - 1];
  return last.kind === "port" ? { equipmentId: last.equipmentId, port: last.port } : undefined;
}
