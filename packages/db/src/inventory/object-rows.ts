import { idOf, type Records, type Table } from "@cuntong/network";
import { sql } from "drizzle-orm";
import { inChunks } from "../bulk.ts";
import { rowsOf, type Tx } from "../session.ts";
import { noteRows } from "../statistics.ts";

/**
 * Inserts or, by id, replaces objects of one table; those that are as they were keep their revision. The database itself keeps the
 * version that was, and all that follows from a record. An object that is not `sound` is stored with its faults: the rules do not hold it.
 */
export async function putObjects<T extends Table>(
  tx: Tx,
  projectId: string,
  table: T,
  records: readonly Records[T][],
  revision: number,
  isSound: (id: string) => boolean = () => true,
): Promise<void> {
  const toRow = (record: Records[T]) => ({ id: idOf(table, record), record, sound: isSound(idOf(table, record)) });
  await inChunks(records, toRow, async (rows, count) => {
    await tx.execute(sql`
      insert into plant_object (project_id, kind, id, record, sound, revision)
      select ${projectId}, ${table}, r.id, r.record, r.sound, ${revision}::bigint from ${rows} as r (id text, record jsonb, sound boolean)
      on conflict (project_id, kind, id) do update set record = excluded.record, sound = excluded.sound, revision = excluded.revision
      where plant_object.record is distinct from excluded.record or plant_object.sound <> excluded.sound`);
    await noteRows(tx, count);
  });
}

/** Removes objects of one table; gives how many there were. */
export async function removeObjects(tx: Tx, projectId: string, table: Table, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const gone = await rowsOf(
    tx,
    sql`delete from plant_object where project_id = ${projectId} and kind = ${table}
      and id in (select json_array_elements_text(${JSON.stringify(ids)}::json)) returning id`,
  );
  return gone.length;
}
