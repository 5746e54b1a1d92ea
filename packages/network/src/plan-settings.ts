import type { CorridorClass } from "./corridor.ts";
import type { Support } from "./plant.ts";

export const existingSpansModes = ["root", "reuse"] as const;
/** What the existing plant is to a plan: where fibre starts, or a way for new cable. */
export type ExistingSpans = (typeof existingSpansModes)[number];

/** Settings of a plan, each shown with its answer. */
export interface PlanSettings {
  /** A village or node farther than this from every corridor cannot be reached. */
  readonly snapLimitM: number;
  /** Corridors that end within so many metres of each other may be joined by a straight link of class `offroad`; 0: none are. */
  readonly offroadLimitM: number;
  /** Upper ends of the flat and rolling slope bands, per cent. */
  readonly slopeFlatPct: number;
  readonly slopeRollingPct: number;
  /** Support used on each corridor class; `null` forbids building there. */
  readonly supportByClass: Readonly<Record<CorridorClass, Support | null>>;
  /** Support used on bridges. */
  readonly bridgeSupport: Support;
  readonly counting: Counting;
  /**
   * `root`, also where absent: every existing node has strands to spare, and fibre starts there at no cost. `reuse`: fibre starts at headends
   * alone, and new cable may be laid on the poles and in the ducts of existing spans.
   */
  readonly existingSpans?: ExistingSpans;
  /** How long local search may improve the plan: number of passes, not seconds, so that answers repeat. */
  readonly effort: "instant" | "standard" | "thorough";
}

/** What a plan counts beside metres, crossings, closures and drops. Each asks for its own prices. */
export interface Counting {
  /** A new pole every so many metres of aerial span, except along corridors that have poles; null: poles are in the span price. */
  readonly poles: { readonly everyM: number; readonly classesWithPoles: readonly CorridorClass[] } | null;
  /** Cable by its number of strands; null: cable is in the span price. */
  readonly cable: CableCounting | null;
  /** Metres of cable on a drum: a joint where a span is longer than that; null: joints are in the span price. */
  readonly drumM: number | null;
  /** Pieces that every connected village gets. */
  readonly cabinetsPerVillage: number;
  readonly splittersPerVillage: number;
  /** A fixed charge for every connected village (survey, acceptance) beside its drop. */
  readonly fixedPerVillage: boolean;
  readonly opex: OpexCounting | null;
}

/** A span's cable has strands for the villages beyond it and a reserve, in the smallest size of the price book that holds them. */
export interface CableCounting {
  readonly strandsPerVillage: number;
  /** Spare strands on top, per cent, rounded up to a whole strand on each span. */
  readonly reservePct: number;
  /** How much longer the sheath is than the span is drawn (sag, bends, coils), per cent. */
  readonly slackPct: number;
}

/** Cost of running the plant, over so many years. */
export interface OpexCounting {
  readonly years: number;
  /** True: it counts as part of the cost that is minimised. False: it is shown apart. */
  readonly inCost: boolean;
}
