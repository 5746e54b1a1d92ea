/** Entry of the demonstration thread: makes or reads everything, keeps the large files, hands over the rest. */
import { parentPort, workerData } from "node:worker_threads";
import { openDataFolder } from "../data-folder.ts";
import { readAndorra } from "./andorra.ts";
import { generateDemo } from "./generated.ts";
import type { DemoData, DemoMessage, DemoTask } from "./messages.ts";

const port = parentPort;
if (!port) throw new Error("This file is a worker thread.");
const say = (message: DemoMessage) => port.postMessage(message);

const task = workerData as DemoTask;
const files = await openDataFolder(task.dataFolder);
const onProgress = (step: string, fraction: number) => say({ kind: "progress", progress: { step, fraction } });
say({ kind: "data", data: await make(task) });

async function make({ id, seed, osm }: DemoTask): Promise<DemoData> {
  if (id !== "andorra") return generateDemo({ id, seed }, files, onProgress);
  if (!osm) throw new Error("The files of Andorra are not on this machine.");
  return readAndorra(osm, files, onProgress);
}
