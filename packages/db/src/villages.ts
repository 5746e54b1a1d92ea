import type { Village, VillageCode, VillageStatus } from "@cuntong/network";
import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { inChunks, present } from "./bulk.ts";
import { decodePoint, encodeEwkb } from "./geometry.ts";
import { putObjects, removeObjects } from "./inventory/object-rows.ts";
import { requireProject } from "./projects.ts";
import type { Author, FoundVillage, VillageCount, VillageFilter } from "./records.ts";
import { village } from "./schema.ts";
import { plainLetters, searchKeys } from "./search-keys.ts";
import { type AtRevision, rowsOf, type Session, type Tx } from "./session.ts";
import { StoreError } from "./trouble.ts";

/** Where a page of villages ends: hand it back to get the next. */
export interface Page {
  readonly limit?: number;
  readonly cursor?: string;
}

/** The villages of a project. */
export interface Villages {
  /** Inserts or, by code, replaces. Refuses a code given twice (`CODE_REPEATED`). One revision for all. */
  put(
    projectId: string,
    villages: readonly Village[],
    author: Author,
  ): Promise<AtRevision<{ inserted: number; replaced: number }>>;
  remove(projectId: string, codes: readonly string[], author: Author): Promise<AtRevision<{ removed: number }>>;
  /** A page in the order of codes; `next` is absent on the last. At most 10,000 a page, 1,000 unless told. */
  list(
    projectId: string,
    filter?: VillageFilter,
    page?: Page,
  ): Promise<AtRevision<{ villages: Village[]; next?: string }>>;
  /** Every village that the filter lets through, in the order of codes: what a plan is made from. */
  all(projectId: string, filter?: VillageFilter): Promise<AtRevision<{ villages: Village[] }>>;
  get(projectId: string, code: string): Promise<AtRevision<{ village?: Village }>>;
  /** How many villages each county has, by status, and the names of all services that villages ask for. */
  counts(projectId: string): Promise<AtRevision<{ counties: VillageCount[]; total: number; services: string[] }>>;
  /** By part of the name, or the beginning of code, pinyin or initials; the best first. */
  search(projectId: string, text: string, limit?: number): Promise<AtRevision<{ villages: FoundVillage[] }>>;
}

const pageLimit = 10_000;
/** Names of services that are told: a column that is not one of services has as many as villages. */
const mostServices = 200;

export function villagesOf(session: Session): Villages {
  return {
    put: (projectId, villages, author) =>
      session.write(
        { author, what: "villages.put", projectId, layers: ["plant", "villages"] },
        async (tx, revision) => {
          await requireProject(tx, projectId);
          refuseRepeated(villages.map(({ code }) => code));
          return putVillages(tx, projectId, villages, revision);
        },
      ),
    remove: (projectId, codes, author) =>
      session.write({ author, what: "villages.remove", projectId, layers: ["plant", "villages"] }, async (tx) => {
        return { removed: await removeObjects(tx, projectId, "villages", codes) };
      }),
    list: (projectId, filter = {}, page = {}) => session.read((tx) => readPage(tx, projectId, filter, page)),
    all: (projectId, filter = {}) =>
      session.read(async (tx) => ({ villages: await select(tx, await conditions(tx, projectId, filter)) })),
    get: (projectId, code) =>
      session.read(async (tx) => {
        const [found] = await select(tx, [eq(village.projectId, projectId), eq(village.code, code)]);
        return found ? { village: found } : {};
      }),
    counts: (projectId) => session.read((tx) => readCounts(tx, projectId)),
    search: (projectId, text, limit = 20) => session.read((tx) => find(tx, projectId, text, limit)),
  };
}

export function refuseRepeated(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new StoreError("CODE_REPEATED", `${id} is given twice.`);
    seen.add(id);
  }
}

/** Stores villages as objects of the plant, and in the table that maps, plans and the search read. */
export async function putVillages(tx: Tx, projectId: string, villages: readonly Village[], revision: number) {
  let inserted = 0;
  await putObjects(tx, projectId, "villages", villages, revision);
  await inChunks(villages, villageRow, async (rows) => {
    const [count] = await rowsOf<{ inserted: number }>(
      tx,
      sql`with put as (
        insert into village (project_id, code, name, name_lower, pinyin, initials, status, people, households, county_code,
          services, priority, due_date, geom, revision)
        select ${projectId}, r.code, r.name, r.lower, r.pinyin, r.initials, r.status, r.people, r.households, r.county,
          r.services, r.priority, r.due, r.geom::geometry, ${revision}::bigint
        from ${rows} as r (code text, name text, lower text, pinyin text, initials text, status text, people integer,
          households integer, county text, services text[], priority integer, due date, geom text)
        on conflict (project_id, code) do update set name = excluded.name, name_lower = excluded.name_lower,
          pinyin = excluded.pinyin, initials = excluded.initials, status = excluded.status, people = excluded.people,
          households = excluded.households, county_code = excluded.county_code, services = excluded.services,
          priority = excluded.priority, due_date = excluded.due_date, geom = excluded.geom, revision = excluded.revision
        returning (xmax = 0) as fresh)
      select count(*) filter (where fresh)::integer as inserted from put`,
    );
    inserted += count?.inserted ?? 0;
  });
  return { inserted, replaced: villages.length - inserted };
}

function villageRow({ code, name, position, countyCode, dueDate, ...plain }: Village) {
  const { status, people, households, services, priority } = plain;
  return {
    code,
    name,
    lower: plainLetters(name),
    ...searchKeys(name),
    ...{ status, people, households, services, priority },
    county: countyCode,
    due: dueDate,
    geom: encodeEwkb({ type: "Point", coordinates: position }),
  };
}

