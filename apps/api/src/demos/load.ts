import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Project, type Store, StoreError } from "@cuntong/db";
import { openCorridorFile } from "@cuntong/formats";
import { defaultPriceBook, itemisedPriceBook } from "@cuntong/planner";
import { type DataFolder, openDataFolder } from "../data-folder.ts";
import { isLoading, loadingSetting } from "../projects/answer.ts";
import { type DemoId, demoSeed, type OsmFiles } from "./catalogue.ts";
import type { DemoData, DemoProgress } from "./messages.ts";
import { demoInThread } from "./thread.ts";

const author = { by: "demonstration" };

export interface DemoSource {
  readonly store: Store;
  readonly dataFolder: string;
  /** Andorra's files. */
  readonly osm?: OsmFiles;
  /** Stops the loading: what is half done is made again by the next. */
  readonly signal?: AbortSignal;
}

/**
 * Loads a demonstration as the project of the same id, or leaves the one that is there. The project is marked as loading until it is
 * whole: what a killed server left half done is removed and made again. Where only its files are gone (another data folder, another
 * version of the program), they alone are made again.
 */
export async function loadDemo(
  { store, dataFolder, osm, signal }: DemoSource,
  id: DemoId | "small",
  onProgress: (progress: DemoProgress) => void = () => {},
): Promise<{ projectId: string; isNew: boolean }> {
  const state = await demoState(store, dataFolder, id);
  if (state === "whole") return { projectId: id, isNew: false };
  if (state === "half") await store.projects.remove(id, author);
  const task = { id, seed: demoSeed, dataFolder, ...(osm ? { osm } : {}) };
  const onMade = ({ step, fraction }: DemoProgress) => onProgress({ step, fraction: 0.6 * fraction });
  const data = await demoInThread(task, onMade, signal);
  if (state === "bare") {
    const { corridors, elevation } = data;
    await store.projects.change(id, { corridors, elevation }, author);
    return { projectId: id, isNew: false };
  }
  await storeDemo(store, id, data, (step, fraction) => {
    signal?.throwIfAborted();
    onProgress({ step, fraction: 0.6 + 0.4 * fraction });
  });
  onProgress({ step: "done", fraction: 1 });
  return { projectId: id, isNew: true };
}

/** What is there of a demonstration: nothing, half of its rows, all of them but not its files, everything. */
export type DemoState = "missing" | "half" | "bare" | "whole";

export async function demoState(store: Store, dataFolder: string, id: string): Promise<DemoState> {
  try {
    const { project } = await store.projects.get(id);
    if (isLoading(project)) return "half";
    return (await hasFiles(project, await openDataFolder(dataFolder))) ? "whole" : "bare";
  } catch (error) {
    if (error instanceof StoreError && error.code === "PROJECT_UNKNOWN") return "missing";
    throw error;
  }
}

async function hasFiles({ corridors, elevation }: Project, files: DataFolder): Promise<boolean> {
  if (!corridors || !elevation?.files.every(({ file }) => existsSync(files.path(file)))) return false;
  try {
    openCorridorFile(await readFile(files.path(corridors.file)));
    return true;
  } catch {
    return false;
  }
}

async function storeDemo(
  store: Store,
  id: string,
  data: DemoData,
  onStep: (step: string, fraction: number) => void,
): Promise<void> {
  const { name, nameZh, generated, credits, extent, corridors, elevation } = data;
  const settings = { [loadingSetting]: true };
  const record = { id, name, nameZh, generated, credits, extent, corridors, elevation, demo: id, settings };
  await store.projects.create(record, author);
  onStep("counties", 0);
  await store.landscape.putCounties(id, data.counties, author);
  onStep("rivers", 0.1);
  await store.landscape.putRivers(id, data.rivers, author);
  if (data.records) {
    onStep("plant", 0.2);
    const baseRevision = await store.revision();
    await store.inventory.apply(id, { note: "as built", put: data.records, remove: {} }, author, { baseRevision });
  } else {
    onStep("villages", 0.2);
    await store.villages.put(id, data.villages, author);
    onStep("plant", 0.5);
    await store.plant.put(id, { nodes: data.nodes, spans: data.spans }, author);
  }
  onStep("prices", 0.95);
  for (const book of [defaultPriceBook, itemisedPriceBook]) await store.priceBooks.put(id, book, author);
  await store.projects.change(id, { settings: {} }, author);
}
