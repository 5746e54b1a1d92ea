import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadDemo } from "@cuntong/api";
import { openStore } from "@cuntong/db";
import { startTestPostgres } from "@cuntong/db/testing";
import { build } from "vite";
import type { TestProject } from "vitest/node";
import { missing } from "./needs.ts";
import { small } from "./small.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What all stages are made from: nobody writes to it while tests run. */
export interface Prepared {
  /** The viewer, built from these sources. */
  readonly viewerFolder: string;
  /** A database that holds the generated county, to be cloned; nobody is connected to it. */
  readonly databaseUrl: string;
  /** The files that belong to it. */
  readonly dataFolder: string;
}

declare module "vitest" {
  interface ProvidedContext {
    prepared: Prepared;
  }
}

/** Once for all test files: builds the viewer, starts PostGIS and loads one generated county. Gives how to end it. */
export default async function prepare(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (missing.length > 0) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "cuntong-viewer-"));
  const [viewerFolder, dataFolder] = [join(folder, "dist"), join(folder, "data")];
  const postgres = await startTestPostgres();
  if (!postgres) throw new Error("PostGIS was found but did not start.");
  const end = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await build({ root, logLevel: "error", build: { outDir: viewerFolder, emptyOutDir: true } });
    const databaseUrl = await postgres.createDatabase();
    const store = await openStore({ databaseUrl, dataFolder });
    await loadDemo({ store, dataFolder }, small.projectId);
    await store.close();
    project.provide("prepared", { viewerFolder, databaseUrl, dataFolder });
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}
