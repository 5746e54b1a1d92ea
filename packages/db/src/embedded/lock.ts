import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../trouble.ts";

/** Holds a data folder for one process. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the folder or refuses (`STORE_IN_USE`): two embedded engines on one folder lose each other's commits.
 *
 * The lock is an open exclusive transaction on a small SQLite file, because that is a lock of the operating system: it dies with its
 * process, also after `kill -9`, cannot be taken twice in a race, and does not mistake a reused process number for its owner.
 */
export function lockFolder(dataFolder: string): FolderLock {
  mkdirSync(dataFolder, { recursive: true });
  const database = new DatabaseSync(join(dataFolder, "engine.lock"), { timeout: 0 });
  const ownerFile = join(dataFolder, "engine.pid");
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    throw refusal(dataFolder, ownerFile, error);
  }
  writeFileSync(ownerFile, `${process.pid}\n`);
  return { release: () => database.close() };
}

function refusal(dataFolder: string, ownerFile: string, error: unknown): unknown {
  const busy = error instanceof Error && /locked|busy/i.test(error.message);
  if (!busy) return error;
  const owner = `${readOwner(ownerFile)} has the data folder ${dataFolder} open`;
  return new StoreError("STORE_IN_USE", `${owner}. Stop it first, or use a database server for more than one.`, error);
}

function readOwner(ownerFile: string): string {
  try {
    return `Process ${readFileSync(ownerFile, "utf8").trim()}`;
  } catch {
    return "Another process";
  }
}
