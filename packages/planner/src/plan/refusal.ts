import type { Issue } from "@cuntong/network";
import { TooDear } from "../price/bill.ts";
import { Cancelled } from "./watch.ts";

/** What stops a plan. */
export interface Refusal {
  readonly ok: false;
  readonly issues: readonly Issue[];
}

function refused(code: string, message: string): Refusal {
  return { ok: false, issues: [issue(code, message)] };
}

/** An error that has no place in a file. */
export function issue(code: string, message: string): Issue {
  return { severity: "error", code, place: {}, message };
}

/** Runs a step of planning; `CANCELLED` and `COST_TOO_LARGE`, which it throws from within, become refusals. */
export function orRefused<T>(step: () => T): T | Refusal {
  try {
    return step();
  } catch (error) {
    if (error instanceof Cancelled) return refused("CANCELLED", "the plan was cancelled");
    if (error instanceof TooDear) return refused("COST_TOO_LARGE", error.message);
    throw error;
  }
}
