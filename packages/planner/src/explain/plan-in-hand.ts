import type { NodeId, ProposedSpan, SpanId } from "@cuntong/network";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import { spanStretches } from "../plan/proposal.ts";
import type { SolvedPlan } from "../plan/solution.ts";
import { outcomeOf } from "../plan/write-answer.ts";

/** A solved plan with the look-ups that questions about it need. */
export class PlanInHand {
  readonly prepared: PreparedPlan;
  readonly solved: SolvedPlan;
  /** The one span that leads to a node from nearer the root. */
  readonly #spanTo: ReadonlyMap<NodeId, ProposedSpan>;
  readonly #place: ReadonlyMap<SpanId, number>;
  readonly #stretches: readonly (readonly number[])[];

  constructor(prepared: PreparedPlan, solved: SolvedPlan) {
    const { spans } = solved.proposal;
    this.prepared = prepared;
    this.solved = solved;
    this.#spanTo = new Map(spans.map((span) => [span.to, span]));
    this.#place = new Map(spans.map(({ id }, i) => [id, i]));
    this.#stretches = spanStretches(outcomeOf(prepared, solved.solution));
  }

  span(id: string): ProposedSpan | undefined {
    const place = this.#place.get(id as SpanId);
    return place === undefined ? undefined : this.solved.proposal.spans[place];
  }

  /** Stretches of a span, from the root side on. */
  stretchesOf(id: SpanId): readonly number[] {
    return this.#stretches[this.#place.get(id)!];
  }

  /** Edges of the prepared problem that a span is made of. */
  edgesOf(id: SpanId): number[] {
    return this.stretchesOf(id).map((stretch) => this.prepared.problem.edgeOf[stretch]);
  }

  /** Spans from the existing plant to a node. */
  pathTo(node: NodeId): ProposedSpan[] {
    const path: ProposedSpan[] = [];
    for (let span = this.#spanTo.get(node); span; span = this.#spanTo.get(span.from)) path.push(span);
    return path.reverse();
  }
}
