import { type Graph, VertexHeap } from "@cuntong/graph";
import type { DualAscent } from "../../steiner/bound/dual-ascent.ts";
import type { TreeEdges } from "../../steiner/tree/tree.ts";
import { shapeOf } from "../../steiner/tree/tree-shape.ts";
import { type PrizeGraph, steinerOf } from "./prize-graph.ts";
import { PrizeKeepers } from "./prize-keepers.ts";

/** What dual ascent with prizes proves and leaves. */
export interface PrizeAscent extends DualAscent {
  /** What is left of each prize: any tree without the vertex costs at least that much more than the bound. */
  readonly left: Float64Array;
}

/** A cut may be this much larger than the next before the next one's turn comes. */
const tolerance = 1.1;

/** From this many vertices on a set earns more of that patience. */
const largeSet = 1000;

/**
 * Dual ascent (Wong 1984) where a terminal may also stay away for its prize: in the directed problem each prize vertex `v` has a twin, reached
 * from `v` for nothing or from the root for the prize (Rehfeldt and Koch; twins and their arcs are not stored). The set that reaches a twin
 * grows until the root or another growing set reaches it, or until its rises have used up the prize. A set that met another sleeps;
 * it grows on, with the other's ground, when that one's prize is used up: so ground is not taken in again and again, and no prize is forgotten.
 *
 * `arcWeight` gives a weight per arc (`2 e` from `from[e]` to `to[e]`, `2 e + 1` back; Infinity where there is none). `guide` is a good tree: cuts that it
 * crosses once come first.
 */
export function prizeAscent(
  prizes: PrizeGraph,
  check: () => void,
  guide?: TreeEdges,
  arcWeight?: Float64Array,
): PrizeAscent {
  return new Ascent(prizes, guide, arcWeight).run(check);
}

/** A terminal's set between two visits: the vertices, the arcs that enter it from outside, and its key in the order of turns. */
interface GrowingSet {
  readonly vertices: Uint32Array;
  readonly cut: Uint32Array;
  readonly key: number;
}

class Ascent {
  readonly #graph: Graph;
  readonly #reduced: Float64Array;
  readonly #left: Float64Array;
  readonly #keepers: PrizeKeepers;
  readonly #sets = new Map<number, GrowingSet>();
  /** Growing terminals by the size of their cut. */
  readonly #turn: VertexHeap;
  /** Vertices just outside the set at work, by the rise at which they join it. */
  readonly #outside: VertexHeap;
  readonly #inSet: Int32Array;
  #visit = 0;
  #terminal = -1;
  /** Vertex outside the set at work that another keeper reaches and that reaches the set, both at no cost; -1 where none is known. */
  #met = -1;
  readonly #set: Uint32Array;
  #size = 0;
  #cut: number[] = [];
  #cutSize = 0;
  readonly #guided: Uint8Array;
  /** 1 for each terminal that the guide leaves out: its cut is crossed by the arc that pays the prize. */
  readonly #unguided: Uint8Array;
  #crossings = 0;
  /** How far the cut at work has risen in this visit; its arcs hold reduced weight + the rise at which they came. */
  #rise = 0;
  #lowerBound = 0;

  constructor(prizes: PrizeGraph, guide?: TreeEdges, arcWeight?: Float64Array) {
    const { graph, weight, prize, root } = prizes;
    const n = graph.vertexCount;
    this.#graph = graph;
    this.#reduced = arcWeight
      ? arcWeight.slice()
      : Float64Array.from({ length: 2 * weight.length }, (_, a) => weight[a >> 1]);
    this.#left = prize.slice();
    this.#guided = new Uint8Array(2 * graph.edgeCount);
    this.#unguided = new Uint8Array(n);
    if (guide) this.#follow(prizes, guide);
    this.#keepers = new PrizeKeepers(graph, this.#reduced, prize, root);
    this.#turn = new VertexHeap(n);
    this.#outside = new VertexHeap(n);
    this.#inSet = new Int32Array(n);
    this.#set = new Uint32Array(n);
    for (let t = 0; t < n; t++) {
      if (prize[t] > 0 && t !== root) this.#turn.push(t, graph.arcStart[t + 1] - graph.arcStart[t] + 1);
    }
  }

