import type { PlantChange, Store } from "@cuntong/db";
import { plantRevisionOf } from "./live.ts";

const pollMs = 500;
const mostAtOnce = 200;

/**
 * Changes of plants as they are stored, by this process or another on the same store: each project that somebody listens to is looked at twice
 * a second, once for all its listeners.
 */
export class PlantFeed {
  readonly #store: Store;
  readonly #projects = new Map<string, Watch>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Calls `onChange` for every change after a revision, in order, until `signal` ends it. Refuses an unknown project. */
  async follow(projectId: string, after: number, onChange: (change: PlantChange) => void, signal: AbortSignal) {
    let seen = after;
    while (!signal.aborted) {
      const { changes } = await this.#store.inventory.changes(projectId, { after: seen, limit: mostAtOnce });
      for (const change of changes) onChange(change);
      seen = changes.at(-1)?.revision ?? seen;
      if (changes.length < mostAtOnce) await this.#watch(projectId).later(seen, signal);
    }
  }

  #watch(projectId: string): Watch {
    const known = this.#projects.get(projectId);
    if (known) return known;
    const watch = new Watch(
      () => plantRevisionOf(this.#store, projectId),
      () => this.#projects.delete(projectId),
    );
    this.#projects.set(projectId, watch);
    return watch;
  }
}

/** Looks at one project's revision while somebody waits for a later one. */
class Watch {
  readonly #read: () => Promise<number>;
  readonly #onIdle: () => void;
  readonly #waiting = new Set<{ readonly seen: number; readonly wake: () => void }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(read: () => Promise<number>, onIdle: () => void) {
    this.#read = read;
    this.#onIdle = onIdle;
  }

  /** Ends when the revision is later than `seen`, or with the signal. */
  later(seen: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const entry = {
        seen,
        wake: () => {
          this.#waiting.delete(entry);
          signal.removeEventListener("abort", entry.wake);
          resolve();
        },
      };
      this.#waiting.add(entry);
      signal.addEventListener("abort", entry.wake, { once: true });
      this.#timer ??= setTimeout(() => void this.#look(), pollMs);
    });
  }

  async #look(): Promise<void> {
    // A store that does not answer for a moment is asked again; one that is gone ends with its server.
    const revision = await this.#read().catch(() => 0);
    for (const { seen, wake } of this.#waiting) if (revision > seen) wake();
    this.#timer = this.#waiting.size > 0 ? setTimeout(() => void this.#look(), pollMs) : undefined;
    if (!this.#timer) this.#onIdle();
  }
}
