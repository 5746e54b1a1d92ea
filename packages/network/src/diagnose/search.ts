import type { FaultModel } from "./model.ts";

/** What was seen of each endpoint. */
export const seen = { unknown: 0, dark: 1, lit: 2 } as const;

/** How far what is seen can be trusted: parts of all reports. */
export interface Trust {
  /** An endpoint is told dark although no fault of the plant makes it so: power, a false alarm. */
  readonly falseDark: number;
  /** An endpoint is told lit although it is dark: an alarm that was lost or is late. */
  readonly falseLit: number;
}

export const defaultTrust: Trust = { falseDark: 2e-4, falseLit: 0.01 };

/** A set of faults, and how well it explains what is seen. */
export interface Hypothesis {
  /** Elements by place in the model, ascending. */
  readonly failed: readonly number[];
  readonly dark: Uint8Array;
  /** Natural logarithm of prior times likelihood. */
  readonly score: number;
}

export interface SearchInput {
  readonly model: FaultModel;
  /** For each endpoint one of {@link seen}. */
  readonly observed: Uint8Array;
  readonly trust?: Trust;
  /** Simultaneous faults that are thought of. */
  readonly mostFaults: number;
  /** What a measurement says of an element, as a factor of its likelihood; 1 where nothing. */
  readonly evidence?: (element: number) => number;
  /** The years within which the faults would all have had to happen: a day unless told. */
  readonly windowYears?: number;
}

const beamWidth = 80;
const mostRelevant = 400;
/** Of a plant of spans, where each set has to be tried on the whole graph. */
const mostTogether = 120;

/**
 * The sets of faults that explain best what is seen: prior (rates) times likelihood (each endpoint by itself, with false and lost reports),
 * by beam search over one fault more at a time (as in model-based diagnosis: de Kleer and Williams 1987). Of sets that do the same the
 * likeliest stands for all. Best first.
 */
export function search(input: SearchInput): Hypothesis[] {
  const { model, observed, mostFaults } = input;
  const score = scorer(input);
  const none: Hypothesis = { failed: [], dark: model.predict([]), score: score([], model.predict([])) };
  const likely = (element: number) => model.rates[element] * (input.evidence?.(element) ?? 1);
  const candidates = relevantElements(model, observed, score, likely);
  let beam: Hypothesis[] = [none];
  const all = new Map<string, Hypothesis>([[keyOf(none), none]]);
  for (let round = 1; round <= mostFaults; round++) {
    const next = new Map<string, Hypothesis>();
    for (const { failed } of beam) {
      for (const element of candidates) {
        if (failed.includes(element)) continue;
        const grown = [...failed, element].sort((a, b) => a - b);
        const dark = model.predict(grown);
        const hypothesis = { failed: grown, dark, score: score(grown, dark) };
        // In a plant of spans two that alone do nothing may together: there sets are told apart by their members.
        const key = model.together && round < mostFaults ? grown.join(" ") : keyOf(hypothesis);
        const known = next.get(key);
        if (!known || known.score < hypothesis.score) next.set(key, hypothesis);
      }
    }
    beam = [...next.values()].sort(better).slice(0, model.together && round < mostFaults ? mostTogether : beamWidth);
    for (const hypothesis of beam) {
      const key = keyOf(hypothesis);
      const known = all.get(key);
      if (!known || known.score < hypothesis.score) all.set(key, hypothesis);
    }
  }
  return [...all.values()].sort(better);
}

function better(a: Hypothesis, b: Hypothesis): number {
  return b.score - a.score || a.failed.length - b.failed.length || compare(a.failed, b.failed);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

function keyOf({ failed, dark }: Pick<Hypothesis, "failed" | "dark">): string {
  return `${failed.length} ${dark.join("")}`;
}

type Score = (failed: readonly number[], dark: Uint8Array) => number;

/** Logarithm of prior times likelihood of a set of faults. */
function scorer({ model, observed, trust = defaultTrust, evidence, windowYears = 1 / 365 }: SearchInput): Score {
  const logs = {
    hit: Math.log(1 - trust.falseLit),
    lost: Math.log(trust.falseLit),
    false: Math.log(trust.falseDark),
    quiet: Math.log(1 - trust.falseDark),
  };
  return (failed, dark) => {
    let sum = 0;
    for (const element of failed) sum += Math.log(model.rates[element] * windowYears);
    if (evidence) sum += Math.log(failed.length > 0 ? Math.max(...failed.map(evidence)) : evidence(-1));
    for (let i = 0; i < observed.length; i++) {
      if (observed[i] === seen.dark) sum += dark[i] ? logs.hit : logs.false;
      else if (observed[i] === seen.lit) sum += dark[i] ? logs.lost : logs.quiet;
    }
    return sum;
  };
}

/**
 * Elements that can have to do with what is dark, one for each way of making endpoints dark (the likeliest of those that do the same), the
 * best alone first. In a plant of spans those nearest to the border of dark and lit.
 */
function relevantElements(
  model: FaultModel,
  observed: Uint8Array,
  score: Score,
  likely: (element: number) => number,
): number[] {
  const found = model.relevant(observed);
  if (model.together) return found.slice(0, mostTogether);
  // Of those that do the same the likeliest: its score differs from the others' by rate and evidence alone.
  const byDoing = new Map<string, { element: number; own: number }>();
  for (const element of found) {
    const key = model.doing(element);
    const own = likely(element);
    const known = byDoing.get(key);
    if (!known || known.own < own) byDoing.set(key, { element, own });
  }
  return [...byDoing.values()]
    .map(({ element }) => ({ element, score: score([element], model.predict([element])) }))
    .sort((a, b) => b.score - a.score || a.element - b.element)
    .slice(0, mostRelevant)
    .map(({ element }) => element);
}
