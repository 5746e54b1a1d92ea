/** Entry of a planning worker thread: loads the files it is told, plans, and answers. */
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { openCorridorFile } from "@cuntong/formats";
import type { Issue } from "@cuntong/network";
import { type PlanProgress, plan } from "@cuntong/planner";
import { openElevation } from "../elevation/open.ts";
import type { PlanMessage, PlanTask } from "./messages.ts";

const port = parentPort;
if (!port) throw new Error("This file is a worker thread.");
const say = (message: PlanMessage) => port.postMessage(message);

const { input, options, corridorFile, elevationFiles, cancel } = workerData as PlanTask;
const flag = new Int32Array(cancel);
const stop = {
  get aborted() {
    return Atomics.load(flag, 0) !== 0;
  },
};

say({ kind: "progress", progress: { phase: "load", fraction: 0 } });
const files = await openFiles().catch((error: unknown) => fileLost(error));
const answer =
  "issue" in files
    ? { ok: false as const, issues: [files.issue] }
    : plan({ ...input, ...files }, onProgress, stop, options);
say({ kind: "answer", answer });

function onProgress(progress: PlanProgress): void {
  say({ kind: "progress", progress });
}

async function openFiles() {
  const { corridors } = openCorridorFile(readFileSync(corridorFile));
  const elevation = await openElevation(elevationFiles);
  return { corridors, ...(elevation ? { elevation } : {}) };
}

/** The files lie beside the store, so they can be lost without it. */
function fileLost(error: unknown): { issue: Issue } {
  const message = `A file of the project cannot be read: ${error instanceof Error ? error.message : error}`;
  const suggestion = "Import the corridors or the elevation again, or load the demonstration again.";
  return { issue: { severity: "error", code: "PROJECT_FILE_LOST", place: {}, message, suggestion } };
}
