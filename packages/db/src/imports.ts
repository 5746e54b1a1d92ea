import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { and, desc, eq, getTableColumns } from "drizzle-orm";
import { requireProject } from "./projects.ts";
import type { Import, ImportState, JsonObject } from "./records.ts";
import { staging } from "./schema.ts";
import type { AtRevision, Session, Tx } from "./session.ts";
import { StoreError } from "./trouble.ts";

/**
 * Imports that were read and reported but not yet taken. Staging is no change of the inventory: it moves no revision. Taking an import
 * is the matching `put` (villages, plant, prices ...), after which `settle` marks it.
 */
export interface Imports {
  /** `records` is anything JSON can carry, kept compressed until settled. */
  stage(fresh: Omit<Import, "state" | "createdAt">, records: unknown): Promise<Import>;
  /** Newest first, without records. */
  list(projectId: string): Promise<AtRevision<{ imports: Import[] }>>;
  /** Refuses `IMPORT_UNKNOWN`. */
  get(id: string): Promise<AtRevision<{ import: Import }>>;
  /** The staged records as they were given. Refuses an import that is settled already (`IMPORT_NOT_STAGED`). */
  records(id: string): Promise<unknown>;
  /** Marks a staged import as committed or discarded and drops its records. Refuses `IMPORT_NOT_STAGED`. */
  settle(id: string, state: Exclude<ImportState, "staged">, report?: JsonObject): Promise<Import>;
}

const compress = promisify(gzip);
const expand = promisify(gunzip);
const { records: recordBytes, ...plainColumns } = getTableColumns(staging);

export function importsOf(session: Session): Imports {
  return {
    stage: async (fresh, records) => {
      const bytes = await compress(JSON.stringify(records), { level: 3 });
      return session.note(async (tx) => {
        await requireProject(tx, fresh.projectId);
        const [row] = await tx
          .insert(staging)
          .values({ ...fresh, state: "staged", records: bytes })
          .returning(plainColumns);
        return toImport(row!);
      });
    },
    list: (projectId) =>
      session.read(async (tx) => {
        const rows = await tx
          .select(plainColumns)
          .from(staging)
          .where(eq(staging.projectId, projectId))
          .orderBy(desc(staging.createdAt), desc(staging.id));
        return { imports: rows.map(toImport) };
      }),
    get: (id) => session.read(async (tx) => ({ import: await readImport(tx, id) })),
    records: async (id) => {
      const { records } = await session.read(async (tx) => {
        const { state } = await readImport(tx, id);
        const [row] = await tx.select({ records: recordBytes }).from(staging).where(eq(staging.id, id));
        if (state !== "staged" || !row?.records) throw notStaged(id, state);
        return { records: row.records };
      });
      return JSON.parse((await expand(records)).toString());
    },
    settle: (id, state, report) =>
      session.note(async (tx) => {
        const [row] = await tx
          .update(staging)
          .set({ state, records: null, ...(report && { report }) })
          .where(and(eq(staging.id, id), eq(staging.state, "staged")))
          .returning(plainColumns);
        if (!row) throw notStaged(id, (await readImport(tx, id)).state);
        return toImport(row);
      }),
  };
}

async function readImport(tx: Tx, id: string): Promise<Import> {
  const [row] = await tx.select(plainColumns).from(staging).where(eq(staging.id, id));
  if (!row) throw new StoreError("IMPORT_UNKNOWN", `There is no import ${id}.`);
  return toImport(row);
}

function notStaged(id: string, state: ImportState): StoreError {
  return new StoreError("IMPORT_NOT_STAGED", `Import ${id} is ${state} already.`);
}

function toImport(row: Omit<Import, "createdAt"> & { createdAt: Date }): Import {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
