import type { AlarmWord, MatchedWord, Store, WordOutcome } from "@cuntong/db";
import { matched } from "./match.ts";

/** How many words said what, and how many are about nothing that the plant has. */
export interface Taken extends Record<WordOutcome, number> {
  readonly unmatched: number;
}

interface Waiting {
  readonly words: readonly AlarmWord[];
  readonly resolve: (taken: Taken) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Where alarms come in. While one batch is being written, requests that arrive are gathered into the next: a commit serves them all, and each is
 * answered when its words are durable.
 */
export class AlarmIntake {
  readonly #store: Store;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #writing = new Set<string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Takes words; answers once they are stored. */
  take(projectId: string, words: readonly AlarmWord[]): Promise<Taken> {
    return new Promise<Taken>((resolve, reject) => {
      const queue = this.#waiting.get(projectId) ?? [];
      this.#waiting.set(projectId, queue);
      queue.push({ words, resolve, reject });
      void this.#drain(projectId);
    });
  }

  async #drain(projectId: string): Promise<void> {
    if (this.#writing.has(projectId)) return;
    this.#writing.add(projectId);
    try {
      for (let batch = this.#next(projectId); batch.length > 0; batch = this.#next(projectId))
        await this.#write(projectId, batch);
    } finally {
      this.#writing.delete(projectId);
    }
  }

  #next(projectId: string): Waiting[] {
    const batch = this.#waiting.get(projectId) ?? [];
    this.#waiting.delete(projectId);
    return batch;
  }

  async #write(projectId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      const { network } = await this.#store.inventory.network(projectId);
      const found = batch
        .flatMap(({ words }) => words)
        .map((word): MatchedWord => {
          const object = matched(network, word.about);
          return object ? { ...word, object } : word;
        });
      const outcomes = await this.#store.alarms.take(projectId, found);
      let from = 0;
      for (const { words, resolve } of batch) {
        const to = from + words.length;
        resolve(countOf(outcomes.slice(from, to), found.slice(from, to)));
        from = to;
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

function countOf(outcomes: readonly WordOutcome[], words: readonly MatchedWord[]): Taken {
  const count = (outcome: WordOutcome) => outcomes.filter((one) => one === outcome).length;
  const unmatched = words.filter(({ object }) => object === undefined).length;
  return { fresh: count("fresh"), changed: count("changed"), repeated: count("repeated"), unmatched };
}
