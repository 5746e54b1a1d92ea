import type { Port } from "../records/joint.ts";
import { accept, type Result } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { type LightPath, pathTo } from "../trace/line.ts";
import { type TraceCode, trace } from "../trace/trace.ts";
import type { OtdrEvent } from "./event.ts";
import { clearlyBetter, type EventMatching, type MatchOptions, matchEvents } from "./match-events.ts";

/** A trace laid on the glass of a port. */
export interface LaidTrace extends EventMatching {
  /** The port that it was shot from: the named one, or that at the other end of the glass; absent where that is none. */
  readonly shotAt?: Port;
}

/**
 * Lays the events of a trace on the glass of a port: on the way that they fit best, where it takes several; where others fit about as well, on what they share. Undefined where no glass is joined
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
  const [best, ...others] = matchings.sort((a, b) => a.cost - b.cost);
  if (!best) return accept(undefined);
  const { path, ...matching } = best;
  const shotAt = matching.shotFrom === "end" ? portAtEnd(path) : from;
  const alike = others.filter(({ cost, shotFrom }) => cost - best.cost < clearlyBetter && shotFrom === best.shotFrom);
  return accept({ ...sharedBy(matching, alike), ...(shotAt && { shotAt }) });
}

/** Where other ways are fitted about as well, the trace says nothing of what they do not share: only joints at the same metre of all of them are taken. */
function sharedBy(matching: EventMatching, alike: readonly EventMatching[]): EventMatching {
  const isShared = ({ event, joint }: EventMatching["matches"][number]) => {
    const { nodeId, glassM } = matching.line.joints[joint];
    return alike.every(({ line, matches }) =>
      matches.some(
        (other) =>
          other.event === event &&
          line.joints[other.joint].nodeId === nodeId &&
          Math.abs(line.joints[other.joint].glassM - glassM) < 0.01,
      ),
    );
  };
  if (alike.length === 0) return matching;
  const matches = matching.matches.filter(isShared);
  const unsure = matching.matches.flatMap((match) => (isShared(match) ? [] : [match.event]));
  return {
    ...matching,
    matches,
    anchors: matching.anchors.filter((_, i) => isShared(matching.matches[i])),
    unmatchedEvents: [...matching.unmatchedEvents, ...unsure].sort((a, b) => a - b),
  };
}

function portAtEnd({ hops }: LightPath): Port | undefined {
  const last = hops[hops.length - 1];
  return last.kind === "port" ? { equipmentId: last.equipmentId, port: last.port } : undefined;
}
