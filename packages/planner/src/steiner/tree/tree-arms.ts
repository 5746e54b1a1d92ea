import type { TreeShape } from "./tree-shape.ts";

/** A part of a key path, from `lower` up to `upper`. */
export interface Segment {
  readonly lower: number;
  readonly upper: number;
  readonly weight: number;
}

const noSegment: Segment = { lower: -1, upper: -1, weight: 0 };

/**
 * Heaviest segments between vertices of a tree, in a number of steps that grows with the logarithm of the depth: every key vertex knows a
 * jump over many key paths at once and the heaviest of them (E. W. Myers, "An applicative random-access stack", 1983).
 */
export class TreeArms {
  readonly #shape: TreeShape;
  readonly #jump: Int32Array;
  /** Lower end of the heaviest key path under each jump. */
  readonly #heaviest: Int32Array;

  constructor(shape: TreeShape) {
    const { preorder, isKey, upperKey, pathWeight, place } = shape;
    this.#shape = shape;
    this.#jump = new Int32Array(place.length);
    this.#heaviest = new Int32Array(place.length);
    const depth = new Int32Array(place.length);
    const [root] = preorder;
    this.#jump[root] = this.#heaviest[root] = root;
    for (const v of preorder) {
      if (!isKey[v] || v === root) continue;
      const up = upperKey[v];
      const jump = this.#jump[up];
      const far = this.#jump[jump];
      depth[v] = depth[up] + 1;
      this.#jump[v] = up;
      this.#heaviest[v] = v;
      if (depth[up] - depth[jump] !== depth[jump] - depth[far]) continue;
      this.#jump[v] = far;
      for (const part of [this.#heaviest[up], this.#heaviest[jump]]) {
        if (pathWeight[part] > pathWeight[this.#heaviest[v]]) this.#heaviest[v] = part;
      }
    }
  }

  /** The heaviest segment in each of the three arms of the tree between three vertices, the heaviest first. */
  heaviest(a: number, b: number, c: number): readonly Segment[] {
    const [ab, ac, bc] = [this.#meet(a, b), this.#meet(a, c), this.#meet(b, c)];
    const { place } = this.#shape;
    // Of the three meeting points two are one; the third, the lowest, is where the arms come together.
    const lower = place[ab] > place[ac] ? ab : ac;
    const middle = place[bc] > place[lower] ? bc : lower;
    return [this.#between(a, middle), this.#between(b, middle), this.#between(c, middle)].sort(
      (x, y) => y.weight - x.weight,
    );
  }

  #between(end: number, middle: number): Segment {
    const meet = this.#meet(end, middle);
    return heavier(this.#up(end, meet), this.#up(middle, meet));
  }

  /** Lowest common ancestor. */
  #meet(a: number, b: number): number {
    if (this.#isBelow(b, a)) return a;
    if (this.#isBelow(a, b)) return b;
    let at = this.#shape.upperKey[a];
    while (!this.#isBelow(b, at)) at = this.#isBelow(b, this.#jump[at]) ? this.#shape.upperKey[at] : this.#jump[at];
    return at;
  }

  /** The heaviest segment on the way from a vertex up to one above it. */
  #up(from: number, upTo: number): Segment {
    const { upperKey, pathWeight, isKey } = this.#shape;
    let best = noSegment;
    let at = from;
    while (at !== upTo && this.#isBelow(upperKey[at], upTo)) {
      const leaps = isKey[at] === 1 && this.#isBelow(this.#jump[at], upTo);
      const lower = leaps ? this.#heaviest[at] : at;
      if (pathWeight[lower] > best.weight) best = { lower, upper: upperKey[lower], weight: pathWeight[lower] };
      at = leaps ? this.#jump[at] : upperKey[at];
    }
    if (at === upTo) return best;
    const above = isKey[upTo] ? 0 : pathWeight[upTo];
    return heavier(best, { lower: at, upper: upTo, weight: pathWeight[at] - above });
  }

  #isBelow(vertex: number, top: number): boolean {
    const place = this.#shape.place[vertex];
    return place >= this.#shape.place[top] && place < this.#shape.end[top];
  }
}

function heavier(a: Segment, b: Segment): Segment {
  return b.weight > a.weight ? b : a;
}
