import type { CorridorLock, Issue, PlanLocks, Proposal } from "@cuntong/network";
import type { PriceQuestion } from "@cuntong/planner";
import type { PlanTask } from "../plans/messages.ts";

/** What a worker is given that answers questions about a plan: its inputs, as for making it, and what was made of them. */
export interface HandTask extends Omit<PlanTask, "cancel" | "options"> {
  readonly proposal: Proposal;
}

/** What can be asked about a plan. */
export type Question =
  | { readonly about: "village"; readonly code: string }
  | { readonly about: "span"; readonly id: string }
  | { readonly about: "road"; readonly corridor: CorridorLock }
  | { readonly about: "locks"; readonly locks: PlanLocks; readonly partial: boolean }
  | { readonly about: "prices"; readonly question: PriceQuestion };

/** A question on its way; `cancel` is one Int32, anything but 0 means stop. */
export interface AskedQuestion {
  readonly id: number;
  readonly question: Question;
  readonly cancel: SharedArrayBuffer;
}

/** What the worker says back to one question. */
export type HandMessage =
  | { readonly id: number; readonly kind: "progress"; readonly fraction: number }
  | { readonly id: number; readonly kind: "answer"; readonly answer: HandAnswer };

/** An answer as the planner gives it, or why there is none. `stale`: the project's data are no longer those of the plan. */
export type HandAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly stale?: boolean };
