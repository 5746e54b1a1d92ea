import { Worker } from "node:worker_threads";
import type { AskedQuestion, HandAnswer, HandMessage, HandTask, Question } from "./messages.ts";

interface Waiting {
  readonly onProgress: (fraction: number) => void;
  readonly resolve: (answer: HandAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread that holds one plan and answers questions about it, one after another. */
export class Hand {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(task: HandTask) {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: task });
    this.#worker.on("message", (message: HandMessage) => this.#take(message));
    this.#worker.on("error", (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on("exit", () => this.#fail(new Error("The worker that holds the plan has ended.")));
  }

  /** Rejects when the worker dies. An aborted question is answered without a word as soon as the worker notices. */
  ask(question: Question, onProgress: (fraction: number) => void, signal?: AbortSignal): Promise<HandAnswer> {
    const id = ++this.#last;
    const cancel = new SharedArrayBuffer(4);
    signal?.addEventListener("abort", () => Atomics.store(new Int32Array(cancel), 0, 1), { once: true });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { onProgress, resolve, reject });
      this.#worker.postMessage({ id, question, cancel } satisfies AskedQuestion);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(message: HandMessage): void {
    const waiting = this.#waiting.get(message.id);
    if (message.kind === "progress") waiting?.onProgress(message.fraction);
    else {
      this.#waiting.delete(message.id);
      waiting?.resolve(message.answer);
    }
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
