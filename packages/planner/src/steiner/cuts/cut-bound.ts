import { type DualAscent, dualAscent } from "../bound/dual-ascent.ts";
import type { SteinerGraph } from "../tree/tree.ts";
import { LinearProgram, type ProgramRow } from "./linear-program.ts";
import { ViolatedCuts } from "./violated-cuts.ts";

export interface CutBoundOptions {
  /** Stops once the bound has reached this. */
  readonly limit: number;
  /** Times that the program is solved, at most. */
  readonly rounds: number;
  /** Asked between them and within; what is proven when it says no is given back. */
  readonly goOn: () => boolean;
}

export interface CutBound extends DualAscent {
  /** No tree weighs less, in whole units of weight. */
  readonly weight: number;
  /** Reduced weights and bound are in units of which so many are one of weight. */
  readonly scale: number;
  /** How much of each edge the lightest fractional tree takes, 0 to 1. */
  readonly share: Float64Array;
}

/** Cuts around one terminal in one round. */
const cutsAtOnce = 8;

/**
 * The lower bound of the directed cut formulation: the lightest fractional tree away from the root of which no cut between the root and a
 * terminal holds less than one, by linear programs whose rows are the violated cuts. At first there are the cuts of dual ascent and rows of
 * flow balance: no more comes into a vertex than leaves it, but at terminals (T. Koch and A. Martin 1998).
 *
 * The program works in rounded numbers; the proof does not. Its duals are rounded to whole numbers of a fine unit, what they leave of each
 * arc's weight is computed exactly, and where they take more than there is, the bound loses the excess. Dual ascent on the remaining
 * weights then adds what is still to be had.
 */
export function cutBound(steiner: SteinerGraph, { limit, rounds, goOn }: CutBoundOptions): CutBound {
  const program = new CutProgram(steiner);
  try {
    for (let round = 0; round < rounds && goOn(); round++) {
      if (!program.solve(goOn) || program.value >= limit || !program.addCuts()) break;
    }
    return program.proof();
  } finally {
    program.dispose();
  }
}

class CutProgram {
  readonly #steiner: SteinerGraph;
  readonly #program: LinearProgram;
  /** Weight of one unit of the program's cost, so that its numbers are near 1. */
  readonly #unit: number;
  readonly #rows: ProgramRow[] = [];
  readonly #cuts: ViolatedCuts;
  readonly #terminals: number[];
  #value: Float64Array<ArrayBufferLike>;
  #dual: Float64Array<ArrayBufferLike> = new Float64Array();
  /** Terminals around which the last search found something. */
  #open: number[];

  constructor(steiner: SteinerGraph) {
    const { graph, weight, terminal, root } = steiner;
    this.#steiner = steiner;
    this.#unit = Math.max(1, weight.reduce((sum, w) => sum + w, 0) / weight.length);
    this.#program = new LinearProgram(
      Float64Array.from({ length: 2 * graph.edgeCount }, (_, arc) => weight[arc >> 1] / this.#unit),
    );
    this.#cuts = new ViolatedCuts(steiner);
    this.#terminals = [...terminal.keys()].filter((v) => terminal[v] && v !== root);
    this.#open = this.#terminals;
    this.#value = new Float64Array(2 * graph.edgeCount);
    this.#add([...this.#balance(), ...cutsOfAscent(steiner)]);
  }

  /** The bound by the program's own numbers. */
  get value(): number {
    return this.#value.reduce((sum, x, arc) => sum + x * this.#steiner.weight[arc >> 1], 0);
  }

  solve(goOn: () => boolean): boolean {
    const solution = this.#program.solve(goOn);
    if (!solution) return false;
    this.#value = solution.value;
    this.#dual = solution.dual;
    return true;
  }

  /** False when no cut is violated. */
  addCuts(): boolean {
    if (this.#addCutsAround(this.#open)) return true;
    return this.#addCutsAround(this.#terminals);
  }

  #addCutsAround(terminals: readonly number[]): boolean {
    const known = new Set<string>();
    const rows: ProgramRow[] = [];
    this.#open = terminals.filter((t) => {
      const cuts = this.#cuts.around(t, this.#value, cutsAtOnce);
      for (const variables of cuts) {
        const name = variables.toSorted().join();
        if (!known.has(name)) rows.push({ variables, least: 1 });
        known.add(name);
      }
      return cuts.length > 0;
    });
    this.#add(rows);
    return rows.length > 0;
  }

  #add(rows: readonly ProgramRow[]): void {
    if (rows.length === 0) return;
    this.#program.addRows(rows);
    for (const row of rows) this.#rows.push(row);
  }

  /** What leaves a vertex without terminal is no less than what comes in. */
  #balance(): ProgramRow[] {
    const { graph, terminal } = this.#steiner;
    const { arcStart, arcHead, arcEdge, from } = graph;
    const rows: ProgramRow[] = [];
    for (let v = 0; v < graph.vertexCount; v++) {
      if (terminal[v]) continue;
      const variables: number[] = [];
      const coefficients: number[] = [];
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        if (arcHead[a] === v) continue;
        const out = from[arcEdge[a]] === v ? 2 * arcEdge[a] : 2 * arcEdge[a] + 1;
        variables.push(out, out ^ 1);
        coefficients.push(1, -1);
      }
      rows.push({ variables, coefficients, least: 0 });
    }
    return rows;
  }

  proof(): CutBound {
    const { weight } = this.#steiner;
    const scale = scaleFor(weight);
    const reduced = Float64Array.from({ length: 2 * weight.length }, (_, arc) => weight[arc >> 1] * scale);
    let total = 0;
    this.#dual.forEach((dual, i) => {
      const amount = Math.floor(dual * this.#unit * scale);
      if (!(amount > 0)) return;
      const { variables, coefficients, least } = this.#rows[i];
      total += least * amount;
      for (let k = 0; k < variables.length; k++) reduced[variables[k]] -= amount * (coefficients?.[k] ?? 1);
    });
    for (let arc = 0; arc < reduced.length; arc++) {
      if (reduced[arc] >= 0) continue;
      total += reduced[arc];
      reduced[arc] = 0;
    }
    const rest = dualAscent({ ...this.#steiner, arcWeight: reduced }, () => {});
    const share = Float64Array.from(weight, (_, e) => Math.min(1, this.#value[2 * e] + this.#value[2 * e + 1]));
    const lowerBound = total + rest.lowerBound;
    return { lowerBound, weight: Math.ceil(lowerBound / scale), reduced: rest.reduced, scale, share };
  }

  dispose(): void {
    this.#program.dispose();
  }
}

/** The cuts that dual ascent raises: with them the program starts from its bound. */
function cutsOfAscent(steiner: SteinerGraph): ProgramRow[] {
  const rows: ProgramRow[] = [];
  const onCut = (variables: Int32Array) => {
    rows.push({ variables, least: 1 });
  };
  dualAscent(steiner, () => {}, { onCut });
  return rows;
}

/** So many units for one of weight that all sums stay exact, at most 2^20. */
function scaleFor(weight: Float64Array): number {
  const sum = weight.reduce((total, w) => total + w, 1);
  return 2 ** Math.max(0, Math.min(20, Math.floor(50 - Math.log2(sum))));
}
