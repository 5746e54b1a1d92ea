import type { Worker } from "node:worker_threads";
import type { Issue, Proposal } from "@cuntong/network";
import { inputsByCounty, type PlanInput, planWithTree, preparePlan, treeTaskOf } from "@cuntong/planner";
import { solveIn, TreeWorkers } from "./tree-workers.ts";

/** A county's plan, or what keeps it from being made. */
export type CountyPlan =
  | { readonly countyCode: string; readonly ok: true; readonly proposal: Proposal; readonly issues: readonly Issue[] }
  | { readonly countyCode: string; readonly ok: false; readonly issues: readonly Issue[] };

export interface CountiesOptions {
  readonly threads: number;
  readonly marginM: number;
  /** Takes each county's plan as it is done, in any order: a province's proposals are not kept all at once. */
  readonly onPlan: (plan: CountyPlan) => Promise<void>;
}

/**
 * Plans every county on its own: inputs are prepared and proposals written here, trees are found in worker threads meanwhile. No more
 * counties are prepared than there are threads. What a county gets does not depend on their number.
 */
export async function planCounties(input: PlanInput, { threads, marginM, onPlan }: CountiesOptions): Promise<void> {
  const workers = new TreeWorkers(threads);
  const running = new Set<Promise<void>>();
  try {
    for (const { countyCode, input: part } of inputsByCounty(input, marginM)) {
      const worker = await workers.take();
      const done = planCounty(countyCode, part, worker)
        .then(onPlan)
        .finally(() => workers.give(worker));
      running.add(done);
      // A failure is thrown below, by the first who waits for it; until then it is not to end the program.
      done.then(
        () => running.delete(done),
        () => {},
      );
    }
    await Promise.all(running);
  } finally {
    await workers.close();
  }
}

async function planCounty(countyCode: string, input: PlanInput, worker: Worker): Promise<CountyPlan> {
  const ready = preparePlan(input);
  if (!ready.ok) return { countyCode, ...ready };
  const made = planWithTree(ready.prepared, await solveIn(worker, treeTaskOf(ready.prepared)));
  return made.ok ? { countyCode, ok: true, proposal: made.proposal, issues: made.issues } : { countyCode, ...made };
}
