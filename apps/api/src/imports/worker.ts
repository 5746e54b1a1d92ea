/** Entry of the reading thread: a file from outside is hostile until it is parsed, so it is parsed apart, with a limit on time and memory. */
import { parentPort, workerData } from "node:worker_threads";
import { storable } from "../storable.ts";
import type { ReadTask } from "./messages.ts";
import { readImport } from "./read.ts";

if (!parentPort) throw new Error("This file is a worker thread.");
parentPort.postMessage(storable(await readImport(workerData as ReadTask)));
