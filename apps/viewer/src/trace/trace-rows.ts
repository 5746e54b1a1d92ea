import type { Hop, Stop, Trace, Way } from "@cuntong/network";

/** One line of a trace's table: a way's beginning where there are several, a hop, or where ways end. */
export type TraceRow =
  | { readonly kind: "way"; readonly key: string; readonly depth: number; readonly way: number; readonly folds: true }
  | {
      readonly kind: "hop";
      readonly key: string;
      readonly depth: number;
      readonly way: number;
      readonly hop: Hop;
      /** More than one way leads on from here. */
      readonly folds: boolean;
    }
  | {
      readonly kind: "stop";
      readonly key: string;
      readonly depth: number;
      readonly way: number;
      readonly stop: Stop;
      /** How many end here alike, e.g. the spare outputs of one splitter. */
      readonly count: number;
      readonly folds: false;
    };

/** A hop's place in a trace as text. */
export function hopKey(way: number, hop: number): string {
  return `${way}.${hop}`;
}

/** The key of a stop: its way, and its place in the way's list of stops. */
export function stopKey(way: number, stop: number): string {
  return `${way}.end${stop}`;
}

/**
 * A trace as the lines of a foldable tree: what follows on the one way there is stands at the same depth, and only where light parts does
 * it go one deeper. Below a folded key nothing is listed.
 */
export function traceRows({ ways }: Trace, folded: ReadonlySet<string>): TraceRow[] {
  return ways.flatMap((way, i): TraceRow[] => {
    if (ways.length === 1) return rowsOfWay(way, i, 0, folded);
    const key = `${i}`;
    const head: TraceRow = { kind: "way", key, depth: 0, way: i, folds: true };
    return folded.has(key) ? [head] : [head, ...rowsOfWay(way, i, 1, folded)];
  });
}

type Branch = { readonly hop: number } | { readonly stop: number; readonly count: number };

function rowsOfWay(way: Way, index: number, depth: number, folded: ReadonlySet<string>): TraceRow[] {
  const after = branches(way);
  const rows: TraceRow[] = [];
  const todo = (after.get(-1) ?? []).map((branch) => ({ branch, depth })).reverse();
  for (let at = todo.pop(); at; at = todo.pop()) {
    const { branch } = at;
    if ("stop" in branch) {
      const stop = way.stops[branch.stop];
      const key = stopKey(index, branch.stop);
      if (stop) rows.push({ kind: "stop", key, depth: at.depth, way: index, stop, count: branch.count, folds: false });
      continue;
    }
    const hop = way.hops[branch.hop];
    if (!hop) continue;
    const key = hopKey(index, branch.hop);
    const next = after.get(branch.hop) ?? [];
    const folds = next.length > 1;
    rows.push({ kind: "hop", key, depth: at.depth, way: index, hop, folds });
    if (folds && folded.has(key)) continue;
    const below = at.depth + (folds ? 1 : 0);
    for (const one of next.toReversed()) todo.push({ branch: one, depth: below });
  }
  return rows;
}

/** What comes after each hop (-1: at the beginning): the hops, and then the stops, of which those alike count as one. */
function branches({ hops, stops }: Way): Map<number, Branch[]> {
  const after = new Map<number, Branch[]>();
  const of = (hop: number) => after.get(hop) ?? after.set(hop, []).get(hop) ?? [];
  hops.forEach(({ parent }, hop) => {
    of(parent).push({ hop });
  });
  const alike = new Map<string, number>();
  stops.forEach(({ hop, reason, at }, stop) => {
    // A device's port is the last hop itself, and what is open at the far end of a strand is said of that end.
    const same = reason === "spare" ? `${hop} spare ${at && "splitterId" in at ? at.splitterId : ""}` : `stop ${stop}`;
    const known = alike.get(same);
    const list = of(hop);
    const held = known === undefined ? undefined : list[known];
    if (known !== undefined && held && "stop" in held) list[known] = { stop: held.stop, count: held.count + 1 };
    else {
      alike.set(same, list.length);
      list.push({ stop, count: 1 });
    }
  });
  return after;
}

/** The keys from the beginning of a way to a row of it, the row's included. */
export function keysTo({ ways }: Trace, key: string): string[] {
  const place = placeOfKey({ ways }, key);
  if (!place) return [];
  const { way, hop } = place;
  const keys: string[] = [];
  for (let at = hop; at >= 0; at = ways[way]?.hops[at]?.parent ?? -1) keys.push(hopKey(way, at));
  return keys.reverse();
}

/** The way, the hop and (of a stop) the stop that a key names. */
export function placeOfKey(
  { ways }: Pick<Trace, "ways">,
  key: string,
): { readonly way: number; readonly hop: number; readonly stop?: number } | null {
  const [, way = "", end = "", number = ""] = /^(\d+)(?:\.(end)?(\d+))?$/.exec(key) ?? [];
  const found = ways[Number(way)];
  if (!found || way === "") return null;
  if (number === "") return { way: Number(way), hop: -1 };
  if (end === "") return Number(number) < found.hops.length ? { way: Number(way), hop: Number(number) } : null;
  const stop = found.stops[Number(number)];
  return stop ? { way: Number(way), hop: stop.hop, stop: Number(number) } : null;
}
