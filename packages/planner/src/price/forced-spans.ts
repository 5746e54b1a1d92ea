import { type Failures, findFailures, impacts } from "@cuntong/graph";
import type { PlanProblem } from "../plan/steiner-problem.ts";
import type { CableFloor, CableSizing } from "./cables.ts";
import { type Counts, lengthCmOf } from "./price-stretches.ts";

/**
 * Stretches without which villages have no way to the plant at all: every plan for these villages builds them, with all of them beyond, so that
 * their cable is known to the strand and its whole price may stand in the bound, not the line below it alone.
 */
export class ForcedSpans {
  readonly #problem: PlanProblem;
  readonly #counts: Counts;
  readonly #cables: CableSizing;
  readonly #floor: CableFloor;
  readonly #failures: Failures;

  constructor(problem: PlanProblem, counts: Counts, cables: CableSizing, floor: CableFloor) {
    this.#problem = problem;
    this.#counts = counts;
    this.#cables = cables;
    this.#floor = floor;
    this.#failures = findFailures(problem.graph, [problem.problem.root]);
  }

  /** Hundredths of a fen that their cables cost at least above the line, where all villages but those left out, by index, are connected. */
  aboveFloor(leftOut: ReadonlyMap<number, unknown>): number {
    const { graph, villageVertex, stretchOf } = this.#problem;
    const villages = new Float64Array(graph.vertexCount);
    villageVertex.forEach((vertex, i) => {
      if (vertex >= 0 && !leftOut.has(i)) villages[vertex]++;
    });
    const beyond = impacts(this.#failures, villages);
    const { atLeastFen, perVillageFen } = this.#floor;
    let above = 0;
    for (let e = 0; e < graph.edgeCount; e++) {
      const count = beyond.edge(e);
      if (count === 0) continue;
      const fen = this.#cables.fenPerHundredMetres(count) - atLeastFen - perVillageFen * count;
      above += Math.floor((lengthCmOf(this.#counts, stretchOf[e]) * fen) / 100);
    }
    return above;
  }
}
