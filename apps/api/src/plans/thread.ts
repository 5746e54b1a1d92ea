import { Worker } from "node:worker_threads";
import type { PlanAnswer } from "@cuntong/planner";
import type { PlanMessage, PlanTask } from "./messages.ts";

/** Milliseconds that a worker may take to notice a cancellation before it is ended from outside. */
const patienceMs = 3_000;

export interface PlanThreadOptions {
  readonly onProgress: (progress: Extract<PlanMessage, { kind: "progress" }>["progress"]) => void;
  /** Aborting stops the plan: politely first, then for good. */
  readonly signal: AbortSignal;
  /** Aborting finishes the plan with what is found so far. */
  readonly enough?: AbortSignal;
  /** The worker's source; another one only in tests. */
  readonly entry?: URL;
}

/** Plans in a thread of its own. Rejects when the thread crashes, and with the signal's reason when it was aborted. */
export function planInThread(task: Omit<PlanTask, "cancel">, options: PlanThreadOptions): Promise<PlanAnswer> {
  const { onProgress, signal, enough, entry = new URL("./worker.ts", import.meta.url) } = options;
  const cancel = new SharedArrayBuffer(4);
  const worker = new Worker(entry, { workerData: { ...task, cancel } satisfies PlanTask });
  return new Promise<PlanAnswer>((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined;
    const stop = () => {
      Atomics.store(new Int32Array(cancel), 0, 1);
      patience = setTimeout(() => void worker.terminate(), patienceMs);
    };
    const finish = () => Atomics.compareExchange(new Int32Array(cancel), 0, 0, 2);
    if (enough?.aborted) finish();
    enough?.addEventListener("abort", finish, { once: true });
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: PlanMessage) => {
      if (message.kind === "progress") onProgress(message.progress);
      else if (!signal.aborted) resolve(message.answer);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      clearTimeout(patience);
      signal.removeEventListener("abort", stop);
      enough?.removeEventListener("abort", finish);
      reject(
        signal.aborted ? signal.reason : new Error(`The planning worker ended with code ${code} before it answered.`),
      );
    });
  });
}
