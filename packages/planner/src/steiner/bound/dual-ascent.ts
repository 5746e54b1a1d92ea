import { type Graph, VertexHeap } from "@cuntong/graph";
import type { SteinerGraph, TreeEdges } from "../tree/tree.ts";
import { shapeOf } from "../tree/tree-shape.ts";
import { Keepers } from "./keepers.ts";

/** What dual ascent proves and leaves. */
export interface DualAscent {
  /** No Steiner tree weighs less. */
  readonly lowerBound: number;
  /** Reduced weight of every arc: `2 e` from `from[e]` to `to[e]`, `2 e + 1` back. */
  readonly reduced: Float64Array;
}

/** With a guide: what the cuts contribute that the guide crosses more than once. */
export interface GuidedAscent extends DualAscent {
  /** The part of the bound that comes from such cuts, and how far they have lowered every arc. */
  readonly crossed: { readonly weight: number; readonly lowered: Float64Array };
}

export interface AscentOptions {
  /** A good tree: it raises the bound. */
  readonly guide?: TreeEdges;
  /** Told of every cut that rises, by its arcs. */
  readonly onCut?: (arcs: Int32Array) => void;
  /** How patient each terminal is: the larger, the later its turn. 1 for all unless given. */
  readonly patience?: (terminal: number) => number;
}

/** A cut may be this much larger than the next before the next one's turn comes. */
const tolerance = 1.1;

/** From this many vertices on a set earns more of that patience: many large sets that take turns would take in the same ground each. */
const largeSet = 1000;

/**
 * Dual ascent (R. T. Wong, "A dual ascent approach for Steiner tree problems on a directed graph", 1984) in exact integers. Every terminal
 * grows the set of vertices that reach it at no reduced cost; raising the dual of the cut around it lowers the arcs that enter. The sum of
 * the rises is a lower bound: they are a feasible solution of the dual of the cut formulation.
 *
 * The terminal with the fewest entering arcs goes first and keeps growing, as one Dijkstra search, until its cut is clearly
 * larger than the next one's; it retires when it meets a vertex that the root or another terminal
 * still growing reaches at no cost ({@link Keepers}), so that sets which overlap are not taken in again and again.
 *
 * A good tree as `guide` raises the bound: cuts that it crosses once come before those it crosses more often, because in the best pair
 * of tree and duals only cuts crossed once have risen (M. Poggi de Aragão, E. Uchoa and R. F. Werneck, 2001).
 *
 * With `arcWeight` the bound holds for directed trees away from the root. The root may be a hub: no visit walks its list.
 */
export function dualAscent(steiner: SteinerGraph, check: () => void, options: AscentOptions = {}): GuidedAscent {
  return new Ascent(steiner, options).run(check);
}

/** A terminal's growing set between two visits: the vertices, and the arcs that enter it from outside. */
interface GrowingSet {
  readonly vertices: Uint32Array;
  readonly cut: Uint32Array;
}

class Ascent {
  readonly #graph: Graph;
  readonly #reduced: Float64Array;
  readonly #keepers: Keepers;
  /** Terminal at work. */
  #terminal = -1;
  /** Vertex outside the set at work that another keeper reaches and that reaches the set, both at no cost; -1 where none is known. */
  #met = -1;
  readonly #sets = new Map<number, GrowingSet>();
  /** Growing terminals by the size of their cut. */
  readonly #turn: VertexHeap;
  /** Vertices just outside the set at work, by the rise at which they join it. */
  readonly #outside: VertexHeap;
  readonly #inSet: Int32Array;
  #visit = 0;
  /** Vertices of the set at work: the first `#size` of it. */
  readonly #set: Uint32Array;
  #size = 0;
  /** Arcs that entered the set at some time of this visit; those whose tail has joined since are dropped when it is stored. */
  #cut: number[] = [];
  #cutSize = 0;
  /** 1 for every arc of the guiding tree, away from the root. */
  readonly #guided: Uint8Array;
  /** Arcs of the guiding tree in the cut at work. */
  #crossings = 0;
  /** How far the cut at work has risen in this visit. While a tail waits outside, its arcs hold reduced weight + the rise at which they came. */
  #rise = 0;
  /** How much of that rise came while the guide crossed the cut more than once, and the sum of such rises; arcs hold it as they hold the rise. */
  #crossedRise = 0;
  #crossedWeight = 0;
  readonly #crossed: Float64Array;
  #lowerBound = 0;
  readonly #onCut: AscentOptions["onCut"];
  readonly #patience: (terminal: number) => number;

  constructor(steiner: SteinerGraph, { guide, onCut, patience = () => 1 }: AscentOptions) {
    this.#onCut = onCut;
    this.#patience = patience;
    const { graph, terminal, root } = steiner;
    this.#graph = graph;
    this.#guided = guide ? arcsOf(steiner, guide) : new Uint8Array(2 * graph.edgeCount);
    this.#reduced = arcWeights(steiner);
    this.#crossed = new Float64Array(this.#reduced.length);
    this.#keepers = new Keepers(graph, this.#reduced, terminal, root);
    this.#turn = new VertexHeap(graph.vertexCount);
    this.#outside = new VertexHeap(graph.vertexCount);
    this.#inSet = new Int32Array(graph.vertexCount);
    this.#set = new Uint32Array(graph.vertexCount);
    for (let t = 0; t < graph.vertexCount; t++) {
      if (terminal[t] && t !== root) this.#turn.push(t, graph.arcStart[t + 1] - graph.arcStart[t]);
    }
  }

