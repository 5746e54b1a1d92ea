import { Worker } from "node:worker_threads";
import type { TileAddress } from "./corridor-tile.ts";

export interface TileQuestion {
  readonly id: number;
  readonly path: string;
  readonly address: TileAddress;
}
export type TileReply = { readonly id: number } & ({ readonly bytes: Uint8Array } | { readonly error: string });

interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

/** Makes corridor tiles in a thread of its own, which is started by the first tile and again after a crash. */
export class CorridorThread {
  #worker: Worker | undefined;
  #nextId = 1;
  readonly #waiting = new Map<number, Waiting>();

  /** The tile of a corridor file; no bytes where nothing is drawn. */
  tile(path: string, address: TileAddress): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve, reject });
      const worker = this.#started();
      worker.ref();
      worker.postMessage({ id, path, address } satisfies TileQuestion);
    });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL("./corridor-worker.ts", import.meta.url));
    worker.on("message", (reply: TileReply) => this.#take(reply));
    worker.on("error", (error) => this.#lost(worker, error));
    worker.on("exit", (code) => this.#lost(worker, new Error(`The tile thread ended with code ${code}.`)));
    this.#worker = worker;
    return worker;
  }

  #take(reply: TileReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ("bytes" in reply) waiting?.resolve(reply.bytes);
    else waiting?.reject(new Error(reply.error));
  }

  #lost(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const reason = error instanceof Error ? error : new Error(String(error));
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}
