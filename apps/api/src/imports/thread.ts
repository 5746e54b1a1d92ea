import { Worker } from "node:worker_threads";
import type { Issue } from "@cuntong/network";
import type { ReadAnswer, ReadTask } from "./messages.ts";

/** Heap of a reading thread, in megabytes. */
const heapLimitMb = 3_000;

/** Either what was read, or the one issue that says why nothing was. */
export type ReadOutcome =
  | { readonly ok: true; readonly answer: ReadAnswer }
  | { readonly ok: false; readonly issue: Issue };

/** Reads a file in a thread of its own; one that takes longer than `limitMs`, or too much memory, is ended. */
export function readInThread(task: ReadTask, limitMs: number, signal: AbortSignal): Promise<ReadOutcome> {
  if (signal.aborted) return Promise.reject(signal.reason);
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
  });
  const place = { file: task.fileName };
  return new Promise((resolve, reject) => {
    const refuse = (code: string, message: string) => {
      resolve({ ok: false, issue: { severity: "error", code, place, message } });
      void worker.terminate();
    };
    const seconds = Math.round(limitMs / 1000);
    const timer = setTimeout(() => refuse("READ_TIMEOUT", `The file was not read within ${seconds} s.`), limitMs);
    const stop = () => {
      reject(signal.reason);
      void worker.terminate();
    };
    signal.addEventListener("abort", stop, { once: true });
    worker.on("message", (answer: ReadAnswer) => resolve({ ok: true, answer }));
    worker.on("error", (error) => refuse("READ_FAILED", `The file could not be read: ${String(error)}`));
    worker.on("exit", (code) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      refuse("READ_FAILED", `The file could not be read: the reader ended with code ${code}.`);
    });
  });
}
