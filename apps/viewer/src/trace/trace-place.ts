import type { TracedCable } from "@cuntong/contract";
import type { Line, Position } from "@cuntong/geo";
import type { Hop, StopReason } from "@cuntong/network";
import { extentOf } from "../plant/object/place-of.ts";
import type { Traced } from "./trace-context.ts";
import { placeOfKey } from "./trace-rows.ts";
import type { TracedPath } from "./traced-path.ts";

/** A trace as it lies on the map. */
export interface TraceDrawing {
  /** Cables in the direction of travel; `isOn`: of the path that is chosen. */
  readonly lines: readonly { readonly line: Line; readonly isOn: boolean }[];
  /** Where ways end, and whether the glass is whole there. */
  readonly ends: readonly { readonly at: Position; readonly reason: StopReason; readonly text: string }[];
  readonly start: Position | null;
  /** What is looked at: a cable's line, or a point. */
  readonly looked: { readonly lines: readonly Line[]; readonly points: readonly Position[] };
}

/** Draws a trace along its cables. `words` says why a way ends where it does not end in a port. */
export function drawTrace(
  { trace, cables, nodes }: Pick<Traced, "trace" | "cables" | "nodes">,
  path: TracedPath | null,
  lookedKey: string | null,
  words: (stopKey: readonly [way: number, stop: number]) => string,
): TraceDrawing {
  const lineOf = new Map(cables.map((cable) => [cable.id as string, cable]));
  const positionOf = new Map(nodes.map(({ id, position }) => [id as string, position]));
  const onPath = new Map((path?.hops ?? []).map(({ key, hop }) => [key, hop]));
  const lines = trace.ways.flatMap((way, w) =>
    way.hops.flatMap((hop, h) => {
      const turned = onPath.get(`${w}.${h}`);
      const line = lineAlong(turned ?? hop, lineOf);
      return line ? [{ line, isOn: turned !== undefined }] : [];
    }),
  );
  const ends = trace.ways.flatMap((way, w) =>
    way.stops.flatMap(({ hop, nodeId, reason }, s) => {
      const last = way.hops[hop];
      const at = positionOf.get(nodeId ?? (last ? nodeOf(last) : ""));
      return at && reason !== "spare" ? [{ at, reason, text: reason === "port" ? "" : words([w, s]) }] : [];
    }),
  );
  return { lines, ends, start: startOf(path, positionOf), looked: lookedAt() };

  function lookedAt(): TraceDrawing["looked"] {
    const place = lookedKey === null ? null : placeOfKey(trace, lookedKey);
    const way = trace.ways[place?.way ?? 0];
    const hop = place && way?.hops[place.hop];
    const line = hop && place.stop === undefined ? lineAlong(hop, lineOf) : null;
    if (line) return { lines: [line], points: [] };
    const stop = place?.stop === undefined ? undefined : way?.stops[place.stop];
    const at = positionOf.get(stop?.nodeId ?? (hop ? nodeOf(hop) : ""));
    return { lines: [], points: at ? [at] : [] };
  }
}

function startOf(path: TracedPath | null, positionOf: ReadonlyMap<string, Position>): Position | null {
  const first = path?.hops[0]?.hop;
  if (!first) return null;
  return positionOf.get(first.kind === "strand" ? first.fromNodeId : first.nodeId) ?? null;
}

function nodeOf(hop: Hop): string {
  return hop.kind === "strand" ? hop.toNodeId : hop.nodeId;
}

function lineAlong(hop: Hop, cables: ReadonlyMap<string, TracedCable>): Line | null {
  const cable = hop.kind === "strand" ? cables.get(hop.cableId) : undefined;
  if (!cable || hop.kind !== "strand") return null;
  return hop.enters === "a" ? cable.line : cable.line.toReversed();
}

/** West, south, east and north of all that a trace passes; null where that is nothing. */
export function extentOfTrace({ cables, nodes }: Pick<Traced, "cables" | "nodes">) {
  return extentOf({ points: nodes.map(({ position }) => position), lines: cables.map(({ line }) => line) });
}
