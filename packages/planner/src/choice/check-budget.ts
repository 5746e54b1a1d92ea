import { amountOf, type Budget, type Issue, type Quota, quotaUnits, type Village } from "@cuntong/network";
import { lacks, worthOf } from "./worth.ts";

/** Most points of a curve: each is a plan of its own. */
const mostPoints = 60;

/** What a budget asks for, in numbers by village. */
export interface CheckedBudget {
  /** Ten-thousandths, by index. */
  readonly worth: Float64Array;
  /** 1 for each village that is due. */
  readonly due: Uint8Array;
  readonly quotas: readonly { readonly quota: Quota; readonly amount: Float64Array }[];
}

/**
 * Checks a budget against the villages, of which `canServe` tells those that a plan can connect.
 *
 * Codes: `BUDGET_INVALID`, the `WEIGHT_` codes, `QUOTA_INVALID`, `QUOTA_COUNTY_UNKNOWN`, `QUOTA_TOO_HIGH` (more than the county's villages
 * that can be connected have) and `DUE_UNREACHABLE`.
 */
export function checkBudget(
  budget: Budget,
  villages: readonly Village[],
  canServe: (village: number) => boolean,
): { readonly checked: CheckedBudget; readonly issues: readonly Issue[] } {
  const { worth, issues: badWeights } = worthOf(budget.weights, villages);
  const quotas = (budget.quotas ?? []).map((quota) => ({ quota, amount: amountsFor(quota, villages, canServe) }));
  const issues = [
    ...badWeights,
    ...checkMoney(budget),
    ...quotas.flatMap(({ quota, amount }) => checkQuota(quota, amount, villages)),
  ];
  const due = Uint8Array.from(villages, ({ dueDate }) => {
    return budget.dueBy !== undefined && dueDate !== undefined && dueDate <= budget.dueBy ? 1 : 0;
  });
  villages.forEach((village, i) => {
    if (due[i] && !canServe(i)) issues.push(dueUnreachable(village));
  });
  return { checked: { worth, due, quotas }, issues };
}

function checkMoney({ capFen, curvePoints = 0, dueBy }: Budget): Issue[] {
  const bad: string[] = [];
  if (capFen !== undefined && !(Number.isSafeInteger(100 * capFen + 100) && capFen >= 0))
    bad.push(`a cap of ${capFen / 100} yuan is below zero or beyond what is summed exactly`);
  if (!(Number.isInteger(curvePoints) && curvePoints >= 0 && curvePoints <= mostPoints))
    bad.push(`a curve has at most ${mostPoints} points, not ${curvePoints}`);
  if (dueBy !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(dueBy)) bad.push(`a date is written 2027-06-30, not ${dueBy}`);
  return bad.map((what) => ({ severity: "error", code: "BUDGET_INVALID", place: {}, value: what, message: what }));
}

function amountsFor(
  { countyCode, of }: Quota,
  villages: readonly Village[],
  canServe: (village: number) => boolean,
): Float64Array {
  return Float64Array.from(villages, (village, i) => {
    return village.countyCode === countyCode && canServe(i) ? (amountOf(village, of) ?? 0) : 0;
  });
}

function checkQuota(quota: Quota, amount: Float64Array, villages: readonly Village[]): Issue[] {
  const { countyCode, atLeast, of } = quota;
  const params = { county: countyCode, atLeast, of };
  const told = (code: string, message: string, more = {}): Issue[] => {
    return [{ severity: "error", code, place: {}, value: countyCode, message, params: { ...params, ...more } }];
  };
  if (!Number.isSafeInteger(atLeast) || atLeast < 0 || !quotaUnits.includes(of))
    return told("QUOTA_INVALID", `a quota of ${atLeast} ${of} is no whole number of ${quotaUnits.join(", ")}`);
  const inCounty = villages.filter((village) => village.countyCode === countyCode);
  if (inCounty.length === 0) return told("QUOTA_COUNTY_UNKNOWN", `no village to connect lies in county ${countyCode}`);
  const unknown = inCounty.filter((village) => amountOf(village, of) === undefined);
  if (unknown.length > 0) return [lacks(of, unknown)];
  const most = amount.reduce((sum, part) => sum + part, 0);
  if (most >= atLeast) return [];
  const message = `county ${countyCode} has ${most} ${of} that can be connected, and the quota asks for ${atLeast}`;
  return told("QUOTA_TOO_HIGH", message, { most });
}

function dueUnreachable({ name, code, dueDate, position: [lon, lat] }: Village): Issue {
  const message = `${name} (${code}) is due by ${dueDate} and cannot be reached, or is left out by a lock`;
  return {
    ...{ severity: "error", code: "DUE_UNREACHABLE", place: { lon, lat }, value: code, message },
    params: { village: code, due: dueDate ?? "" },
  };
}