/** The filter as SQL; refuses a drawn polygon that crosses itself, on which the engines would answer differently. */
async function conditions(tx: Tx, projectId: string, filter: VillageFilter): Promise<SQL[]> {
  const all = [eq(village.projectId, projectId)];
  if (filter.countyCode !== undefined) all.push(eq(village.countyCode, filter.countyCode));
  if (filter.status !== undefined) all.push(inArray(village.status, [filter.status].flat()));
  if (filter.within) {
    const polygon = sql`${encodeEwkb({ type: "Polygon", coordinates: filter.within })}::geometry`;
    await refuseInvalid(tx, polygon);
    all.push(sql`ST_Intersects(${village.geom}, ${polygon})`);
  }
  return all;
}

async function refuseInvalid(tx: Tx, polygon: SQL): Promise<void> {
  const [row] = await rowsOf<{ valid: boolean; reason: string }>(
    tx,
    sql`select ST_IsValid(g) as valid, ST_IsValidReason(g) as reason from (select ${polygon} as g) drawn`,
  );
  if (!row?.valid) throw new StoreError("POLYGON_INVALID", `The drawn polygon is not valid: ${row?.reason}.`);
}

async function select(tx: Tx, where: readonly SQL[], limit?: number): Promise<Village[]> {
  const query = tx
    .select({
      code: village.code,
      name: village.name,
      geom: sql<string>`${village.geom}`,
      people: village.people,
      households: village.households,
      status: village.status,
      countyCode: village.countyCode,
      services: village.services,
      priority: village.priority,
      dueDate: village.dueDate,
    })
    .from(village)
    .where(and(...where))
    .orderBy(asc(village.code));
  const rows = await (limit === undefined ? query : query.limit(limit));
  return rows.map(({ geom, code, ...rest }) =>
    present({ code: code as VillageCode, position: decodePoint(geom), ...rest }),
  ) as Village[];
}

async function readPage(tx: Tx, projectId: string, filter: VillageFilter, { limit = 1_000, cursor }: Page) {
  const where = await conditions(tx, projectId, filter);
  if (cursor !== undefined) where.push(gt(village.code, readCursor(cursor)));
  const size = Math.min(Math.max(1, Math.trunc(limit)), pageLimit);
  const villages = await select(tx, where, size + 1);
  if (villages.length <= size) return { villages };
  villages.pop();
  return { villages, next: Buffer.from(villages.at(-1)!.code).toString("base64url") };
}

function readCursor(cursor: string): string {
  if (!/^[\w-]+$/.test(cursor)) throw new StoreError("CURSOR_INVALID", "This cursor was not made by the store.");
  return Buffer.from(cursor, "base64url").toString();
}

async function readCounts(tx: Tx, projectId: string) {
  const rows = await rowsOf<{ code: string | null; name: string | null; status: VillageStatus; count: number }>(
    tx,
    sql`select v.county_code as code, c.name, v.status, count(*)::integer as count
      from village v left join county c on c.project_id = v.project_id and c.code = v.county_code
      where v.project_id = ${projectId} group by 1, 2, 3 order by 1 nulls last`,
  );
  const groups = Map.groupBy(rows, ({ code }) => code);
  const counties = [...groups.values()].map((group) => {
    const byStatus = Object.fromEntries(group.map(({ status, count }) => [status, count]));
    const total = group.reduce((sum, { count }) => sum + count, 0);
    return present({ countyCode: group[0]!.code, countyName: group[0]!.name, byStatus, total }) as VillageCount;
  });
  return {
    counties,
    total: counties.reduce((sum, { total }) => sum + total, 0),
    services: await readServices(tx, projectId),
  };
}

async function readServices(tx: Tx, projectId: string): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    tx,
    sql`select distinct s.name collate "C" as name from village v, unnest(v.services) as s (name)
      where v.project_id = ${projectId} order by 1 limit ${mostServices}`,
  );
  return rows.map(({ name }) => name);
}

async function find(tx: Tx, projectId: string, text: string, limit: number): Promise<{ villages: FoundVillage[] }> {
  const key = plainLetters(text.trim());
  if (key === "") return { villages: [] };
  const literal = key.replace(/[\\%_]/g, (character) => `\\${character}`);
  const [prefix, anywhere, letters] = [`${literal}%`, `%${literal}%`, `${literal.replaceAll(" ", "")}%`];
  const rows = await rowsOf<{
    code: VillageCode;
    name: string;
    status: VillageStatus;
    county: string | null;
    countyName: string | null;
    geom: string;
  }>(
    tx,
    sql`select v.code, v.name, v.status, v.county_code as county, c.name as "countyName", v.geom
      from village v left join county c on c.project_id = v.project_id and c.code = v.county_code
      where v.project_id = ${projectId} and (v.code like ${prefix} or lower(v.code) like ${prefix} or v.name_lower like ${anywhere}
        or v.pinyin like ${letters} or v.initials like ${letters})
      order by v.code = ${text.trim()} desc, v.name_lower = ${key} desc, v.name_lower like ${prefix} desc, v.pinyin like ${letters} desc,
        length(v.name), v.code
      limit ${Math.min(Math.max(1, Math.trunc(limit)), 1_000)}`,
  );
  return {
    villages: rows.map(({ code, name, status, county, countyName, geom }) =>
      present({ code, name, status, countyCode: county, countyName, position: decodePoint(geom) }),
    ) as FoundVillage[],
  };
}