  run(check: () => void): GuidedAscent {
    for (let visits = 0; this.#turn.size > 0; visits++) {
      if (visits % 256 === 0) check();
      const t = this.#turn.pop();
      this.#load(t);
      const goesOn = this.#grow();
      const cut = this.#lowerCut();
      if (goesOn) {
        this.#sets.set(t, { vertices: this.#set.slice(0, this.#size), cut });
        this.#turn.push(t, this.#key());
      } else {
        this.#keepers.retire(t, this.#met, this.#headsFrom(this.#met, cut));
        this.#sets.delete(t);
      }
    }
    const crossed = { weight: this.#crossedWeight, lowered: this.#crossed };
    return { lowerBound: this.#lowerBound, reduced: this.#reduced, crossed };
  }

  /** Grows one terminal's set; false when it retires. */
  #grow(): boolean {
    const patience = tolerance + Math.max(0, this.#size / largeSet - 1);
    const limit = patience * this.#turn.minKey;
    for (let steps = 0; ; steps++) {
      if (this.#met >= 0) return false;
      const nextRise = this.#outside.minKey;
      const size = this.#key();
      const isLarge = size > limit && (steps > 0 || size > this.#turn.minKey);
      if (isLarge && nextRise > this.#rise) return true;
      if (nextRise === Infinity) throw new Error("a terminal cannot be reached from the root");
      const v = this.#outside.pop();
      if (nextRise > this.#rise) this.#onCut?.(this.#entering());
      this.#raiseTo(nextRise);
      if (this.#isForeign(v)) this.#met = v;
      else this.#join(v);
    }
  }

  #raiseTo(rise: number): void {
    const more = rise - this.#rise;
    this.#rise = rise;
    this.#lowerBound += more;
    if (this.#crossings < 2) return;
    this.#crossedRise += more;
    this.#crossedWeight += more;
  }

  #isForeign(v: number): boolean {
    const keeper = this.#keepers.of(v);
    return keeper >= 0 && keeper !== this.#terminal;
  }

  /** Small cuts first, and of those the ones that the guide crosses once. */
  #key(): number {
    return this.#cutSize * Math.max(1, this.#crossings) ** 2 * this.#patience(this.#terminal);
  }

  /** The set as it was left; only the reduced weights of its cut may have fallen since. */
  #load(t: number): void {
    this.#visit++;
    this.#terminal = t;
    this.#met = -1;
    this.#rise = 0;
    this.#crossedRise = 0;
    this.#cut = [];
    this.#cutSize = 0;
    this.#crossings = 0;
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
    for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
      const other = arcHead[a];
      const e = arcEdge[a];
      const out = from[e] === v ? 2 * e : 2 * e + 1;
      if (other === v) continue;
      if (this.#inSet[other] !== this.#visit) {
        if (this.#reduced[out ^ 1] < Infinity) this.#watch(out ^ 1, other);
      } else if (this.#reduced[out] < Infinity) {
        this.#reduced[out] -= this.#rise;
        this.#crossed[out] += this.#crossedRise;
        this.#cutSize--;
        this.#crossings -= this.#guided[out];
      }
    }
  }

  #watch(arc: number, tail: number): void {
    if (this.#reduced[arc] === 0 && this.#isForeign(tail)) this.#met = tail;
    this.#reduced[arc] += this.#rise;
    this.#crossed[arc] -= this.#crossedRise;
    this.#cut.push(arc);
    this.#cutSize++;
    this.#crossings += this.#guided[arc];
    this.#outside.push(tail, this.#reduced[arc]);
  }

  /** Arcs that enter the set as it is, with those of vertices that join at the rise it has now. */
  #entering(): Int32Array {
    return Int32Array.from(this.#cut.filter((arc) => this.#inSet[this.#tail(arc)] !== this.#visit));
  }

  /** Lowers the arcs that still enter the set by the whole rise, and gives them back. */
  #lowerCut(): Uint32Array {
    const cut = new Uint32Array(this.#cutSize);
    let count = 0;
    for (const arc of this.#cut) {
      if (this.#inSet[this.#tail(arc)] === this.#visit) continue;
      this.#reduced[arc] -= this.#rise;
      this.#crossed[arc] += this.#crossedRise;
      cut[count++] = arc;
    }
    return cut;
  }

  /** Heads of the arcs of a cut that come from one vertex at no cost: found here, because that vertex may be a hub of countless arcs. */
  #headsFrom(tail: number, cut: Uint32Array): number[] {
    const heads: number[] = [];
    for (const arc of cut) if (this.#tail(arc) === tail && this.#reduced[arc] === 0) heads.push(this.#tail(arc ^ 1));
    return heads;
  }

  #tail(arc: number): number {
    return arc & 1 ? this.#graph.to[arc >> 1] : this.#graph.from[arc >> 1];
  }
}

function arcWeights({ weight, arcWeight }: SteinerGraph): Float64Array {
  if (arcWeight) return arcWeight.slice();
  const arcs = new Float64Array(2 * weight.length);
  for (let e = 0; e < weight.length; e++) arcs[2 * e] = arcs[2 * e + 1] = weight[e];
  return arcs;
}

/** 1 for every arc of a tree, away from the root. */
function arcsOf(steiner: SteinerGraph, tree: TreeEdges): Uint8Array {
  const { graph } = steiner;
  const arcs = new Uint8Array(2 * graph.edgeCount);
  const { preorder, parentEdge } = shapeOf(steiner, tree);
  for (const v of preorder) {
    const e = parentEdge[v];
    if (e >= 0) arcs[graph.to[e] === v ? 2 * e : 2 * e + 1] = 1;
  }
  return arcs;
}

/** The graph's weights with every edge hidden (Infinity) that dual ascent saturated in neither direction. */
export function saturatedWeights(weight: Float64Array, { reduced }: DualAscent): Float64Array {
  return weight.map((w, e) => (reduced[2 * e] === 0 || reduced[2 * e + 1] === 0 ? w : Infinity));
}
