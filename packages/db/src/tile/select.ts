import { type SQL, sql } from "drizzle-orm";
import { rowsOf, type Tx } from "../session.ts";
import type { TileGrid } from "./grid.ts";
import type { TileRow } from "./shape.ts";

/** From this zoom on every village, node and span is drawn as itself. */
export const wholeFrom = { villages: 8, nodes: 11, spans: 10 } as const;

function boxOf(grid: TileGrid, buffer?: number): SQL {
  const [west, south, east, north] = grid.box(buffer);
  return sql`ST_MakeEnvelope(${west}::double precision, ${south}::double precision, ${east}::double precision,
    ${north}::double precision, 4326)`;
}

/**
 * Lines (2) or areas (3) cut to the tile's box and simplified to a unit of it. Most shapes lie inside and need no cutting; what only
 * touches the box leaves points or lines behind, which are dropped.
 */
function drawn(grid: TileGrid, dimension: 2 | 3): SQL {
  return sql`ST_Simplify(case when t.geom @ box.geom then t.geom
    else ST_CollectionExtract(ST_ClipByBox2D(t.geom, box.geom::box2d), ${dimension}::integer) end,
    ${grid.unitDegrees}::double precision, true)`;
}

interface FlatRow {
  readonly fid?: number;
  readonly geom: string | null;
  readonly [property: string]: string | number | boolean | null | undefined;
}

async function tileRows(tx: Tx, query: SQL): Promise<TileRow[]> {
  const rows = await rowsOf<FlatRow>(tx, query);
  return rows.flatMap(({ fid, geom, ...rest }) => {
    if (geom === null) return [];
    const properties = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value ?? undefined]));
    return [{ geom, properties, ...(fid !== undefined && { fid }) }];
  });
}

/** Every village as itself. */
export function selectVillages(tx: Tx, projectId: string, grid: TileGrid): Promise<TileRow[]> {
  return tileRows(
    tx,
    sql`select t.fid, t.geom, t.code, t.name, t.status, t.county_code as county
      from village t, (select ${boxOf(grid)} as geom) box where t.project_id = ${projectId} and t.geom && box.geom order by t.fid`,
  );
}

/**
 * Villages of one status counted in squares of 1/32 tile. A village is counted in one tile only, so that the counts of all tiles add up;
 * a lone village keeps its code and name.
 */
export function selectVillageCounts(tx: Tx, projectId: string, grid: TileGrid): Promise<TileRow[]> {
  const [west, south, east, north] = grid.box(0);
  const cell = (east - west) / 32;
  return tileRows(
    tx,
    sql`select min(fid) as fid, ST_SetSRID(ST_MakePoint(avg(lon), avg(lat)), 4326) as geom, status, count(*)::integer as count,
        case when count(*) = 1 then min(code) end as code, case when count(*) = 1 then min(name) end as name
      from (select t.fid, t.code, t.name, t.status, ST_X(t.geom) as lon, ST_Y(t.geom) as lat
        from village t, (select ${boxOf(grid, 1)} as geom) box where t.project_id = ${projectId} and t.geom && box.geom) v
      where lon >= ${west} and lon < ${east} and lat > ${south} and lat <= ${north}
      group by status, floor(lon / ${cell}), floor(lat / ${cell}) order by 1`,
  );
}

/** Nodes; below the zoom where all are drawn only head ends and sites. */
export function selectNodes(tx: Tx, projectId: string, grid: TileGrid): Promise<TileRow[]> {
  const kinds = grid.z >= wholeFrom.nodes ? sql`` : sql` and t.kind in ('headend', 'site')`;
  return tileRows(
    tx,
    sql`select t.fid, t.geom, t.id, t.kind, t.name, t.status from node t, (select ${boxOf(grid)} as geom) box
      where t.project_id = ${projectId} and t.geom && box.geom${kinds} order by t.fid`,
  );
}

/** Spans, with their ids and lengths only where each is drawn as itself. */
export function selectSpans(tx: Tx, projectId: string, grid: TileGrid): Promise<TileRow[]> {
  const own = grid.z >= wholeFrom.spans ? sql`t.fid, t.id, t.length_m as "lengthM",` : sql``;
  return tileRows(
    tx,
    sql`select ${own} ${drawn(grid, 2)} as geom, t.support, t.status from span t, (select ${boxOf(grid)} as geom) box
      where t.project_id = ${projectId} and t.geom && box.geom order by t.fid`,
  );
}

export function selectCounties(tx: Tx, projectId: string, grid: TileGrid): Promise<TileRow[]> {
  return tileRows(
    tx,
    sql`select t.fid, ${drawn(grid, 3)} as geom, t.code, t.name from county t, (select ${boxOf(grid)} as geom) box
      where t.project_id = ${projectId} and t.geom && box.geom order by t.fid`,
  );
}

export function selectRivers(tx: Tx, projectId: string, grid: TileGrid): Promise<TileRow[]> {
  return tileRows(
    tx,
    sql`select t.fid, ${drawn(grid, 2)} as geom, t.name from river t, (select ${boxOf(grid)} as geom) box
      where t.project_id = ${projectId} and t.geom && box.geom order by t.fid`,
  );
}

/** Proposed spans; below the zoom where each is itself only support and how many villages hang on them (1, 10, 100 or more). */
export function selectProposedSpans(tx: Tx, planId: string, grid: TileGrid): Promise<TileRow[]> {
  const own =
    grid.z >= wholeFrom.spans
      ? sql`t.fid, t.id, t.corridor_class as "corridorClass", t.length_m as "lengthM", t.cost_fen::double precision as "costFen",
          t.villages_beyond as "villagesBeyond",`
      : sql`case when t.villages_beyond >= 100 then 100 when t.villages_beyond >= 10 then 10 else 1 end as "villagesBeyond",`;
  return tileRows(
    tx,
    sql`select ${own} ${drawn(grid, 2)} as geom, t.support,
        case when t.reuses is not null then true end as reused from proposal_span t, (select ${boxOf(grid)} as geom) box
      where t.plan_id = ${planId} and t.geom && box.geom order by t.fid`,
  );
}

export async function selectProposedNodes(tx: Tx, planId: string, grid: TileGrid): Promise<TileRow[]> {
  if (grid.z < wholeFrom.nodes) return [];
  return tileRows(
    tx,
    sql`select t.fid, t.geom, t.id, t.kind, t.existing, t.village_code as village
      from proposal_node t, (select ${boxOf(grid)} as geom) box where t.plan_id = ${planId} and t.geom && box.geom order by t.fid`,
  );
}

/** Unreachable villages at every zoom, the connected ones where villages are drawn as themselves. */
export function selectProposedVillages(tx: Tx, planId: string, grid: TileGrid): Promise<TileRow[]> {
  const states = grid.z >= wholeFrom.villages ? sql`` : sql` and t.state = 'unreachable'`;
  return tileRows(
    tx,
    sql`select t.fid, t.geom, t.code, t.name, t.state, t.path_m as "pathM", t.share_fen::double precision as "shareFen", t.reason,
        t.gap_m as "gapM"
      from proposal_village t, (select ${boxOf(grid)} as geom) box
      where t.plan_id = ${planId} and t.geom && box.geom${states} order by t.fid`,
  );
}
