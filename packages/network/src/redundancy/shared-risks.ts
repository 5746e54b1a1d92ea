import { type Lines, ParallelFinder, type ParallelRun } from "@cuntong/geo";
import type { SpanId } from "../records/ids.ts";
import type { Span } from "../records/span.ts";

/** What of a span says with which others it fails. */
type LaidSpan = Pick<Span, "id" | "from" | "to" | "line" | "riskGroups">;

/** Spans that fail together, by their place in the list they were found in. */
export interface SharedRisk {
  /** `named`: the spans name the group (same poles, trench, duct or bridge); `parallel`: found by where they lie. */
  readonly kind: "named" | "parallel";
  /** The group's name, or the ids of the spans joined by ` + `. */
  readonly id: string;
  readonly members: readonly number[];
}

/** Two lines nearer than this are hit by one excavator, one landslide, one fallen pole. Metres. */
export const defaultParallelWithinM = 10;

/** Lines that run beside each other for less than so many times that distance merely cross or meet. */
const runsPerReach = 5;

/**
 * The groups that spans name, then those that run beside each other within `withinM` metres (none at 0); each of two spans or more. Ends of
 * a computation's steps are its yields.
 */
export function* sharedRisks(
  spans: readonly LaidSpan[],
  withinM: number,
  ends?: SpanEnds,
): Generator<void, SharedRisk[]> {
  const named = namedRisks(spans);
  yield;
  return withinM > 0 ? [...named, ...(yield* parallelRisks(spans, withinM, ends))] : named;
}

function namedRisks(spans: readonly LaidSpan[]): SharedRisk[] {
  const members = new Map<string, number[]>();
  for (const [i, { riskGroups = [] }] of spans.entries()) {
    for (const name of new Set(riskGroups)) {
      const list = members.get(name);
      if (list) list.push(i);
      else members.set(name, [i]);
    }
  }
  const names = [...members.keys()].sort().filter((name) => members.get(name)!.length > 1);
  return names.map((id) => ({ kind: "named", id, members: members.get(id)! }));
}

/** Where spans run beside each other; `ends` are numbers of their end nodes, where the caller has them. */
export function parallelFinder(
  spans: readonly LaidSpan[],
  withinM: number,
  ends: SpanEnds = numberedEnds(spans),
): ParallelFinder {
  return new ParallelFinder(linesOf(spans), { withinM, leastM: runsPerReach * withinM, ...ends });
}

/** A number for each end node of each span, equal where the node is. */
export interface SpanEnds {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

function numberedEnds(spans: readonly LaidSpan[]): SpanEnds {
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => {
    const known = numbers.get(id);
    if (known === undefined) numbers.set(id, numbers.size);
    return known ?? numbers.size - 1;
  };
  const from = Uint32Array.from(spans, (span) => numberOf(span.from));
  const to = Uint32Array.from(spans, (span) => numberOf(span.to));
  return { from, to };
}

/** Spans looked at in one step. */
const spansPerStep = 8192;

/** At each metre of each span all that lie beside it there are one group: what one digging there would hit. */
function* parallelRisks(spans: readonly LaidSpan[], withinM: number, ends?: SpanEnds): Generator<void, SharedRisk[]> {
  const groups = new Map<string, readonly number[]>();
  const finder = parallelFinder(spans, withinM, ends);
  for (let span = 0; span < spans.length; span++) {
    if (span % spansPerStep === 0) yield;
    for (const set of togetherAlong(finder.runsOf(span))) groups.set(String(set), set);
  }
  const idOf = (members: readonly number[]) =>
    members
      .map((i): SpanId => spans[i]!.id)
      .sort()
      .join(" + ");
  return [...groups.values()].map((members) => ({ kind: "parallel", id: idOf(members), members }));
}

/** The sets of lines at the metres where a run begins: no set of any other metre holds more. */
function togetherAlong(runs: readonly ParallelRun[]): number[][] {
  return runs.map(({ line, fromM }) => {
    const there = runs.filter((run) => run.fromM <= fromM && run.toM > fromM);
    return [...new Set([line, ...there.map(({ beside }) => beside)])].sort((a, b) => a - b);
  });
}

function linesOf(spans: readonly LaidSpan[]): Lines {
  const start = new Uint32Array(spans.length + 1);
  for (const [i, { line }] of spans.entries()) start[i + 1] = start[i]! + line.length;
  const lon = new Float64Array(start[spans.length]!);
  const lat = new Float64Array(start[spans.length]!);
  for (const [i, { line }] of spans.entries()) {
    for (const [p, position] of line.entries()) {
      lon[start[i]! + p] = position[0];
      lat[start[i]! + p] = position[1];
    }
  }
  return { start, lon, lat };
}
