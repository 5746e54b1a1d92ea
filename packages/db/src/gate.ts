import { StoreError } from "./trouble.ts";

/**
 * Counts the calls under way, so that closing lets them finish and refuses new ones (`STORE_CLOSED`). postgres.js could wait too, but a
 * connection that was lost once keeps it waiting until its time is up.
 */
export class Gate {
  readonly #inside = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  async pass<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new StoreError("STORE_CLOSED", "The store is closed.");
    const answer = call();
    this.#inside.add(answer);
    try {
      return await answer;
    } finally {
      this.#inside.delete(answer);
    }
  }

  /** Runs `shut` when the last call is out, or after ten seconds. The second close waits for the first. */
  close(shut: () => Promise<void>): Promise<void> {
    this.#closing ??= this.#emptied().then(shut);
    return this.#closing;
  }

  async #emptied(): Promise<void> {
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, patienceMs);
    await Promise.race([Promise.allSettled([...this.#inside]), patience.promise]);
    clearTimeout(timer);
  }
}

const patienceMs = 10_000;
