import type { Store } from "@cuntong/db";
import { type JobWithMetadata, PgBoss } from "pg-boss";
import type { Log } from "../http/log.ts";

const queue = "plan";
/** Seconds after which a job of a dead server is given to another one (or to this one, started again). */
const heartbeatSeconds = 60;
const longestPlanSeconds = 6 * 3600;

/** What is left of a plan's job. */
export type JobState = "waiting" | "active" | "ended" | "missing";

/** The queue of plans to be made. A job's id is its plan's id. */
export interface Jobs {
  /** Puts a plan into the queue; one that is there already stays. */
  send(planId: string): Promise<void>;
  state(planId: string): Promise<JobState>;
  /** Gives an active job, whose server is gone, its one more try; answers false when it has had it. */
  retry(planId: string): Promise<boolean>;
  /** Takes a plan out of the queue. */
  remove(planId: string): Promise<void>;
  /** Starts to hand out plans, `workers` at a time. A rejected `make` is tried once more, then with `isLastTry`. */
  work(workers: number, make: (planId: string, isLastTry: boolean) => Promise<void>): Promise<void>;
  /** Hands out no more and lets go of the store. */
  close(): Promise<void>;
}

/** Opens the queue in the store's own database (schema `pgboss`), over the store's own connection. */
export async function openJobs(store: Store, log: Log): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.execute(text, values) },
    backend: store.engine.kind === "embedded" ? "pglite" : "postgres",
    schedule: false,
    superviseIntervalSeconds: 30,
    maintenanceIntervalSeconds: 3600,
  });
  boss.on("error", (error) => log({ level: "error", message: "The job queue failed", error }));
  await boss.start();
  await boss.createQueue(queue, {
    retryLimit: 1,
    retryDelay: 0,
    heartbeatSeconds,
    expireInSeconds: longestPlanSeconds,
  });
  const workers: string[] = [];

  const state = async (planId: string): Promise<JobState> => {
    const [job] = await boss.findJobs(queue, { id: planId });
    if (!job) return "missing";
    if (job.state === "created" || job.state === "retry") return "waiting";
    return job.state === "active" ? "active" : "ended";
  };
  return {
    async send(planId) {
      await boss.send(queue, { planId }, { id: planId });
      for (const worker of workers) boss.notifyWorker(worker);
    },
    state,
    async retry(planId) {
      await boss.fail(queue, planId, { reason: "The server that worked on it is gone." });
      for (const worker of workers) boss.notifyWorker(worker);
      return (await state(planId)) === "waiting";
    },
    async remove(planId) {
      await boss.deleteJob(queue, planId);
    },
    async work(count, make) {
      for (let i = 0; i < count; i++) {
        const options = { batchSize: 1, pollingIntervalSeconds: 2, includeMetadata: true } as const;
        const worker = await boss.work(queue, options, async ([job]: JobWithMetadata<{ planId: string }>[]) => {
          if (job) await make(job.data.planId, job.retryCount >= job.retryLimit);
        });
        workers.push(worker);
      }
    },
    close: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}
