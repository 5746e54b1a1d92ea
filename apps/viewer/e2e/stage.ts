import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CuntongServer, silentLog, startServer } from "@cuntong/api";
import { openStore } from "@cuntong/db";
import { cloneDatabase } from "@cuntong/db/testing";
import { inject } from "vitest";
import type {} from "./prepare.ts";

/** The real server over a real PostGIS with one generated county, serving the viewer built from these sources. */
export interface Stage {
  readonly url: string;
  readonly server: CuntongServer;
  close(): Promise<void>;
}

/** Starts a server on a copy of what was prepared: whatever the tests of a file do to it, no other file sees. */
export async function openStage(): Promise<Stage> {
  const { viewerFolder, databaseUrl, dataFolder: prepared } = inject("prepared");
  const dataFolder = await mkdtemp(join(tmpdir(), "cuntong-viewer-data-"));
  await cp(prepared, dataFolder, { recursive: true });
  const store = await openStore({ databaseUrl: await cloneDatabase(databaseUrl), dataFolder });
  const server = await startServer({ store, dataFolder, viewerFolder, port: 0, log: silentLog });
  return {
    url: server.url,
    server,
    async close() {
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
