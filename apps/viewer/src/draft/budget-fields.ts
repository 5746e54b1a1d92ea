import type { PlanRequest } from "@cuntong/contract";
import { wholeOf } from "./number-text.ts";

type Budget = NonNullable<PlanRequest["budget"]>;
type Quota = NonNullable<Budget["quotas"]>[number];

/** What connecting a village is worth. */
export const worths = ["village", "people", "households", "priority"] as const;
export type Worth = (typeof worths)[number];

export interface QuotaFields {
  readonly countyCode: string;
  readonly atLeast: string;
  readonly of: Quota["of"];
}

/** What a village is worth that asks for a service; each is listed once. */
export interface ServiceFields {
  readonly name: string;
  readonly weight: string;
}

/** Money for a plan and what it is spent on, as typed on the form. */
export interface BudgetFields {
  /** In the unit; empty for no limit. */
  readonly cap: string;
  readonly unit: MoneyUnit;
  /** Weight of each worth; empty where it does not count. */
  readonly weights: Readonly<Record<Worth, string>>;
  readonly services: readonly ServiceFields[];
  readonly quotas: readonly QuotaFields[];
  /** ISO date; empty where none is kept. */
  readonly dueBy: string;
  readonly curve: boolean;
}

/** Fen in one of the units that a cap can be given in. */
export const moneyUnits = { yuan: 100, wan: 1_000_000, yi: 10_000_000_000 } as const;
export type MoneyUnit = keyof typeof moneyUnits;

/** Points of the curve that are asked for. */
const curvePoints = 16;

export const emptyBudget: BudgetFields = {
  ...{ cap: "", unit: "wan", weights: { village: "1", people: "", households: "", priority: "" } },
  ...{ services: [], quotas: [], dueBy: "", curve: false },
};

/** A cap of so many fen in the largest unit that holds it without a fraction, else in yuan. */
function capFields(capFen: number): Pick<BudgetFields, "cap" | "unit"> {
  const unit: MoneyUnit = capFen % 100 === 0 && capFen % 10_000 === 0 && capFen >= moneyUnits.wan ? "wan" : "yuan";
  return { cap: String(capFen / moneyUnits[unit]), unit };
}

export function budgetFields(budget: Budget): BudgetFields {
  const { capFen, weights, quotas = [], dueBy = "", curvePoints: points = 0 } = budget;
  const { village, people, households, priority, services = {} } = weights;
  const text = (value: number | undefined) => (value === undefined ? "" : String(value));
  return {
    ...(capFen === undefined ? { cap: "", unit: "wan" } : capFields(capFen)),
    weights: { village: text(village), people: text(people), households: text(households), priority: text(priority) },
    services: Object.entries(services).map(([name, weight]) => ({ name, weight: String(weight) })),
    quotas: quotas.map(({ countyCode, atLeast, of }) => ({ countyCode, atLeast: String(atLeast), of })),
    dueBy,
    curve: points > 0,
  };
}

/** What is wrong with a budget: its cap, its weights, or services and quotas by their place in the list. */
export interface BudgetFaults {
  readonly cap: boolean;
  readonly weights: readonly Worth[];
  readonly services: readonly number[];
  readonly noWeight: boolean;
  readonly quotas: readonly number[];
}

export function budgetFaults(fields: BudgetFields): BudgetFaults {
  return {
    cap: fields.cap.trim() !== "" && capOf(fields) === undefined,
    weights: worths.filter(
      (worth) => fields.weights[worth].trim() !== "" && weightOf(fields.weights[worth]) === undefined,
    ),
    services: fields.services.flatMap(({ weight }, index) => (weightOf(weight) === undefined ? [index] : [])),
    noWeight: fields.services.length === 0 && worths.every((worth) => fields.weights[worth].trim() === ""),
    quotas: fields.quotas.flatMap(({ countyCode, atLeast }, index) =>
      countyCode === "" || wholeOf(atLeast, 0, 1e12) === undefined ? [index] : [],
    ),
  };
}

/** The budget that the fields stand for; null where they ask for none, undefined while one is wrong. */
export function budgetOf(fields: BudgetFields): Budget | null | undefined {
  const capFen = capOf(fields);
  const faults = budgetFaults(fields);
  const { services, quotas, dueBy, curve } = fields;
  if (!faults.cap && capFen === undefined && !curve && quotas.length === 0 && dueBy === "") return null;
  if (faults.cap || faults.noWeight) return undefined;
  if (faults.weights.length + faults.services.length + faults.quotas.length > 0) return undefined;
  const weights = worths.flatMap((worth) => {
    const value = weightOf(fields.weights[worth]);
    return value === undefined ? [] : [[worth, value]];
  });
  return {
    ...(capFen === undefined ? {} : { capFen }),
    weights: {
      ...Object.fromEntries(weights),
      ...(services.length > 0 ? { services: Object.fromEntries(services.map(serviceOf)) } : {}),
    },
    ...(quotas.length > 0 ? { quotas: quotas.map(quotaOf) } : {}),
    ...(dueBy === "" ? {} : { dueBy }),
    ...(curve ? { curvePoints } : {}),
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

function serviceOf({ name, weight }: ServiceFields): [string, number] {
  return [name, Number(weight)];
}

function quotaOf({ countyCode, atLeast, of }: QuotaFields): Quota {
  return { countyCode, atLeast: Number(atLeast), of };
}
