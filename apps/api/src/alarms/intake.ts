import type { AlarmWord, MatchedWord, Store, WordOutcome } from "@cuntong/db";
import { matched } from "./match.ts";

interface Waiting {
  readonly words: readonly MatchedWord[];
  readonly resolve: (outcomes: readonly WordOutcome[]) => void;
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

  /** Takes words; answers once they are stored: how many said what, and how many are about nothing that the plant has. */
  async take(projectId: string, words: readonly AlarmWord[]) {
    const { network } = await this.#store.inventory.network(projectId);
    const found = words.map((word): MatchedWord => {
      const object = matched(network, word.about);
      return object ? { ...word, object } : word;
    });
    const outcomes = await new Promise<readonly WordOutcome[]>((resolve, reject) => {
      const queue = this.#waiting.get(projectId) ?? [];
      this.#waiting.set(projectId, queue);
      queue.push({ words: found, resolve, reject });
      void this.#drain(projectId);
    });
    const count = (outcome: WordOutcome) => outcomes.filter((one) => one === outcome).length;
    const unmatched = found.filter(({ object }) => object === undefined).length;
    return { fresh: count("fresh"), changed: count("changed"), repeated: count("repeated"), unmatched };
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
      const outcomes = await this.#store.alarms.take(
        projectId,
        batch.flatMap(({ words }) => words),
      );
      let from = 0;
      for (const { words, resolve } of batch) {
        resolve(outcomes.slice(from, from + words.length));
        from += words.length;
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
