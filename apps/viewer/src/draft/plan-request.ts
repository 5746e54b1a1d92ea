import type { PlanRequest } from "@cuntong/contract";
import { budgetOf } from "./budget-fields.ts";
import { countingOf } from "./counting-fields.ts";
import type { Draft, LockKind } from "./draft.ts";
import { lockCount } from "./draft.ts";
import { wholeOf } from "./number-text.ts";

/** What is still wrong with a draft, by the part of the form that it is in. */
export type DraftFault = "county" | "polygon" | "seed" | "counting" | "budget" | "tolerance" | "offroad";

/** The request that a draft stands for, or what keeps it from being one. */
export function planRequest(
  draft: Draft,
  { projectId, countyCode }: { readonly projectId: string; readonly countyCode: string | null },
): { readonly request: PlanRequest } | { readonly faults: readonly DraftFault[] } {
  const villages = villageChoice(draft, countyCode);
  const seed = wholeOf(draft.seed, 0, 2 ** 31 - 1);
  const counting = draft.counting && countingOf(draft.counting);
  const budget = budgetOf(draft.budget);
  const locks = locksOf(draft);
  const offroadLimitM = draft.offroad.trim() === "" ? null : wholeOf(draft.offroad, 0, 5_000);
  if (
    typeof villages === "string" ||
    seed === undefined ||
    counting === undefined ||
    budget === undefined ||
    offroadLimitM === undefined ||
    locks === "tolerance"
  ) {
    return {
      faults: [
        ...(typeof villages === "string" ? [villages] : []),
        ...(seed === undefined ? (["seed"] as const) : []),
        ...(budget === undefined ? (["budget"] as const) : []),
        ...(counting === undefined ? (["counting"] as const) : []),
        ...(locks === "tolerance" ? [locks] : []),
        ...(offroadLimitM === undefined ? (["offroad"] as const) : []),
      ],
    };
  }
  return {
    request: {
      projectId,
      name: draft.name.trim(),
      ...{ villages, effort: draft.effort, seed },
      ...(draft.priceBook ? { priceBook: draft.priceBook } : {}),
      ...(draft.existingSpans === "root" ? {} : { existingSpans: draft.existingSpans }),
      ...(counting ? { counting } : {}),
      ...(offroadLimitM === null ? {} : { offroadLimitM }),
      ...(budget ? { budget } : {}),
      ...(locks ? { locks, ...(draft.partial ? { partial: true } : {}) } : {}),
    },
  };
}

function villageChoice(
  { choice, polygon, codes }: Draft,
  countyCode: string | null,
): PlanRequest["villages"] | "county" | "polygon" {
  switch (choice) {
    case "all":
      return { select: "all" };
    case "codes":
      return { select: "codes", codes: [...codes] };
    case "county":
      return countyCode === null ? "county" : { select: "county", countyCode };
    case "polygon":
      if (polygon === null || polygon.length < 3) return "polygon";
      return { select: "polygon", polygon: polygon.map(([lon, lat]) => [lon, lat]) };
  }
}

/** Locks of a draft; undefined where it has none. */
function locksOf(draft: Draft): PlanRequest["locks"] | "tolerance" {
  if (lockCount(draft) === 0) return undefined;
  const toleranceM = wholeOf(draft.tolerance, 1, 500);
  if (toleranceM === undefined) return "tolerance";
  const lines = (kind: LockKind) =>
    draft[kind].map(({ id, line }) => ({ id, line: line.map(([lon, lat]): [number, number] => [lon, lat]) }));
  return { use: lines("use"), avoid: lines("avoid"), must: [...draft.must], forbid: [...draft.forbid], toleranceM };
}
