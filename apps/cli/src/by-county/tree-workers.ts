import { Worker } from "node:worker_threads";
import type { TreeAnswer, TreeTask } from "@cuntong/planner";

/** Worker threads that solve tree problems side by side. Whoever takes one gives it back. */
export class TreeWorkers {
  readonly #workers: readonly Worker[];
  readonly #free: Worker[];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(count: number) {
    this.#workers = Array.from({ length: count }, () => new Worker(new URL("./tree-worker.ts", import.meta.url)));
    this.#free = [...this.#workers];
  }

  /** A worker that has nothing to do, as soon as there is one. */
  async take(): Promise<Worker> {
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#free.push(worker);
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** Solves a tree problem in a worker that was taken. Rejects when the worker crashes. */
export async function solveIn(worker: Worker, task: TreeTask): Promise<TreeAnswer> {
  return new Promise<TreeAnswer>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (answer: TreeAnswer) => {
      worker.off("error", reject);
      resolve(answer);
    });
    worker.postMessage(task);
  });
}
