import type { PlanProgress } from "@cuntong/contract";
import type { Plan, Store } from "@cuntong/db";
import type { DataFolder } from "../data-folder.ts";
import { jsonOf } from "../json.ts";
import type { ProgressHub } from "./hub.ts";
import { loadPlan } from "./load.ts";
import { hasEnded } from "./record.ts";
import { planInThread } from "./thread.ts";

/** Milliseconds between two notes of progress in the store. */
const noteEveryMs = 1_000;
/** Whose name stands in the audit rows of plans that end. */
const author = { by: "planner" };

export interface Workshop {
  readonly store: Store;
  readonly files: DataFolder;
  readonly hub: ProgressHub;
  /** The worker's source; another one only in tests. */
  readonly workerEntry?: URL;
}

/** How a plan that is being made is stopped: `cancel` throws it away, `enough` finishes it with what is found so far. */
export interface Stops {
  readonly cancel: AbortController;
  readonly enough: AbortController;
}

/** Makes one plan: load, compute in a worker thread, save. Rejects when the worker crashed or `cancel` was aborted. */
export async function makePlan(workshop: Workshop, planId: string, { cancel, enough }: Stops): Promise<void> {
  const { store, files, hub } = workshop;
  const plan = await begin(store, planId);
  if (!plan) return;
  const publish = (progress: PlanProgress) => hub.publish(planId, progress);
  publish({ phase: "load", fraction: 0 });
  const loaded = await loadPlan(store, files, plan);
  if (!loaded.ok) return void (await store.plans.fail(planId, loaded.issues, author));
  const note = notes(store, planId, cancel);
  const answer = await planInThread(loaded.task, {
    signal: cancel.signal,
    enough: enough.signal,
    onProgress: (progress) => {
      publish(progress);
      note(progress);
    },
    ...(workshop.workerEntry ? { entry: workshop.workerEntry } : {}),
  });
  cancel.signal.throwIfAborted();
  if (!answer.ok) return void (await store.plans.fail(planId, answer.issues, author));
  publish({ phase: "save", fraction: 1 });
  await store.plans.finish(planId, { ...answer, computedOn: loaded.computedOn }, author);
}

/** The plan as running; `undefined` where it has ended meanwhile. One that a stopped server left running goes on as it is. */
async function begin(store: Store, planId: string): Promise<Plan | undefined> {
  const { plan } = await store.plans.get(planId);
  if (hasEnded(plan)) return undefined;
  return plan.state === "queued" ? store.plans.start(planId) : plan;
}

/** Notes progress in the store now and then; a plan that another server cancelled is stopped here too. */
function notes(store: Store, planId: string, cancel: AbortController): (progress: PlanProgress) => void {
  let last = 0;
  let busy = false;
  return (progress) => {
    if (busy || Date.now() - last < noteEveryMs) return;
    [last, busy] = [Date.now(), true];
    store.plans
      .progress(planId, jsonOf(progress))
      .then((stillRuns) => stillRuns || cancel.abort(new Error("The plan was cancelled.")))
      .catch(() => false)
      .finally(() => {
        busy = false;
      });
  };
}
