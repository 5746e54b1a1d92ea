import type { PlanRequest } from "@cuntong/contract";
import type { Position } from "@cuntong/geo";

/** How the villages of a plan are chosen on the form. */
export type Choice = "all" | "county" | "polygon";

/** The form as it stands, fields as typed. */
export interface PlanFields {
  readonly projectId: string;
  readonly choice: Choice;
  readonly countyCode: string | null;
  readonly polygon: readonly Position[] | null;
  /** Empty for the project's default. */
  readonly priceBook: string;
  readonly effort: PlanRequest["effort"];
  readonly seed: string;
  readonly name: string;
}

/** The request that the form stands for; null while something is still to be chosen. */
export function planRequest(fields: PlanFields): PlanRequest | null {
  const villages = villageChoice(fields);
  const seed = /^\d{1,10}$/.test(fields.seed) ? Number(fields.seed) : Number.NaN;
  if (!villages || !(seed < 2 ** 31)) return null;
  return {
    projectId: fields.projectId,
    name: fields.name.trim(),
    villages,
    effort: fields.effort,
    seed,
    ...(fields.priceBook ? { priceBook: fields.priceBook } : {}),
  };
}

function villageChoice({ choice, countyCode, polygon }: PlanFields): PlanRequest["villages"] | null {
  if (choice === "all") return { select: "all" };
  if (choice === "county") return countyCode === null ? null : { select: "county", countyCode };
  if (polygon === null || polygon.length < 3) return null;
  return { select: "polygon", polygon: polygon.map(([lon, lat]) => [lon, lat]) };
}
