/** Entry of a worker thread that solves one tree problem after the other. */
import { parentPort } from "node:worker_threads";
import { solveTreeTask, type TreeTask } from "@cuntong/planner";

const port = parentPort;
if (!port) throw new Error("This file is a worker thread.");
port.on("message", (task: TreeTask) => port.postMessage(solveTreeTask(task)));
