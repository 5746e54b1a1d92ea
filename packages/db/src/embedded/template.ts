import { randomBytes } from "node:crypto";
import { constants, existsSync, readFileSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import type { Report } from "../connection.ts";
import { StoreError } from "../trouble.ts";

const unfinished = ".unfinished";
const abandonedAfterMs = 3_600_000;

/** The database inside a data folder, made from the template when it is not there yet. */
export async function databaseFolder(dataFolder: string, cacheFolder: string, report: Report): Promise<string> {
  const database = join(dataFolder, "postgres");
  await sweep(database, 0);
  if (existsSync(database)) {
    refuseOtherMajor(database);
    return database;
  }
  const template = await preparedTemplate(cacheFolder, report);
  report("template", "Copying the prepared database.");
  await appear(database, (temporary) => cp(template, temporary, { recursive: true, mode: constants.COPYFILE_FICLONE }));
  return database;
}

/** A data folder after initdb and `CREATE EXTENSION postgis`: made once per machine and version, then only copied. */
async function preparedTemplate(cacheFolder: string, report: Report): Promise<string> {
  const template = join(cacheFolder, `template-${engineVersions()}`);
  await sweep(template, abandonedAfterMs);
  if (existsSync(template)) return template;
  await mkdir(cacheFolder, { recursive: true });
  await appear(template, (temporary) => makeDatabase(temporary, report));
  return template;
}

async function makeDatabase(folder: string, report: Report): Promise<void> {
  report("initdb", "Making the embedded database (the first start only).");
  const db = await PGlite.create({ dataDir: folder, extensions: { postgis } });
  report("extension", "Adding PostGIS to it (the first start only).");
  await db.exec("create extension postgis");
  await db.exec("checkpoint");
  await db.close();
}

/** Lets a folder appear whole or not at all. When another process was faster, its folder stays and ours goes. */
async function appear(folder: string, make: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${folder}.${randomBytes(6).toString("hex")}${unfinished}`;
  try {
    await make(temporary);
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Removes what a killed process left unfinished. */
async function sweep(folder: string, olderThanMs: number): Promise<void> {
  const parent = dirname(folder);
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(`${basename(folder)}.`) || !name.endsWith(unfinished)) continue;
    const path = join(parent, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs >= olderThanMs) await rm(path, { recursive: true, force: true });
  }
}

/** PostgreSQL major version of PGlite 0.5; a data folder of another one cannot be opened by it. */
const postgresMajor = "18";

function refuseOtherMajor(database: string): void {
  const found = readFileSync(join(database, "PG_VERSION"), "utf8").trim();
  if (found === postgresMajor) return;
  throw new StoreError(
    "ENGINE_FAILED",
    `The data folder was made by PostgreSQL ${found}, this program embeds ${postgresMajor}. Open it with the program that made it and move it to a server.`,
  );
}

function engineVersions(): string {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string): string => {
    const entry = dirname(require.resolve(name));
    const text = readFileSync(join(entry, "..", "package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
  };
  return `${versionOf("@electric-sql/pglite")}-${versionOf("@electric-sql/pglite-postgis")}`;
}
