import { type Change, ChangeBuilder, type Puts, type Records, type Ref, type Table } from "@cuntong/network";
import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";

/** A past state: the plant as it was at a revision of the store, or at an instant (ISO 8601). */
export type AsOf = { readonly revision: number } | { readonly instant: string };

/** Records that the database joins into one text: a million of them come as fifty rows. */
const pageRecords = 20_000;

/** Every record of a project as it is or, at a revision, was: one query, whatever the size. */
export async function readRecords(tx: Tx, projectId: string, revision?: number): Promise<Puts> {
  const rows = await rowsOf<{ kind: Table; records: string }>(
    tx,
    sql`select kind, string_agg(record::text, ',') as records
      from (select kind, record, row_number() over (partition by kind) / ${pageRecords} as page from (${objectsAt(projectId, revision)}) o) paged
      group by kind, page`,
  );
  const put: { [T in Table]?: unknown[] } = {};
  for (const { kind, records } of rows) {
    put[kind] ??= [];
    for (const record of JSON.parse(`[${records}]`)) put[kind].push(record);
  }
  return put as Puts;
}

function objectsAt(projectId: string, revision: number | undefined): SQL {
  if (revision === undefined) return sql`select kind, id, record from plant_object where project_id = ${projectId}`;
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
  const builder = new ChangeBuilder();
  for (const { kind, id, record } of rows) {
    if (record === null) builder.remove(kind, id);
    else builder.put(kind, JSON.parse(record) as Records[Table]);
  }
  return builder.build("");
}

/** The revision that was the last at a point; refuses one that is still to come (`REVISION_UNKNOWN`). */
export async function revisionOf(tx: Tx, asOf: AsOf, current: number): Promise<number> {
  if ("revision" in asOf) {
    if (Number.isInteger(asOf.revision) && asOf.revision >= 0 && asOf.revision <= current) return asOf.revision;
    throw new StoreError("REVISION_UNKNOWN", `Revision ${asOf.revision} is not one from 0 to ${current}.`);
  }
  if (Number.isNaN(Date.parse(asOf.instant))) {
    throw new StoreError("REVISION_UNKNOWN", `${asOf.instant} is no instant.`);
  }
  const instant = new Date(asOf.instant).toISOString();
  const [row] = await rowsOf<{ revision: string }>(
    tx,
    sql`select coalesce(max(revision), 0) as revision from audit where at <= ${instant}::timestamptz`,
  );
  return Number(row!.revision);
}
