/** Entry of a planning worker thread: loads the files it is told, plans, and answers. */
import { parentPort, workerData } from "node:worker_threads";
import { type PlanProgress, plan } from "@cuntong/planner";
import { openInputFiles } from "./input-files.ts";
import type { PlanMessage, PlanTask } from "./messages.ts";

const port = parentPort;
if (!port) throw new Error("This file is a worker thread.");
const say = (message: PlanMessage) => port.postMessage(message);

const { input, options, corridorFile, elevationFiles, cancel } = workerData as PlanTask;
const flag = new Int32Array(cancel);
const stop = {
  get aborted() {
    return Atomics.load(flag, 0) === 1;
  },
  get enough() {
    return Atomics.load(flag, 0) === 2;
  },
};

say({ kind: "progress", progress: { phase: "load", fraction: 0 } });
const files = await openInputFiles({ corridorFile, elevationFiles });
const answer =
  "issue" in files
    ? { ok: false as const, issues: [files.issue] }
    : plan({ ...input, ...files }, onProgress, stop, options);
say({ kind: "answer", answer });

function onProgress(progress: PlanProgress): void {
  say({ kind: "progress", progress });
}
