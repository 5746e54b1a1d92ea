import type { PrizeGraph } from "./prize-graph.ts";

/** Weights and prizes at random around the true ones; the same seed gives the same. */
export class Shaker {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  /** Weights up to a quarter, prizes up to a half larger or smaller. */
  shaken(prizes: PrizeGraph): PrizeGraph {
    return {
      ...prizes,
      weight: prizes.weight.map((w) => w * (0.75 + 0.5 * this.#next())),
      prize: prizes.prize.map((p) => p * (0.5 + this.#next())),
    };
  }

  /** Xorshift (Marsaglia 2003), in [0, 1). */
  #next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 4294967296;
  }
}
