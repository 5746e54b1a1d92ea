import type { Cancel, OnPlanProgress, PlanProgress } from "./plan.ts";

/** Thrown inside the planner when the caller cancels; never leaves `plan`. */
export class Cancelled extends Error {}

/** Carries progress out and cancellation in. `report` and `check` both throw {@link Cancelled} once the caller has cancelled. */
export class Watch {
  readonly #onProgress: OnPlanProgress | undefined;
  readonly #cancel: Cancel | undefined;

  constructor(onProgress?: OnPlanProgress, cancel?: Cancel) {
    this.#onProgress = onProgress;
    this.#cancel = cancel;
  }

  /** The caller will take what is found so far. */
  get enough(): boolean {
    return this.#cancel?.enough ?? false;
  }

  check(): void {
    if (this.#cancel?.aborted) throw new Cancelled();
  }

  report(progress: PlanProgress): void {
    this.check();
    this.#onProgress?.(progress);
  }
}
