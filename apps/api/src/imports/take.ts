import { readFile } from "node:fs/promises";
import type { Project, Store } from "@cuntong/db";
import { openCorridorFile } from "@cuntong/formats";
import type { Extent, Position } from "@cuntong/geo";
import { corridorsEnding } from "../corridors/keep.ts";
import { riversOf } from "../corridors/rivers.ts";
import type { DataFolder } from "../data-folder.ts";
import { srtmEnding } from "../elevation/open.ts";
import type { ReadRecords } from "./messages.ts";

/** The good records of an import, and the uploaded file that belongs to them where there is one. */
export interface Staged {
  readonly records: ReadRecords;
  /** Name in the uploads folder. */
  readonly upload: string | null;
}

/** What is taken: a file's good records into a project. */
export interface Taking extends Staged {
  readonly projectId: string;
  readonly fileName: string;
  /** Of the uploaded file. */
  readonly sha256: string;
}

const author = { by: "operator" };

/** Takes the good records of an import into its project. Taking them twice changes nothing more. */
export async function takeImport(store: Store, files: DataFolder, taking: Taking): Promise<void> {
  const { projectId, records } = taking;
  const { project } = await store.projects.get(projectId);
  switch (records.kind) {
    case "villages":
      await store.villages.put(projectId, records.villages, author);
      return widen(store, project, extentOf(records.villages.map(({ position }) => position)), records.credits);
    case "plant":
      await store.plant.put(projectId, records, author);
      return widen(store, project, extentOf(records.nodes.map(({ position }) => position)), []);
    case "corridors":
      return takeCorridors(store, files, project, { ...taking, records });
    case "elevation":
      return takeElevation(store, files, project, taking);
    case "prices":
      await store.priceBooks.put(projectId, records.priceBook, author);
      return;
    case "areas":
      await store.areas.put(projectId, records.areas, author);
  }
}

async function takeCorridors(
  store: Store,
  files: DataFolder,
  project: Project,
  { records, upload }: Taking & { readonly records: Extract<ReadRecords, { kind: "corridors" }> },
): Promise<void> {
  if (upload === null) throw new Error("Staged corridors lack their file.");
  const { file } = await files.adopt(upload, records.record.sha256, corridorsEnding);
  const { corridors } = openCorridorFile(await readFile(files.path(file)));
  await store.landscape.putRivers(project.id, riversOf(corridors), author);
  await store.projects.change(project.id, { corridors: { file, ...records.record } }, author);
  await widen(store, project, records.extent, records.credits);
}

async function takeElevation(
  store: Store,
  files: DataFolder,
  project: Project,
  { upload, sha256, fileName }: Taking,
): Promise<void> {
  if (upload === null) throw new Error("Staged elevation lacks its file.");
  const kept = await files.adopt(upload, sha256, srtmEnding(fileName));
  const others = (project.elevation?.files ?? []).filter(({ file }) => file !== kept.file);
  // Where tiles overlap the first wins: what was taken last replaces what was there.
  await store.projects.change(project.id, { elevation: { files: [kept, ...others] } }, author);
}

/** Grows a project's extent by what was taken, and adds the credits of its source. */
async function widen(store: Store, project: Project, extent: Extent | null, credits: readonly string[]): Promise<void> {
  const grown = extent && project.extent ? union(project.extent, extent) : (extent ?? project.extent ?? null);
  const all = [...new Set([...project.credits, ...credits])];
  await store.projects.change(project.id, { extent: grown, credits: all }, author);
}

function union(a: Extent, b: Extent): Extent {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function extentOf(positions: readonly Position[]): Extent | null {
  let extent: Extent | null = null;
  for (const [lon, lat] of positions) {
    const point: Extent = [lon, lat, lon, lat];
    extent = extent ? union(extent, point) : point;
  }
  return extent;
}
