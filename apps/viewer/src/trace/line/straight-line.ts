import type { TracedCable } from "@cuntong/contract";
import type { Hop, Ref } from "@cuntong/network";
import type { TracedPath } from "../traced-path.ts";

/** Which metres a straight line is drawn in. */
export const lineMeasures = ["drawn", "sheath", "glass"] as const;
export type LineMeasure = (typeof lineMeasures)[number];

/** What a station is drawn as, the weightiest first: what a station has several of, it is drawn as the first. */
const markKinds = ["gap", "splitter", "port", "splice", "patch", "coil", "cable", "node"] as const;
export type MarkKind = (typeof markKinds)[number];

/** A place on the line: its joints, coils, and the node they are at. */
export interface Station {
  readonly atM: number;
  readonly nodeId: string;
  readonly kind: MarkKind;
  readonly kinds: readonly MarkKind[];
  /** Rows of the trace that happen here. */
  readonly keys: readonly string[];
  /** What it is called by: the closure, device or splitter, else the node. */
  readonly of: Ref;
  /** Metres of sheath coiled up here. */
  readonly coilM: number;
}

/** One strand's run along its cable. */
export interface Stretch {
  readonly fromM: number;
  readonly toM: number;
  readonly key: string;
  readonly hop: Extract<Hop, { kind: "strand" }>;
}

/** A path of glass laid out straight. */
export interface StraightLine {
  readonly lengthM: number;
  readonly stations: readonly Station[];
  readonly stretches: readonly Stretch[];
}

type Mark = Omit<Station, "kinds" | "keys"> & { readonly key: string | null };

/** Lays a path out straight: to scale in drawn, sheath or glass metres, from its beginning. */
export function straightLine(
  path: TracedPath,
  cables: ReadonlyMap<string, TracedCable>,
  measure: LineMeasure,
): StraightLine {
  const marks: Mark[] = [];
  const stretches: Stretch[] = [];
  let atM = 0;
  for (const { key, hop } of path.hops) {
    const toM = atM + hop.own[`${measure}M`];
    if (hop.kind === "strand") {
      stretches.push({ fromM: atM, toM, key, hop });
      marks.push(...marksAlong(hop, key, atM, toM, cables.get(hop.cableId), measure));
    } else marks.push(markOf(hop, key, atM));
    atM = toM;
  }
  for (const { side, key, stop } of path.ends) {
    if (stop.reason === "port" || stop.nodeId === undefined) continue;
    const of = nodeOrClosure(stop.nodeId, stop.closureId);
    const gap: Mark = { atM: side === "start" ? 0 : atM, nodeId: stop.nodeId, kind: "gap", key, of, coilM: 0 };
    if (side === "start") marks.unshift(gap);
    else marks.push(gap);
  }
  return { lengthM: atM, stations: stationsOf(marks), stretches };
}

/** The cable's ends, the nodes that it passes and its coils, in the direction of travel. */
function marksAlong(
  hop: Stretch["hop"],
  key: string,
  fromM: number,
  toM: number,
  cable: TracedCable | undefined,
  measure: LineMeasure,
): Mark[] {
  const ends = (nodeId: string, atM: number): Mark => {
    return { atM, nodeId, kind: "cable", key, of: { table: "nodes", id: nodeId }, coilM: 0 };
  };
  const inner = (cable?.chainages ?? []).slice(1, -1).map((chainage): Mark => {
    const along = chainage[`${measure}M`];
    const coilM = sum((cable?.slack ?? []).filter(({ nodeId }) => nodeId === chainage.nodeId).map((it) => it.sheathM));
    return {
      atM: hop.enters === "a" ? fromM + along : toM - along,
      nodeId: chainage.nodeId,
      kind: coilM > 0 ? "coil" : "node",
      key: null,
      of: { table: "nodes", id: chainage.nodeId },
      coilM,
    };
  });
  const ordered = hop.enters === "a" ? inner : inner.reverse();
  return [ends(hop.fromNodeId, fromM), ...ordered, ends(hop.toNodeId, toM)];
}

function markOf(hop: Exclude<Hop, { kind: "strand" }>, key: string, atM: number): Mark {
  const { kind, nodeId } = hop;
  const base = { atM, nodeId, kind, key, coilM: 0 };
  if (hop.kind === "port") return { ...base, of: { table: "equipment", id: hop.equipmentId } };
  if (hop.kind === "splitter") return { ...base, of: { table: "splitters", id: hop.splitterId } };
  return { ...base, of: nodeOrClosure(nodeId, hop.kind === "splice" ? hop.closureId : undefined) };
}

function nodeOrClosure(nodeId: string, closureId: string | undefined): Ref {
  return closureId === undefined ? { table: "nodes", id: nodeId } : { table: "closures", id: closureId };
}

/** Marks that follow each other at one node and metre as one station. */
function stationsOf(marks: readonly Mark[]): Station[] {
  const stations: Station[] = [];
  for (const { key, ...mark } of marks) {
    const keys = key === null ? [] : [key];
    const last = stations[stations.length - 1];
    if (!last || last.nodeId !== mark.nodeId || Math.abs(last.atM - mark.atM) > 1e-6) {
      stations.push({ ...mark, kinds: [mark.kind], keys });
      continue;
    }
    const weightier = markKinds.indexOf(mark.kind) < markKinds.indexOf(last.kind);
    stations[stations.length - 1] = {
      ...last,
      ...(weightier ? { kind: mark.kind, of: mark.of } : {}),
      kinds: [...new Set([...last.kinds, mark.kind])],
      keys: [...last.keys, ...keys],
      coilM: last.coilM + mark.coilM,
    };
  }
  return stations;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Pixels that nodes passed, and coils, must on average lie apart to be drawn: nearer they would hide the glass. */
const leastApart = { node: 7, coil: 14 } as const;

/** Stations without the nodes that are only passed, or the coils, where these lie too thick at so many pixels a metre. */
export function thinned(stations: readonly Station[], pixelsPerM: number): readonly Station[] {
  const first = stations[0]?.atM ?? 0;
  const across = ((stations[stations.length - 1]?.atM ?? 0) - first) * pixelsPerM;
  const tooMany = (kind: keyof typeof leastApart) =>
    stations.filter((station) => station.kind === kind).length * leastApart[kind] > across;
  const hidden = new Set<MarkKind>((["node", "coil"] as const).filter(tooMany));
  return stations.filter(({ kind }) => !hidden.has(kind));
}
