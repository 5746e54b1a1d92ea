import type { Plan, PlanRequest } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";
import type { ExistingSpans } from "@cuntong/network";
import { type BudgetFields, budgetFields, emptyBudget } from "./budget-fields.ts";
import { type CountingFields, countingFields } from "./counting-fields.ts";

/** How the villages of a plan are chosen on the form. */
export type Choice = "all" | "county" | "polygon" | "codes";

/** Whether a plan must be built along a line or may not be. */
export type LockKind = "use" | "avoid";

/** A line on the map that the next plan must use or avoid. Its short id stands beside it on the map, in the list and in issues. */
export interface DraftLine {
  readonly id: string;
  readonly line: readonly Position[];
}

/** Whether a village must be connected or is left out. */
export type VillageLock = "must" | "forbid";

/** The next plan as it is being asked for, fields as typed. */
export interface Draft {
  /** The plan that it changes; null for a plan of its own. */
  readonly from: string | null;
  readonly choice: Choice;
  readonly polygon: readonly Position[] | null;
  /** Villages chosen one by one, by an earlier plan. */
  readonly codes: readonly string[];
  /** Empty for the project's default. */
  readonly priceBook: string;
  readonly effort: PlanRequest["effort"];
  readonly seed: string;
  readonly name: string;
  /** Whether fibre starts anywhere on the existing plant, or new cable is laid along it from the headends on. */
  readonly existingSpans: ExistingSpans;
  /** What is counted item by item; null where the span prices hold everything. */
  readonly counting: CountingFields | null;
  readonly budget: BudgetFields;
  readonly use: readonly DraftLine[];
  readonly avoid: readonly DraftLine[];
  readonly must: readonly string[];
  readonly forbid: readonly string[];
  /** Metres that a corridor may lie from the line that means it. */
  readonly tolerance: string;
  /** Longest straight link across country, metres; empty for none. */
  readonly offroad: string;
  /** Plan what can be planned where locks cannot all be kept. */
  readonly partial: boolean;
}

export const emptyDraft: Draft = {
  ...{ from: null, choice: "all", polygon: null, codes: [], priceBook: "", effort: "standard", seed: "1", name: "" },
  ...{
    existingSpans: "root",
    counting: null,
    budget: emptyBudget,
    use: [],
    avoid: [],
    must: [],
    forbid: [],
    tolerance: "25",
    offroad: "",
    partial: false,
  },
};

/** A draft that changes a plan: it asks for what that plan was asked for. */
export function draftOf({ id, request }: Plan): Draft {
  const { villages, locks, counting } = request;
  const lines = (kind: LockKind) =>
    (locks?.[kind] ?? []).flatMap((lock) => ("line" in lock ? [{ id: lock.id, line: lock.line }] : []));
  return {
    ...emptyDraft,
    from: id,
    choice: villages.select,
    polygon: villages.select === "polygon" ? villages.polygon : null,
    codes: villages.select === "codes" ? villages.codes : [],
    priceBook: request.priceBook ?? "",
    effort: request.effort,
    seed: String(request.seed),
    name: request.name,
    existingSpans: request.existingSpans ?? "root",
    counting: counting ? countingFields(counting) : null,
    budget: request.budget ? budgetFields(request.budget) : emptyBudget,
    ...{ use: lines("use"), avoid: lines("avoid"), must: locks?.must ?? [], forbid: locks?.forbid ?? [] },
    tolerance: String(locks?.toleranceM ?? emptyDraft.tolerance),
    offroad: String(request.offroadLimitM ?? ""),
    partial: request.partial ?? false,
  };
}

const letters: Record<LockKind, string> = { use: "U", avoid: "A" };

/** The draft with one more line, under the first short id that is free. */
export function withLine(draft: Draft, kind: LockKind, line: readonly Position[]): Draft {
  const taken = new Set(draft[kind].map(({ id }) => id));
  let number = 1;
  while (taken.has(`${letters[kind]}${number}`)) number++;
  return { ...draft, [kind]: [...draft[kind], { id: `${letters[kind]}${number}`, line }] };
}

export function withoutLine(draft: Draft, kind: LockKind, id: string): Draft {
  return { ...draft, [kind]: draft[kind].filter((one) => one.id !== id) };
}

/** The draft with a village locked; null lets go of it. A village is not both. */
export function withVillage(draft: Draft, code: string, lock: VillageLock | null): Draft {
  const others = (codes: readonly string[]) => codes.filter((one) => one !== code);
  const [must, forbid] = [others(draft.must), others(draft.forbid)];
  return {
    ...draft,
    must: lock === "must" ? [...must, code] : must,
    forbid: lock === "forbid" ? [...forbid, code] : forbid,
  };
}

/** How a village is locked in a draft. */
export function villageLock({ must, forbid }: Pick<Draft, "must" | "forbid">, code: string): VillageLock | null {
  return must.includes(code) ? "must" : forbid.includes(code) ? "forbid" : null;
}

/** How many lines and villages a draft locks. */
export function lockCount({ use, avoid, must, forbid }: Draft): number {
  return use.length + avoid.length + must.length + forbid.length;
}
