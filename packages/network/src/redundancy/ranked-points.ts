/** What a loss weighs: villages, people, services. */
export type Loss = readonly [villages: number, people: number, services: number];

/**
 * Failures and whom each costs, in numbers alone, as a province has hundreds of thousands of them: failure `number` of a class (spans,
 * nodes, groups) with its loss. Ranked by villages, people, services, then by class and number.
 */
export class RankedPoints {
  readonly #class: number[] = [];
  readonly #number: number[] = [];
  readonly #loss: readonly [number[], number[], number[]] = [[], [], []];

  add(ofClass: number, number: number, loss: Loss): void {
    this.#class.push(ofClass);
    this.#number.push(number);
    for (const [i, list] of this.#loss.entries()) list.push(loss[i]!);
  }

  /** The ranks, each with its class, number and loss. */
  ranked(): { readonly count: number; at(rank: number): readonly [ofClass: number, number: number, loss: Loss] } {
    const [villages, people, services] = this.#loss.map((list) => Float64Array.from(list));
    const [ofClass, number] = [Uint8Array.from(this.#class), Uint32Array.from(this.#number)];
    const order = Uint32Array.from(number, (_, i) => i).sort(
      (a, b) =>
        villages![b]! - villages![a]! ||
        people![b]! - people![a]! ||
        services![b]! - services![a]! ||
        ofClass[a]! - ofClass[b]! ||
        number[a]! - number[b]!,
    );
    return {
      count: order.length,
      at(rank) {
        const i = order[rank]!;
        return [ofClass[i]!, number[i]!, [villages![i]!, people![i]!, services![i]!]];
      },
    };
  }
}
