import { type SQL, sql } from "drizzle-orm";

/** Rows that travel in one statement: more gain nothing and hold more memory. The first are few, so that what is learnt of them serves the others. */
const chunkRows = 5_000;
const firstChunkRows = 1_000;

/**
 * Hands many records to SQL as one JSON parameter per chunk, to be read by `json_to_recordset`. COPY would be faster on a server but
 * breaks the embedded engine's connection.
 */
export async function inChunks<T>(
  records: readonly T[],
  toRow: (record: T) => Readonly<Record<string, unknown>>,
  run: (rows: SQL, count: number) => Promise<unknown>,
): Promise<void> {
  for (let at = 0, size = firstChunkRows; at < records.length; at += size, size = chunkRows) {
    const rows = records.slice(at, at + size).map(toRow);
    await run(sql`json_to_recordset(${JSON.stringify(rows)}::json)`, rows.length);
  }
}

/** Drops keys without a value: what SQL calls null is absent in a record. */
export function present<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], null> } {
  const entries = Object.entries(record).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], null> };
}
