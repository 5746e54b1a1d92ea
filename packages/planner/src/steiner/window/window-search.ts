import { type SteinerGraph, type TreeEdges, weightOf } from "../tree/tree.ts";
import { HungTree } from "./hung-tree.ts";
import { solveWindow } from "./solve-window.ts";
import { type Window, WindowCutter } from "./window.ts";

export interface WindowSearchOptions {
  /** Edges that the windows may look at, in all: the limit that does not depend on the machine. */
  readonly work: number;
  /** Called before every window; may throw to stop. */
  readonly check: () => void;
  /** Called with each lighter tree. */
  readonly onGain?: (weight: number, edges: () => TreeEdges) => void;
}

/** Vertices of the smallest windows; each sweep takes windows this much larger than the one before, up to the largest. */
const smallest = 300;
const growth = 4;
const largest = 5000;

/**
 * Improves a tree by solving one small part of the graph after the other nearly to the optimum, with the tree outside held fast
 * ({@link solveWindow}): sweeps of windows around all key vertices, first small ones, then larger, until a sweep of the largest has found
 * nothing more or the work is used up. A window that gains has its neighbours looked at again. Never makes a tree heavier.
 */
export function windowSearch(steiner: SteinerGraph, start: TreeEdges, options: WindowSearchOptions): TreeEdges {
  const search = new WindowSearch(steiner, start, options);
  for (let vertices = smallest; vertices <= largest; vertices *= growth) {
    search.sweep(vertices);
    if (vertices >= steiner.graph.vertexCount) break;
  }
  return search.edges;
}

class WindowSearch {
  readonly #steiner: SteinerGraph;
  readonly #options: WindowSearchOptions;
  readonly #tree: HungTree;
  readonly #cutter: WindowCutter;
  #weight: number;
  #workLeft: number;
  /** Centres of windows to come, and whether each is still one. */
  #centres: number[] = [];
  readonly #waits: Uint8Array;

  constructor(steiner: SteinerGraph, start: TreeEdges, options: WindowSearchOptions) {
    this.#steiner = steiner;
    this.#options = options;
    this.#tree = new HungTree(steiner, start);
    this.#cutter = new WindowCutter(steiner, this.#tree);
    this.#weight = weightOf(steiner.weight, start);
    this.#workLeft = options.work;
    this.#waits = new Uint8Array(steiner.graph.vertexCount);
  }

  get edges(): TreeEdges {
    return this.#tree.edges;
  }

  sweep(vertices: number): void {
    this.#centres = this.#tree.keyVertices(this.#steiner.terminal);
    this.#waits.fill(0);
    for (const v of this.#centres) this.#waits[v] = 1;
    for (let i = 0; i < this.#centres.length && this.#workLeft > 0; i++) {
      const centre = this.#centres[i];
      if (!this.#waits[centre] || !this.#tree.holds[centre]) continue;
      this.#options.check();
      this.#tryAt(centre, vertices);
    }
  }

  #tryAt(centre: number, vertices: number): void {
    const window = this.#cutter.cut(centre, vertices);
    // What lies in the inner half has had its turn.
    const isWhole = window.vertices.length < vertices;
    const inner = isWhole ? window.vertices.length : window.vertices.length >> 1;
    this.#waits[centre] = 0;
    for (let i = 0; i < inner; i++) this.#waits[window.vertices[i]] = 0;
    if (window.terminalCount < 2) return;
    const { lighter, work } = solveWindow(window.problem, window.used);
    this.#workLeft -= work;
    if (lighter) this.#take(window, lighter, centre);
  }

  #take(window: Window, lighter: readonly number[], centre: number): void {
    this.#cutter.put(window, lighter);
    const weight = lighter.reduce((sum, edge) => sum + window.problem.weight[edge], 0);
    this.#weight += weight - window.weight;
    this.#lookAgain(window, lighter, centre);
    this.#options.onGain?.(this.#weight, () => this.edges);
  }

  /** Puts the ends of all edges that came or went back among the centres. */
  #lookAgain({ used, edgeOf }: Window, lighter: readonly number[], centre: number): void {
    const { from, to } = this.#steiner.graph;
    const [before, after] = [new Set(used), new Set(lighter)];
    const changed = [...used.filter((edge) => !after.has(edge)), ...lighter.filter((edge) => !before.has(edge))];
    for (const edge of changed) {
      for (const v of [from[edgeOf[edge]], to[edgeOf[edge]]]) {
        if (!this.#tree.holds[v] || this.#waits[v] || v === centre) continue;
        this.#waits[v] = 1;
        this.#centres.push(v);
      }
    }
  }
}
