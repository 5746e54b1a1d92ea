import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import { StoreError } from "../trouble.ts";
import { type Bridge, serveEngine } from "./bridge.ts";
import { type FolderLock, lockFolder } from "./lock.ts";
import type { EngineCommand, EngineMessage, EngineOrder } from "./messages.ts";
import { databaseFolder } from "./template.ts";

/*
 * The embedded engine's own process: `node process.ts '{"dataFolder": ...}'`, started by engine.ts. It ends when it is told to, and when
 * the channel to its parent breaks, so that no parent's death leaves it behind.
 */

function tell(message: EngineMessage): void {
  if (process.connected) process.send?.(message);
}

interface Running {
  readonly socketPath: string;
  readonly lock: FolderLock;
  readonly db: PGlite;
  readonly bridge: Bridge;
}

async function start({ dataFolder, cacheFolder, socketPath }: EngineOrder): Promise<Running> {
  tell({ kind: "progress", step: "lock", message: "Locking the data folder." });
  const lock = lockFolder(dataFolder);
  const folder = await databaseFolder(dataFolder, cacheFolder, (step, message) =>
    tell({ kind: "progress", step, message }),
  );
  tell({ kind: "progress", step: "engine", message: "Starting the embedded database." });
  const db = await PGlite.create({ dataDir: folder, extensions: { postgis } });
  const bridge = await serveEngine(db, socketPath, (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(exitUnsound);
  });
  return { socketPath, lock, db, bridge };
}

const exitUnsound = 70;

/** The parent removes the socket's folder too, but a parent that was killed cannot. */
async function stop({ socketPath, lock, db, bridge }: Running): Promise<never> {
  await bridge.close();
  await db.close();
  lock.release();
  if (process.platform !== "win32") await rm(dirname(socketPath), { recursive: true, force: true });
  process.exit(0);
}

function refuse(error: unknown): never {
  const code = error instanceof StoreError ? error.code : "ENGINE_FAILED";
  tell({ kind: "refused", code, message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

// A Ctrl-C reaches the whole process group; the parent closes the store in its own order.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});

const order = JSON.parse(process.argv[2] ?? "") as EngineOrder;
const running = start(order);
running.then(() => tell({ kind: "ready" }), refuse);
const end = () => void running.then(stop);
process.on("message", (command: EngineCommand) => command.kind === "close" && end());
process.on("disconnect", end);
