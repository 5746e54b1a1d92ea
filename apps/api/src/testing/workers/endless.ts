/** A planning worker that works on for ever, until it is told to stop. */
import { parentPort, workerData } from "node:worker_threads";
import type { PlanMessage, PlanTask } from "../../plans/messages.ts";

const flag = new Int32Array((workerData as PlanTask).cancel);
const timer = setInterval(() => {
  parentPort?.postMessage({ kind: "progress", progress: { phase: "improve", fraction: 0.5 } } satisfies PlanMessage);
  if (Atomics.load(flag, 0) !== 0) clearInterval(timer);
}, 20);
