import { type Hop, type LightPath, pathTo, reversed, type Stop, type Trace, through } from "@cuntong/network";
import { hopKey, keysTo, placeOfKey, stopKey } from "./trace-rows.ts";

/** One way through a trace from end to end, in the order that light is followed along it. */
export interface TracedPath {
  /** Hops with totals from the path's beginning on, each with the key of its row. */
  readonly hops: readonly { readonly key: string; readonly hop: Hop }[];
  /** Where it begins and ends, where that is a stop. */
  readonly ends: readonly { readonly side: "start" | "end"; readonly key: string; readonly stop: Stop }[];
}

/**
 * The path that leads through a row of a trace and on to the first end beyond it. A strand or a frame's port is looked at both ways: its
 * path goes from the end of the one way to that of the other.
 */
export function pathThrough(trace: Trace, key: string | null): TracedPath {
  const { ways, start } = trace;
  const place = (key === null ? null : placeOfKey(trace, key)) ?? { way: 0, hop: -1 };
  const on = leg(trace, place.way, stopBeyond(trace, place));
  const isSplit = ways.length === 2 && !("villageCode" in start);
  const other = isSplit ? leg(trace, 1 - place.way, stopBeyond(trace, { way: 1 - place.way, hop: -1 })) : null;
  if (!other) return { hops: keyed(on.path, on.keys), ends: on.end ? [{ side: "end", ...on.end }] : [] };
  const [back, ahead] = place.way === 0 ? [on, other] : [other, on];
  const both = joined(back, ahead);
  return {
    hops: both,
    ends: [
      ...(back.end ? [{ side: "start" as const, ...back.end }] : []),
      ...(ahead.end ? [{ side: "end" as const, ...ahead.end }] : []),
    ],
  };
}

/** True where both ends are ports: light can pass all the way. */
export function isComplete({ hops, ends }: TracedPath): boolean {
  const outer = [hops[0], hops[hops.length - 1]];
  return outer.every((end) => end?.hop.kind === "port") && ends.every(({ stop }) => stop.reason === "port");
}

interface Leg {
  readonly path: LightPath;
  readonly keys: readonly string[];
  readonly end: { readonly key: string; readonly stop: Stop } | null;
}

function leg(trace: Trace, way: number, stop: number | null): Leg {
  const found = trace.ways[way];
  const end = stop === null ? undefined : found?.stops[stop];
  if (!found || !end || stop === null) return { path: { hops: [] }, keys: [], end: null };
  return {
    path: pathTo(found, end),
    keys: keysTo(trace, stopKey(way, stop)),
    end: { key: stopKey(way, stop), stop: end },
  };
}

/** Of a row the stop that it is, or the first to which it leads. */
function stopBeyond({ ways }: Trace, { way, hop, stop }: { way: number; hop: number; stop?: number }): number | null {
  if (stop !== undefined) return stop;
  const found = ways[way];
  if (!found) return null;
  const beyond = found.stops.findIndex((end) => {
    if (hop === -1) return true;
    for (let at = end.hop; at >= hop; at = found.hops[at]?.parent ?? -1) if (at === hop) return true;
    return false;
  });
  return beyond === -1 ? null : beyond;
}

function joined(back: Leg, ahead: Leg): TracedPath["hops"] {
  // The port that a frame is asked about begins both ways; it is passed once.
  const [first, other] = [back.path.hops[0], ahead.path.hops[0]];
  const isTwice = first?.kind === "port" && other?.kind === "port" && first.equipmentId === other.equipmentId;
  const from = isTwice && first.port === other.port ? 1 : 0;
  const rest = { hops: back.path.hops.slice(from).map((hop, i) => ({ ...hop, parent: i - 1 })) };
  const whole = ahead.path.hops.length > 0 ? through(rest, ahead.path) : reversed(rest);
  return keyed(whole, [...back.keys.slice(from).reverse(), ...ahead.keys]);
}

function keyed({ hops }: LightPath, keys: readonly string[]): TracedPath["hops"] {
  return hops.map((hop, i) => ({ key: keys[i] ?? hopKey(0, i), hop }));
}
