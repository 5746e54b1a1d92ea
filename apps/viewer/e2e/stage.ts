import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CuntongServer, loadDemo, silentLog, startServer } from "@cuntong/api";
import { openStore } from "@cuntong/db";
import { startTestPostgres } from "@cuntong/db/testing";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The real server over a real PostGIS with one generated county, serving the viewer built from these sources. */
export interface Stage {
  readonly url: string;
  readonly server: CuntongServer;
  close(): Promise<void>;
}

/** Project and county of the small demonstration. */
export const small = { projectId: "small", countyCode: "451224", countyName: "东兰县" } as const;

/** Starts everything; `undefined` where no PostgreSQL with PostGIS is installed. */
export async function openStage(): Promise<Stage | undefined> {
  const postgres = await startTestPostgres();
  if (!postgres) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "cuntong-viewer-"));
  const viewerFolder = join(folder, "dist");
  await build({ root, logLevel: "error", build: { outDir: viewerFolder, emptyOutDir: true } });
  const dataFolder = join(folder, "data");
  const store = await openStore({ databaseUrl: await postgres.createDatabase(), dataFolder });
  await loadDemo({ store, dataFolder }, small.projectId);
  const server = await startServer({ store, dataFolder, viewerFolder, port: 0, log: silentLog });
  return {
    url: server.url,
    server,
    async close() {
      await server.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
