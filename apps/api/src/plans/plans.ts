import { randomUUID } from "node:crypto";
import { type PlanProgress, PlanRequest } from "@cuntong/contract";
import { type AtRevision, type Author, type Plan, type Store, StoreError } from "@cuntong/db";
import type { Issue } from "@cuntong/network";
import type { z } from "zod";
import type { DataFolder } from "../data-folder.ts";
import type { Log } from "../http/log.ts";
import { Refusal } from "../http/problem.ts";
import { issuesShown } from "../imports/report.ts";
import { jsonOf } from "../json.ts";
import { ProgressHub } from "./hub.ts";
import { type Jobs, openJobs } from "./jobs.ts";
import { chosenVillages, faultsOfChoice, noCorridors, noPriceBook } from "./load.ts";
import { makePlan, type Stops } from "./make.ts";
import { hasEnded } from "./record.ts";

/** Milliseconds between two looks at plans whose server may be gone. */
const reconcileEveryMs = 30_000;
const author = { by: "operator" };

export interface PlansOptions {
  readonly store: Store;
  readonly files: DataFolder;
  readonly log: Log;
  /** Plans made at one time. */
  readonly workers: number;
  /** The worker's source; another one only in tests. */
  readonly workerEntry?: URL;
}

/** Plans of this server: asked for, made one after another in worker threads, followed and cancelled. */
export class Plans {
  readonly #options: PlansOptions;
  readonly #jobs: Jobs;
  readonly #hub = new ProgressHub();
  /** Plans being made by this process. */
  readonly #running = new Map<string, Stops>();
  #stopping = false;
  #timer: NodeJS.Timeout | undefined;

  private constructor(options: PlansOptions, jobs: Jobs) {
    this.#options = options;
    this.#jobs = jobs;
  }