  run(check: () => void): PrizeAscent {
    for (let visits = 0; this.#turn.size > 0; visits++) {
      if (visits % 256 === 0) check();
      this.#visitNext();
    }
    return { lowerBound: this.#lowerBound, reduced: this.#reduced, left: this.#left };
  }

  #visitNext(): void {
    const t = this.#turn.pop();
    this.#load(t);
    const end = this.#grow();
    const key = this.#key();
    this.#left[t] -= this.#rise;
    const cut = this.#lowerCut();
    const keeper = end === "met" ? this.#keepers.retire(t, this.#met, this.#headsFrom(this.#met, cut)) : -1;
    if (end === "spent" || this.#keepers.isRoot(keeper)) this.#sets.delete(t);
    else this.#sets.set(t, { vertices: this.#set.slice(0, this.#size), cut, key });
    if (end === "large") this.#turn.push(t, key);
    if (end !== "spent") return;
    for (const sleeper of this.#keepers.wakeBehind(t)) this.#turn.push(sleeper, this.#sets.get(sleeper)!.key);
  }

  /** Grows one terminal's set until it meets a keeper, has used up its prize, or is too large to go on now. */
  #grow(): "met" | "spent" | "large" {
    const patience = tolerance + Math.max(0, this.#size / largeSet - 1);
    const limit = patience * this.#turn.minKey;
    const most = this.#left[this.#terminal];
    for (let steps = 0; ; steps++) {
      if (this.#met >= 0) return "met";
      const nextRise = Math.min(this.#outside.minKey, most);
      const size = this.#key();
      const isLarge = size > limit && (steps > 0 || size > this.#turn.minKey);
      if (isLarge && nextRise > this.#rise) return "large";
      if (nextRise === Infinity) throw new Error("a terminal cannot be reached from the root");
      this.#lowerBound += nextRise - this.#rise;
      this.#rise = nextRise;
      if (this.#outside.minKey > most) return "spent";
      const v = this.#outside.pop();
      if (this.#isForeign(v)) this.#met = v;
      else this.#join(v);
    }
  }

  #isForeign(v: number): boolean {
    const keeper = this.#keepers.of(v);
    return keeper >= 0 && keeper !== this.#terminal;
  }

  /** Small cuts first, and of those the ones that the guide crosses once. */
  #key(): number {
    return (this.#cutSize + 1) * Math.max(1, this.#crossings);
  }

  /** The set as it was left; only the reduced weights of its cut may have fallen since. */
  #load(t: number): void {
    this.#visit++;
    this.#terminal = t;
    this.#met = -1;
    this.#rise = 0;
    this.#cut = [];
    this.#cutSize = 0;
    this.#crossings = this.#unguided[t];
    this.#outside.clear();
    const known = this.#sets.get(t);
    if (!known) {
      this.#size = 0;
      this.#join(t);
      return;
    }
    this.#set.set(known.vertices);
    this.#size = known.vertices.length;
    for (const v of known.vertices) this.#inSet[v] = this.#visit;
    for (const arc of known.cut) this.#watch(arc, this.#tail(arc));
  }

  /** Takes a vertex into the set: its arcs into the set leave the cut, arcs into it from outside enter. */
  #join(v: number): void {
    const { arcStart, arcHead, arcEdge, from } = this.#graph;
    this.#inSet[v] = this.#visit;
    this.#set[this.#size++] = v;
    const end = arcStart[v + 1];
    for (let a = arcStart[v]; a < end; a++) {
      const other = arcHead[a];
      const e = arcEdge[a];
      if (other === v) continue;
      const out = from[e] === v ? 2 * e : 2 * e + 1;
      if (this.#inSet[other] !== this.#visit) this.#watch(out ^ 1, other);
      else if (this.#reduced[out] < Infinity) {
        this.#reduced[out] -= this.#rise;
        this.#cutSize--;
        this.#crossings -= this.#guided[out];
      }
    }
  }

  #watch(arc: number, tail: number): void {
    if (this.#reduced[arc] === Infinity) return;
    if (this.#reduced[arc] === 0 && this.#isForeign(tail)) this.#met = tail;
    this.#reduced[arc] += this.#rise;
    this.#cut.push(arc);
    this.#cutSize++;
    this.#crossings += this.#guided[arc];
    this.#outside.push(tail, this.#reduced[arc]);
  }

  /** Lowers the arcs that still enter the set by the whole rise, and gives them back. */
  #lowerCut(): Uint32Array {
    const cut = new Uint32Array(this.#cutSize);
    let count = 0;
    for (const arc of this.#cut) {
      if (this.#inSet[this.#tail(arc)] === this.#visit) continue;
      this.#reduced[arc] -= this.#rise;
      cut[count++] = arc;
    }
    return cut;
  }

  /** Heads of the arcs of a cut that lead from a vertex at no cost. */
  #headsFrom(v: number, cut: Uint32Array): number[] {
    const { from, to } = this.#graph;
    const free = [...cut].filter((arc) => this.#reduced[arc] === 0 && this.#tail(arc) === v);
    return free.map((arc) => (arc & 1 ? from[arc >> 1] : to[arc >> 1]));
  }

  #tail(arc: number): number {
    return arc & 1 ? this.#graph.to[arc >> 1] : this.#graph.from[arc >> 1];
  }

  #follow(prizes: PrizeGraph, guide: TreeEdges): void {
    const { graph, prize } = prizes;
    const { preorder, parentEdge, place } = shapeOf(steinerOf(prizes, new Uint8Array(graph.vertexCount)), guide);
    for (const v of preorder) {
      const e = parentEdge[v];
      if (e >= 0) this.#guided[graph.to[e] === v ? 2 * e : 2 * e + 1] = 1;
    }
    for (let v = 0; v < place.length; v++) this.#unguided[v] = prize[v] > 0 && place[v] < 0 ? 1 : 0;
  }
}
