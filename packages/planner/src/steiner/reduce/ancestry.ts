/**
 * What the edges of a reduced problem are made of. Edges of the given problem come first; each one after them is drawn together of two
 * earlier ones. It holds these pairs and nothing else, because a search keeps one for every reduction.
 */
export class Ancestry {
  readonly #given: number;
  readonly #partA: Int32Array;
  readonly #partB: Int32Array;
  /** Edges of the core, and those that every solution contains. */
  readonly #edges: Uint32Array;
  readonly #fixed: readonly number[];

  /** `partA` and `partB` begin with the first edge that was drawn together. */
  constructor(
    given: number,
    parts: { readonly partA: Int32Array; readonly partB: Int32Array },
    core: { readonly edges: Uint32Array; readonly fixed: readonly number[] },
  ) {
    this.#given = given;
    this.#partA = parts.partA;
    this.#partB = parts.partB;
    this.#edges = core.edges;
    this.#fixed = core.fixed;
  }

  /** Core edges of which every part is among the chosen edges of the given problem. */
  project(chosen: Iterable<number>): number[] {
    const given = this.#given;
    const whole = new Uint8Array(given + this.#partA.length);
    for (const e of chosen) whole[e] = 1;
    for (let i = 0; i < this.#partA.length; i++) whole[given + i] = whole[this.#partA[i]] & whole[this.#partB[i]];
    const places: number[] = [];
    for (let i = 0; i < this.#edges.length; i++) if (whole[this.#edges[i]]) places.push(i);
    return places;
  }

  /** Edges of the given problem that core edges are made of, with those that every solution contains, each once, in order. */
  expand(coreEdges: Iterable<number>): number[] {
    const open = [...this.#fixed, ...Array.from(coreEdges, (e) => this.#edges[e])];
    const whole: number[] = [];
    for (let e = open.pop(); e !== undefined; e = open.pop()) {
      if (e < this.#given) whole.push(e);
      else open.push(this.#partB[e - this.#given], this.#partA[e - this.#given]);
    }
    whole.sort((a, b) => a - b);
    return whole.filter((e, i) => e !== whole[i - 1]);
  }
}
