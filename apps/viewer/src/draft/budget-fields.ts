import type { PlanRequest } from "@cuntong/contract";
import { wholeOf } from "./number-text.ts";

type Budget = NonNullable<PlanRequest["budget"]>;
type Quota = NonNullable<Budget["quotas"]>[number];

/** What connecting a village is worth. */
export const worths = ["village", "people", "households"] as const;
export type Worth = (typeof worths)[number];

export interface QuotaFields {
  readonly countyCode: string;
  readonly atLeast: string;
  readonly of: Quota["of"];
}

/** Money for a plan and what it is spent on, as typed on the form. */
export interface BudgetFields {
  /** In the unit; empty for no limit. */
  readonly cap: string;
  readonly unit: MoneyUnit;
  /** Weight of each worth; empty where it does not count. */
  readonly weights: Readonly<Record<Worth, string>>;
  readonly quotas: readonly QuotaFields[];
  readonly curve: boolean;
}

/** Fen in one of the units that a cap can be given in. */
export const moneyUnits = { yuan: 100, wan: 1_000_000, yi: 10_000_000_000 } as const;
export type MoneyUnit = keyof typeof moneyUnits;

/** Points of the curve that are asked for. */
const curvePoints = 16;

export const emptyBudget: BudgetFields = {
  ...{ cap: "", unit: "wan", weights: { village: "1", people: "", households: "" }, quotas: [], curve: false },
};

/** A cap of so many fen in the largest unit that holds it without a fraction, else in yuan. */
function capFields(capFen: number): Pick<BudgetFields, "cap" | "unit"> {
  const unit: MoneyUnit = capFen % 100 === 0 && capFen % 10_000 === 0 && capFen >= moneyUnits.wan ? "wan" : "yuan";
  return { cap: String(capFen / moneyUnits[unit]), unit };
}

export function budgetFields({ capFen, weights, quotas = [], curvePoints: points = 0 }: Budget): BudgetFields {
  const text = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    ...(capFen === undefined ? { cap: "", unit: "wan" } : capFields(capFen)),
    weights: { village: text(weights.village), people: text(weights.people), households: text(weights.households) },
    quotas: quotas.map(({ countyCode, atLeast, of }) => ({ countyCode, atLeast: String(atLeast), of })),
    curve: points > 0,
  };
}

/** What is wrong with a budget: its cap, its weights, or quotas by their place in the list. */
export interface BudgetFaults {
  readonly cap: boolean;
  readonly weights: readonly Worth[];
  readonly noWeight: boolean;
  readonly quotas: readonly number[];
}

export function budgetFaults(fields: BudgetFields): BudgetFaults {
  return {
    cap: fields.cap.trim() !== "" && capOf(fields) === undefined,
    weights: worths.filter(
      (worth) => fields.weights[worth].trim() !== "" && weightOf(fields.weights[worth]) === undefined,
    ),
    noWeight: worths.every((worth) => fields.weights[worth].trim() === ""),
    quotas: fields.quotas.flatMap(({ countyCode, atLeast }, index) =>
      countyCode === "" || wholeOf(atLeast, 0, 1e12) === undefined ? [index] : [],
    ),
  };
}

/** The budget that the fields stand for; null where they ask for none, undefined while one is wrong. */
export function budgetOf(fields: BudgetFields): Budget | null | undefined {
  const capFen = capOf(fields);
  const faults = budgetFaults(fields);
  if (!faults.cap && capFen === undefined && !fields.curve && fields.quotas.length === 0) return null;
  if (faults.cap || faults.noWeight || faults.weights.length + faults.quotas.length > 0) return undefined;
  const weights = worths.flatMap((worth) => {
    const value = weightOf(fields.weights[worth]);
    return value === undefined ? [] : [[worth, value]];
  });
  return {
    ...(capFen === undefined ? {} : { capFen }),
    weights: Object.fromEntries(weights),
    ...(fields.quotas.length > 0 ? { quotas: fields.quotas.map(quotaOf) } : {}),
    ...(fields.curve ? { curvePoints } : {}),
  };
}

/** Exact: the digits are shifted, not multiplied. */
function capOf({ cap, unit }: BudgetFields): number | undefined {
  const [, whole = "", fraction = ""] = /^\s*(\d{1,13})(?:\.(\d{1,10}))?\s*$/.exec(cap.replaceAll(",", "")) ?? [];
  const places = Math.log10(moneyUnits[unit]);
  if (whole === "" || fraction.length > places) return undefined;
  const fen = Number(`${whole}${fraction.padEnd(places, "0")}`);
  return fen > 0 && Number.isSafeInteger(fen) ? fen : undefined;
}

function weightOf(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,6}(\.\d{1,4})?$/.test(trimmed) ? Number(trimmed) : undefined;
}

function quotaOf({ countyCode, atLeast, of }: QuotaFields): Quota {
  return { countyCode, atLeast: Number(atLeast), of };
}
