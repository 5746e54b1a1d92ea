import type { PlanProgress } from "@cuntong/contract";

type Listener = (progress: PlanProgress) => void;

/** Progress of the plans that this process works on, from its worker to whoever listens. */
export class ProgressHub {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #last = new Map<string, PlanProgress>();
  readonly #ends = new Map<string, Set<() => void>>();

  /** The last progress published of a plan that has not ended. */
  last(planId: string): PlanProgress | undefined {
    return this.#last.get(planId);
  }

  publish(planId: string, progress: PlanProgress): void {
    this.#last.set(planId, progress);
    for (const listener of this.#listeners.get(planId) ?? []) listener(progress);
  }

  /** Forgets a plan that is no longer made here, and says so to those who wait. */
  end(planId: string): void {
    this.#last.delete(planId);
    for (const ended of [...(this.#ends.get(planId) ?? [])]) ended();
  }

  /** Calls `ended` when the plan is no longer made here, until the answer is called. */
  whenEnded(planId: string, ended: () => void): () => void {
    return enlist(this.#ends, planId, ended);
  }

  /** Calls `listener` on every progress until the answer is called. */
  listen(planId: string, listener: Listener): () => void {
    return enlist(this.#listeners, planId, listener);
  }
}

/** Adds an entry to a key's set; the answer takes it out again. */
function enlist<T>(sets: Map<string, Set<T>>, key: string, entry: T): () => void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(entry));
  return () => {
    set.delete(entry);
    if (set.size === 0 && sets.get(key) === set) sets.delete(key);
  };
}
