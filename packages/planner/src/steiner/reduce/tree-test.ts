import type { ShrinkingNetwork } from "./shrinking-network.ts";
import type { SpecialDistances } from "./special-distances.ts";

/** A part of a tree under test may grow to so many vertices, from vertices of at most this degree, in so many steps. */
const mostVertices = 9;
const mostDegree = 4;

/**
 * Shows that a small tree is part of no lightest Steiner tree (extended reductions; E. Uchoa, M. Poggi de Aragão and C. C. Ribeiro 2002,
 * T. Polzin and S. Vahdati Daneshmand 2006). If it were, the Steiner tree would hold, at each inner vertex, exactly its edges.
 * Taking it away leaves one part per leaf, which join again for no more than a spanning tree of the leaves by special distance; so the tree
 * cannot be there if that weighs less, or if two leaves are nearer than the heaviest stretch between them. Where neither holds, a leaf is
 * extended by every choice of its further edges, and all of these must be shown to be impossible.
 */
export class TreeTest {
  readonly #network: ShrinkingNetwork;
  readonly #special: SpecialDistances;
  readonly #most: number;
  readonly #vertex = new Int32Array(mostVertices + mostDegree);
  readonly #parent = new Int32Array(mostVertices + mostDegree);
  readonly #edgeWeight = new Float64Array(mostVertices + mostDegree);
  readonly #degree = new Int32Array(mostVertices + mostDegree);
  /** Places on the way up from one leaf: the heaviest stretch before each. */
  readonly #heaviest = new Float64Array(mostVertices + mostDegree);
  readonly #running = new Float64Array(mostVertices + mostDegree);
  readonly #onWay = new Int32Array(mostVertices + mostDegree);
  #wayStamp = 0;
  readonly #key = new Float64Array(mostVertices + mostDegree);
  readonly #leaves = new Int32Array(mostVertices + mostDegree);
  #size = 0;
  #weight = 0;
  #stepsLeft = 0;
  /** Steps of all tests so far. */
  steps = 0;

  constructor(network: ShrinkingNetwork, special: SpecialDistances, steps: number) {
    this.#network = network;
    this.#special = special;
    this.#most = steps;
  }

  /** True when no lightest tree holds this edge. */
  edgeIsOut(half: number): boolean {
    this.#begin(this.#network.head(half ^ 1));
    return this.#isOutWith(0, [half]);
  }

  /** True when no lightest tree holds these edges at their common vertex, which is no terminal, and no others there. */
  starIsOut(centre: number, halves: readonly number[]): boolean {
    this.#begin(centre);
    return this.#isOutWith(0, halves);
  }

  #begin(vertex: number): void {
    this.#stepsLeft = this.#most;
    this.#vertex[0] = vertex;
    this.#parent[0] = -1;
    this.#degree[0] = 0;
    this.#size = 1;
    this.#weight = 0;
  }

  /** True when the tree with these further edges at one of its vertices is impossible. */
  #isOutWith(at: number, halves: readonly number[]): boolean {
    this.steps++;
    const size = this.#size;
    const weight = this.#weight;
    let out = false;
    for (const half of halves) {
      const v = this.#network.head(half);
      out ||= this.#holds(v);
      const place = this.#size++;
      this.#vertex[place] = v;
      this.#parent[place] = at;
      this.#edgeWeight[place] = this.#network.weight[half >> 1];
      this.#degree[place] = 1;
      this.#weight += this.#edgeWeight[place];
    }
    this.#degree[at] += halves.length;
    out ||= this.#leavesAreNearer(size) || this.#spanIsLighter() || this.#extensionsAreOut();
    this.#degree[at] -= halves.length;
    this.#size = size;
    this.#weight = weight;
    return out;
  }

  #holds(v: number): boolean {
    for (let i = 0; i < this.#size; i++) if (this.#vertex[i] === v) return true;
    return false;
  }

  /** Is a leaf from place `first` on nearer to another than the heaviest stretch between them? */
  #leavesAreNearer(first: number): boolean {
    for (let i = first; i < this.#size; i++) {
      this.#walkUp(i);
      for (let j = 0; j < i; j++) {
        if (this.#degree[j] !== 1) continue;
        const stretch = this.#heaviestTo(j);
        if (this.#special.between(this.#vertex[i], this.#vertex[j], stretch) < stretch) return true;
      }
    }
    return false;
  }

  /** Notes the heaviest stretch on the way from a leaf up to each place above. */
  #walkUp(leaf: number): void {
    this.#wayStamp++;
    let heaviest = 0;
    let running = 0;
    for (let at = leaf; ; at = this.#parent[at]) {
      if (this.#degree[at] > 2) running = 0;
      this.#onWay[at] = this.#wayStamp;
      this.#heaviest[at] = heaviest;
      this.#running[at] = running;
      if (this.#parent[at] < 0) return;
      running += this.#edgeWeight[at];
      heaviest = Math.max(heaviest, running);
    }
  }

  /** The heaviest stretch between the leaf walked up from and another. */
  #heaviestTo(leaf: number): number {
    let heaviest = 0;
    let running = 0;
    let at = leaf;
    for (; this.#onWay[at] !== this.#wayStamp; at = this.#parent[at]) {
      if (this.#degree[at] > 2) running = 0;
      running += this.#edgeWeight[at];
      heaviest = Math.max(heaviest, running);
    }
    if (this.#degree[at] > 2) running = 0;
    return Math.max(heaviest, this.#heaviest[at], running + this.#running[at]);
  }

  /** Does a spanning tree of the leaves (Prim) by special distance weigh less? */
  #spanIsLighter(): boolean {
    const leaves = this.#leaves;
    const key = this.#key;
    let count = 0;
    for (let i = 0; i < this.#size; i++) if (this.#degree[i] === 1) leaves[count++] = this.#vertex[i];
    if (count < 3) return false;
    let total = 0;
    key.fill(Infinity, 0, count);
    let last = leaves[--count];
    while (count > 0) {
      let least = 0;
      for (let i = 0; i < count; i++) {
        const limit = Math.min(key[i], this.#weight - total);
        key[i] = Math.min(key[i], this.#special.between(last, leaves[i], limit));
        if (key[i] < key[least]) least = i;
      }
      total += key[least];
      if (!(total < this.#weight)) return false;
      last = leaves[least];
      leaves[least] = leaves[--count];
      key[least] = key[count];
    }
    return true;
  }

  /** True when for one of the leaves every way to go on is impossible. */
  #extensionsAreOut(): boolean {
    const network = this.#network;
    if (this.#size >= mostVertices) return false;
    for (let leaf = this.#size - 1; leaf >= 0; leaf--) {
      const v = this.#vertex[leaf];
      if (this.#degree[leaf] !== 1 || network.terminal[v] || network.degree[v] > mostDegree) continue;
      if (this.#leafIsOut(leaf, v)) return true;
      if (this.#stepsLeft <= 0) return false;
    }
    return false;
  }

  #leafIsOut(leaf: number, v: number): boolean {
    const network = this.#network;
    const inward = this.#parent[leaf] >= 0 ? this.#vertex[this.#parent[leaf]] : this.#vertex[1];
    const onward: number[] = [];
    for (let half = network.first(v); half >= 0; half = network.next(half)) {
      if (network.head(half) !== inward) onward.push(half);
    }
    for (let choice = 1; choice < 1 << onward.length; choice++) {
      if (this.#stepsLeft-- <= 0) return false;
      const halves = onward.filter((_, bit) => choice & (1 << bit));
      if (this.#size + halves.length > mostVertices + mostDegree - 1 || !this.#isOutWith(leaf, halves)) return false;
    }
    return true;
  }
}
