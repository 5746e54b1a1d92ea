import type { Demo as DemoAnswer } from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import type { z } from "zod";
import type { Log } from "../http/log.ts";
import { Refusal } from "../http/problem.ts";
import type { Settings } from "../settings.ts";
import { type DemoEntry, type DemoId, demos, findOsmFiles } from "./catalogue.ts";
import { demoState, loadDemo } from "./load.ts";
import type { DemoProgress } from "./messages.ts";

export interface DemosOptions {
  readonly store: Store;
  readonly dataFolder: string;
  readonly settings: Settings;
  readonly log: Log;
}

interface Loading {
  readonly ended: Promise<unknown>;
  last: DemoProgress;
  readonly listeners: Set<(progress: DemoProgress) => void>;
}

/** The demonstrations of this server: each is loaded once, however many ask for it. */
export class Demos {
  readonly #options: DemosOptions;
  readonly #loading = new Map<DemoId, Loading>();
  readonly #stopping = new AbortController();

  constructor(options: DemosOptions) {
    this.#options = options;
  }

  async list(): Promise<z.input<typeof DemoAnswer>[]> {
    return Promise.all(Object.values(demos).map((entry) => this.#describe(entry)));
  }

  async #describe({ id, name, nameZh, generated }: DemoEntry): Promise<z.input<typeof DemoAnswer>> {
    const reason = this.#whyNot(id);
    const loaded = await this.isLoaded(id);
    return { id, name, nameZh, generated, loaded, available: !reason, ...(reason ? { reason } : {}) };
  }

  /** True where a demonstration is there with its rows and its files. */
  async isLoaded(id: DemoId): Promise<boolean> {
    const { store, dataFolder } = this.#options;
    return (await demoState(store, dataFolder, id)) === "whole";
  }

  /** Loads a demonstration, or waits for the loading that is under way. Refuses with UNAVAILABLE where its data are not here. */
  async load(id: DemoId, onProgress: (progress: DemoProgress) => void = () => {}): Promise<{ projectId: string }> {
    await this.start(id);
    await this.follow(id, onProgress);
    return { projectId: id };
  }

  /** Starts to load a demonstration; `started` is false where it is loaded already or being loaded. */
  async start(id: DemoId): Promise<{ projectId: string; started: boolean }> {
    const reason = this.#whyNot(id);
    if (reason) throw new Refusal("UNAVAILABLE", reason);
    if (this.#loading.has(id)) return { projectId: id, started: false };
    if (await this.isLoaded(id)) return { projectId: id, started: false };
    if (!this.#loading.has(id)) this.#begin(id);
    return { projectId: id, started: true };
  }

  /** Calls `onProgress` while a demonstration is loaded; rejects when that failed. */
  async follow(id: DemoId, onProgress: (progress: DemoProgress) => void, signal?: AbortSignal): Promise<void> {
    const loading = this.#loading.get(id);
    if (!loading) return;
    onProgress(loading.last);
    loading.listeners.add(onProgress);
    const gone = new Promise<void>((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));
    try {
      await (signal ? Promise.race([loading.ended, gone]) : loading.ended);
    } finally {
      loading.listeners.delete(onProgress);
    }
  }

  /** Stops what is being loaded. */
  async close(): Promise<void> {
    this.#stopping.abort(new Error("The server stops."));
    await Promise.allSettled([...this.#loading.values()].map(({ ended }) => ended));
  }

  #begin(id: DemoId): void {
    const { store, dataFolder, settings, log } = this.#options;
    const osm = id === "andorra" ? findOsmFiles(settings) : undefined;
    const listeners = new Set<(progress: DemoProgress) => void>();
    const source = { store, dataFolder, signal: this.#stopping.signal, ...(osm ? { osm } : {}) };
    const ended = loadDemo(source, id, (progress) => {
      loading.last = progress;
      for (const listener of listeners) listener(progress);
    });
    const loading: Loading = { ended, last: { step: "start", fraction: 0 }, listeners };
    this.#loading.set(id, loading);
    ended
      .catch(
        (error) =>
          this.#stopping.signal.aborted ||
          log({ level: "error", message: `The demonstration ${id} was not loaded`, error }),
      )
      .finally(() => this.#loading.delete(id));
  }

  #whyNot(id: DemoId): string | undefined {
    if (id !== "andorra" || findOsmFiles(this.#options.settings)) return undefined;
    return "andorra.osm.pbf and N42E001.hgt.zip are not on this machine (set CUNTONG_OSM_FOLDER to their folder).";
  }
}
