import { Worker } from "node:worker_threads";
import type { DemoData, DemoMessage, DemoProgress, DemoTask } from "./messages.ts";

/** Makes a demonstration in a thread of its own: a province takes some ten seconds. */
export function demoInThread(task: DemoTask, onProgress: (progress: DemoProgress) => void): Promise<DemoData> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on("message", (message: DemoMessage) => {
      if (message.kind === "progress") onProgress(message.progress);
      else resolve(message.data);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => reject(new Error(`The demonstration thread ended with code ${code}.`)));
  });
}
