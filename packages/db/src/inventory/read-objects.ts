import { type Change, ChangeBuilder, type Puts, type Records, type Ref, type Table } from "@cuntong/network";
import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";

/** A past state: the plant as it was at a revision of the store, or at an instant (ISO 8601). */
export type AsOf = { readonly revision: number } | { readonly instant: string };

/** Records that the database joins into one text: a million of them come as fifty rows. */
const pageRecords = 20_000;

/** Every record of a project, in pages along the key: nothing is sorted, and the database reads the next page while this one is parsed. */
export async function readRecords(tx: Tx, projectId: string): Promise<Puts> {
  const put: { [T in Table]?: unknown[] } = {};
  let coming = readPage(tx, projectId, "", "");
  for (;;) {
    const page = await coming;
    if (!page) return put as Puts;
    coming = readPage(tx, projectId, page.kind, page.last);
    put[page.kind] ??= [];
    for (const record of JSON.parse(`[${page.records}]`)) put[page.kind]!.push(record);
  }
}

/** The records of one table that come after an object in the order of keys; nothing where it was the last of all. */
async function readPage(tx: Tx, projectId: string, kind: string, id: string) {
  const [page] = await rowsOf<{ kind: Table; last: string; records: string }>(
    tx,
    sql`with first as (select kind from plant_object where project_id = ${projectId} and (kind, id) > (${kind}, ${id}) order by kind, id limit 1)
      select kind, max(id) as last, string_agg(record::text, ',') as records from (
        select kind, id, record from plant_object where project_id = ${projectId} and kind = (select kind from first) and (kind, id) > (${kind}, ${id})
        order by kind, id limit ${pageRecords}) o group by kind`,
  );
  return page;
}

/** What makes the plant of a revision out of the present one: what was changed or removed since as it was, without what came since. */
export async function readChangeBack(tx: Tx, projectId: string, revision: number): Promise<Change> {
  const rows = await rowsOf<{ kind: Table; id: string; record: string | null }>(
    tx,
    sql`select kind, id, record::text as record from plant_version where project_id = ${projectId} and since <= ${revision} and until > ${revision}
      union all select o.kind, o.id, null from plant_object o where o.project_id = ${projectId} and o.revision > ${revision} and not exists (
        select 1 from plant_version v where v.project_id = o.project_id and v.kind = o.kind and v.id = o.id
          and v.since <= ${revision} and v.until > ${revision})`,
  );
  return changeOf(rows);
}

function objectsAt(projectId: string, revision: number): SQL {
  return sql`select kind, id, record from plant_object where project_id = ${projectId} and revision <= ${revision}
    union all select kind, id, record from plant_version where project_id = ${projectId} and since <= ${revision} and until > ${revision}`;
}

/** Some objects as they were at a revision. */
export async function readObjectsAt(
  tx: Tx,
  projectId: string,
  refs: readonly Ref[],
  revision: number,
): Promise<Change["put"]> {
  const builder = new ChangeBuilder();
  if (refs.length === 0) return {};
  const rows = await rowsOf<{ kind: Table; record: string }>(
    tx,
    sql`select o.kind, o.record::text as record from json_to_recordset(${JSON.stringify(refs)}::json) as r ("table" text, id text)
      join (${objectsAt(projectId, revision)}) o on o.kind = r."table" and o.id = r.id`,
  );
  for (const { kind, record } of rows) builder.put(kind, JSON.parse(record) as Records[Table]);
  return builder.build("").put;
}

/** What became of a project's objects after a revision, whoever changed them. */
export async function readChangesSince(tx: Tx, projectId: string, revision: number): Promise<Change> {
  const rows = await rowsOf<{ kind: Table; id: string; record: string | null }>(
    tx,
    sql`select kind, id, record::text as record from plant_object where project_id = ${projectId} and revision > ${revision}
      union all select distinct v.kind, v.id, null from plant_version v where v.project_id = ${projectId} and v.until > ${revision}
        and not exists (select 1 from plant_object o where o.project_id = v.project_id and o.kind = v.kind and o.id = v.id)`,
  );
  return changeOf(rows);
}

/** The change of rows that say what an object is; null where it is not there. */
function changeOf(rows: readonly { kind: Table; id: string; record: string | null }[]): Change {
  const builder = new ChangeBuilder();
  for (const { kind, id, record } of rows) {
    if (record === null) builder.remove(kind, id);
    else builder.put(kind, JSON.parse(record) as Records[Table]);
  }
  return builder.build("");
}

/**
 * The revision that was the last at a point. Refuses (`REVISION_UNKNOWN`) one that is still to come, and an instant before the project was
 * there; so what an instant names never changes.
 */
export async function revisionOf(tx: Tx, projectId: string, asOf: AsOf, current: number): Promise<number> {
  if ("revision" in asOf) {
    if (Number.isInteger(asOf.revision) && asOf.revision >= 0 && asOf.revision <= current) return asOf.revision;
    throw new StoreError("REVISION_UNKNOWN", `Revision ${asOf.revision} is not one from 0 to ${current}.`);
  }
  if (Number.isNaN(Date.parse(asOf.instant))) {
    throw new StoreError("REVISION_UNKNOWN", `${asOf.instant} is no instant.`);
  }
  const instant = new Date(asOf.instant).toISOString();
  const [row] = await rowsOf<{ revision: string; early: boolean; late: boolean }>(
    tx,
    sql`select (select coalesce(max(revision), 0) from audit where at <= ${instant}::timestamptz) as revision,
      ${instant}::timestamptz < (select date_trunc('milliseconds', created_at) from project where id = ${projectId}) as early,
      ${instant}::timestamptz > (select greatest(at, clock_timestamp()) from store_revision) as late`,
  );
  if (row!.early) throw new StoreError("REVISION_UNKNOWN", `Project ${projectId} was not there yet at ${instant}.`);
  if (row!.late) throw new StoreError("REVISION_UNKNOWN", `${instant} is still to come.`);
  return Number(row!.revision);
}
