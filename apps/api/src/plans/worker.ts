/** Entry of a planning worker thread: loads the files it is told, plans, and answers. */
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { openCorridorFile } from "@cuntong/formats";
import { plan } from "@cuntong/planner";
import { openElevation } from "../elevation/open.ts";
import type { PlanMessage, PlanTask } from "./messages.ts";

const port = parentPort;
if (!port) throw new Error("This file is a worker thread.");
const say = (message: PlanMessage) => port.postMessage(message);

const { input, corridorFile, elevationFiles, cancel } = workerData as PlanTask;
const flag = new Int32Array(cancel);

say({ kind: "progress", progress: { phase: "load", fraction: 0 } });
const { corridors } = openCorridorFile(readFileSync(corridorFile));
const elevation = await openElevation(elevationFiles);
const answer = plan(
  { ...input, corridors, ...(elevation ? { elevation } : {}) },
  (progress) => say({ kind: "progress", progress }),
  {
    get aborted() {
      return Atomics.load(flag, 0) !== 0;
    },
  },
);
say({ kind: "answer", answer });
