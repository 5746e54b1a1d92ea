import { Worker } from "node:worker_threads";
import type { DemoData, DemoMessage, DemoProgress, DemoTask } from "./messages.ts";

/** Makes a demonstration in a thread of its own: a province takes some ten seconds. */
export function demoInThread(
  task: DemoTask,
  onProgress: (progress: DemoProgress) => void,
  signal?: AbortSignal,
): Promise<DemoData> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on("message", (message: DemoMessage) => {
      if (message.kind === "progress") onProgress(message.progress);
      else resolve(message.data);
    });
    worker.on("error", reject);
    const stop = () => {
      reject(signal?.reason);
      void worker.terminate();
    };
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      reject(new Error(`The demonstration thread ended with code ${code}.`));
    });
  });
}
