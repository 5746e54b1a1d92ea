import { type PlantStatus, standingStatuses } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { Assessment } from "./assessment.ts";
import { drained } from "./drained.ts";
import type { Redundancy } from "./redundancy-answer.ts";
import { defaultParallelWithinM, sharedRisks } from "./shared-risks.ts";
import { spanEnds, survivalGraphSteps } from "./survival-graph.ts";

export interface RedundancyOptions {
  readonly statuses?: readonly PlantStatus[];
  /** Spans nearer than so many metres, for a while, fail together; 0 looks at the named groups alone. */
  readonly parallelWithinM?: number;
}

/**
 * What the whole plant has to lose: every single point of failure and the grade of every village, on the spans as they lie in the field. Refuses
 * a plant without a headend (`NO_HEADEND`).
 */
export function redundancyOf(network: Network, options: RedundancyOptions = {}): Result<Redundancy, "NO_HEADEND"> {
  return drained(redundancySteps(network, options));
}

/** {@link redundancyOf} in steps of some tenths of a second on a province, for a thread that has others to serve between them. */
export function* redundancySteps(
  network: Network,
  { statuses = standingStatuses, parallelWithinM = defaultParallelWithinM }: RedundancyOptions = {},
): Generator<void, Result<Redundancy, "NO_HEADEND">> {
  const plant = yield* survivalGraphSteps(network, new Set(statuses));
  if (plant.headends.length === 0)
    return refuse("NO_HEADEND", "The plant has no headend that services could start from.");
  yield;
  const risks = yield* sharedRisks(plant.spans, parallelWithinM, spanEnds(plant));
  yield;
  const assessment = new Assessment(network, plant, risks);
  yield;
  return accept(assessment.answer());
}