  /** Opens the queue, takes up what a stopped or killed server left, and starts to work. */
  static async open(options: PlansOptions): Promise<Plans> {
    const plans = new Plans(options, await openJobs(options.store, options.log));
    await plans.#reconcile(options.store.engine.kind === "embedded");
    await plans.#jobs.work(options.workers, (planId, isLastTry) => plans.#make(planId, isLastTry));
    plans.#timer = setInterval(() => {
      plans
        .#reconcile(false)
        .catch((error) => options.log({ level: "warning", message: "Plans were not reconciled", error }));
    }, reconcileEveryMs);
    return plans;
  }

  /** Asks for a plan; refuses with UNPROCESSABLE what cannot be planned at all. */
  async start(asked: z.input<typeof PlanRequest>, by: Author = author): Promise<AtRevision<{ plan: Plan }>> {
    const request = PlanRequest.parse(asked);
    const issues = await this.#unplannable(request);
    if (issues.length > 0) throw unplannable(issues);
    const id = randomUUID();
    const created = await this.#options.store.plans.create(
      { id, projectId: request.projectId, request: jsonOf(request) },
      by,
    );
    await this.#jobs.send(created.plan.id);
    return created;
  }

  async #unplannable(request: PlanRequest): Promise<Issue[]> {
    const { store } = this.#options;
    const { project } = await store.projects.get(request.projectId);
    const books = (await store.priceBooks.list(request.projectId)).priceBooks;
    const isNamed = request.priceBook === undefined || books.some(({ name }) => name === request.priceBook);
    const villages = await chosenVillages(store, request.projectId, request.villages);
    return [
      ...faultsOfChoice(request.villages, villages),
      ...(project.corridors ? [] : [noCorridors()]),
      ...(isNamed ? [] : [noPriceBook(request.priceBook ?? "")]),
    ];
  }

  /** Stops a queued or running plan. */
  async cancel(planId: string, by: Author): Promise<AtRevision<{ plan: Plan }>> {
    const cancelled = await this.#options.store.plans.cancel(planId, by);
    this.#running.get(planId)?.cancel.abort(new Error("The plan was cancelled."));
    if (!this.#running.has(planId)) await this.#jobs.remove(planId);
    return cancelled;
  }

  /** Finishes a plan that this server makes with the best that is found so far; its end comes as that of any other. */
  async finishEarly(planId: string): Promise<AtRevision<{ plan: Plan }>> {
    const found = await this.#options.store.plans.get(planId);
    const stops = this.#running.get(planId);
    if (!stops) throw new Refusal("CONFLICT", `The plan is ${found.plan.state}, and not being made here.`);
    stops.enough.abort();
    return found;
  }

  /** Removes a plan that has ended. */
  async remove(planId: string): Promise<AtRevision<object>> {
    const { plan } = await this.#options.store.plans.get(planId);
    if (!hasEnded(plan)) throw new Refusal("CONFLICT", `The plan is ${plan.state}: cancel it first.`);
    await this.#jobs.remove(planId);
    return this.#options.store.plans.remove(planId, author);
  }

  /** Fresher progress than the store's, of a plan that this process makes. */
  live(planId: string): PlanProgress | undefined {
    return this.#hub.last(planId);
  }

  /** Calls `onProgress` while a plan is made, wherever that is; answers the plan when it has ended, or as it is when `signal` aborts. */
  async follow(planId: string, onProgress: (progress: PlanProgress) => void, signal?: AbortSignal): Promise<Plan> {
    const leave = this.#hub.listen(planId, onProgress);
    try {
      for (;;) {
        const { plan } = await this.#options.store.plans.get(planId);
        if (hasEnded(plan) || signal?.aborted) return plan;
        await this.#pause(planId, signal);
      }
    } finally {
      leave();
    }
  }

  /** Until the plan ends here, or for two seconds: it may be made by another server. */
  #pause(planId: string, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        stopListening();
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, 2_000);
      const stopListening = this.#hub.whenEnded(planId, done);
      signal?.addEventListener("abort", done, { once: true });
    });
  }

  /** Stops the workers; plans that were being made go back into the queue for the next start. */
  async close(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    for (const [planId, { cancel }] of this.#running) {
      await this.#jobs.remove(planId);
      cancel.abort(new Error("The server stops."));
    }
    await this.#jobs.close();
  }

  async #make(planId: string, isLastTry: boolean): Promise<void> {
    if (this.#stopping) return this.#jobs.remove(planId);
    const stops = { cancel: new AbortController(), enough: new AbortController() };
    this.#running.set(planId, stops);
    try {
      await makePlan({ ...this.#options, hub: this.#hub }, planId, stops);
    } catch (error) {
      if (!stops.cancel.signal.aborted) await this.#crashed(planId, error, isLastTry);
    } finally {
      this.#running.delete(planId);
      this.#hub.end(planId);
    }
  }

  /** The first crash goes back to the queue by throwing, the second ends the plan with an issue. */
  async #crashed(planId: string, error: unknown, isLastTry: boolean): Promise<void> {
    if (error instanceof StoreError && (error.code === "PLAN_UNKNOWN" || error.code === "PLAN_NOT_RUNNING")) return;
    this.#options.log({ level: "error", message: `Plan ${planId} crashed`, error });
    if (!isLastTry) throw error;
    await this.#fail(planId, "PLAN_CRASHED", "The planner crashed twice on these inputs. See the server's log.");
  }

  async #fail(planId: string, code: string, message: string): Promise<void> {
    await this.#options.store.plans.fail(planId, [{ severity: "error", code, place: {}, message }], author);
  }

  /** Unfinished plans without a job get one; those whose job has had its tries end as failed. None stays running for ever. */
  async #reconcile(isAlone: boolean): Promise<void> {
    const { plans } = await this.#options.store.plans.inState(["queued", "running"]);
    for (const { id } of plans) {
      if (this.#running.has(id)) continue;
      const state = await this.#jobs.state(id);
      if (state === "missing") await this.#jobs.send(id);
      const isLost = state === "ended" || (state === "active" && isAlone && !(await this.#jobs.retry(id)));
      if (isLost)
        await this.#fail(id, "PLAN_INTERRUPTED", "The server was stopped twice while it worked on this plan.");
    }
  }
}

/** The first issues in words, the first thousand as data: a list of codes may have twenty thousand wrong ones. */
function unplannable(issues: readonly Issue[]): Refusal {
  const more = issues.length > 5 ? ` ${issues.length - 5} more.` : "";
  const detail = issues.slice(0, 5).map(({ message }) => message);
  return new Refusal("UNPROCESSABLE", detail.join(" ") + more, { issues: issues.slice(0, issuesShown) });
}
