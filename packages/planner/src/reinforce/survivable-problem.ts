import type { Graph, RiskGroups } from "@cuntong/graph";

/** A village that is to survive failures. */
export interface Target {
  readonly vertex: number;
  /** What protecting it is worth, a whole number. */
  readonly weight: number;
}

/** Edges and vertices that fail together, by inner number. */
export interface FailingSet {
  readonly edges: readonly number[];
  readonly vertices: readonly number[];
}

/**
 * A graph of what stands and what could be built. Wanted are the cheapest edges to build such that every target still reaches the hub
 * whichever one thing fails: with `failures: "any"` any single edge, any vertex but the hub and the target's own, or all edges of a risk
 * group; else each of the sets named. All numbers are inner ones of the graph.
 */
export interface SurvivableProblem {
  readonly graph: Graph;
  readonly hub: number;
  /** Whole numbers, 0 for what stands; Infinity is never built. */
  readonly cost: Float64Array;
  /** 1 for each edge that stands. */
  readonly stands: Uint8Array;
  readonly groups: RiskGroups;
  readonly targets: readonly Target[];
  readonly failures: "any" | readonly FailingSet[];
}

/** Which edges there are: those that stand, and those of a choice. */
export class Choice {
  readonly problem: SurvivableProblem;
  /** 1 for each edge that is built. */
  readonly built: Uint8Array;

  constructor(problem: SurvivableProblem, built = new Uint8Array(problem.graph.edgeCount)) {
    this.problem = problem;
    this.built = built;
  }

  /** The same with some edges more, or fewer. */
  with(edges: Iterable<number>): Choice {
    const built = this.built.slice();
    for (const e of edges) if (this.problem.stands[e] === 0) built[e] = 1;
    return new Choice(this.problem, built);
  }

  without(edges: Iterable<number>): Choice {
    const built = this.built.slice();
    for (const e of edges) built[e] = 0;
    return new Choice(this.problem, built);
  }

  /** Built edges, ascending. */
  edges(): number[] {
    const list: number[] = [];
    for (let e = 0; e < this.built.length; e++) if (this.built[e] === 1) list.push(e);
    return list;
  }

  cost(): number {
    let sum = 0;
    for (let e = 0; e < this.built.length; e++) if (this.built[e] === 1) sum += this.problem.cost[e];
    return sum;
  }

  /** 1 for each edge that is neither there nor built. */
  closed(): Uint8Array {
    return this.built.map((built, e) => (built === 1 || this.problem.stands[e] === 1 ? 0 : 1));
  }

  /** What each edge costs from here on. */
  remainingCost(): Float64Array {
    return this.problem.cost.map((cost, e) => (this.built[e] === 1 ? 0 : cost));
  }
}
