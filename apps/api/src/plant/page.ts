import type { Extent } from "@cuntong/geo";
import { idOf, type Network, type Puts, type Records, type Table } from "@cuntong/network";
import { Refusal } from "../http/problem.ts";

interface PageQuery {
  readonly q?: string | undefined;
  readonly bbox?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of a table in the order of ids: those whose id or name holds a text, those inside a box; `next` goes on. */
export function pageOf(network: Network, table: Table, query: PageQuery): { records: Puts; next?: string } {
  const { limit, cursor } = query;
  const found = candidates(network, table, query.bbox)
    .filter((record) => (cursor === undefined || idOf(table, record) > cursor) && holds(table, record, query.q))
    .sort((a, b) => (idOf(table, a) < idOf(table, b) ? -1 : 1));
  const page = found.slice(0, limit);
  const next = found.length > limit ? idOf(table, page.at(-1)!) : undefined;
  return { records: { [table]: page } as Puts, ...(next !== undefined && { next }) };
}

function candidates(network: Network, table: Table, bbox: string | undefined): Records[Table][] {
  if (bbox === undefined) return [...network.records(table)];
  if (table !== "nodes" && table !== "spans") {
    throw new Refusal("INVALID_REQUEST", "A box is asked of nodes and spans.");
  }
  const [west, south, east, north] = bbox.split(",").map(Number) as unknown as Extent;
  if (!(east - west <= 2 && north - south <= 2 && east >= west && north >= south)) {
    throw new Refusal(
      "INVALID_REQUEST",
      "A box is at most 2 degrees wide and high, west before east, south before north.",
    );
  }
  const ids = network.near(
    table,
    [
      [west, south],
      [east, north],
    ],
    0,
  );
  const inside = ([lon, lat]: readonly [number, number]) => lon >= west && lon <= east && lat >= south && lat <= north;
  return [...ids].flatMap((id) => {
    const record = network.get(table, id);
    if (!record) return [];
    const isIn = "position" in record ? inside(record.position) : record.line.some(inside);
    return isIn ? [record] : [];
  });
}

function holds(table: Table, record: Records[Table], q: string | undefined): boolean {
  if (q === undefined || q === "") return true;
  const key = q.toLowerCase();
  const name = "name" in record && typeof record.name === "string" ? record.name.toLowerCase() : "";
  return idOf(table, record).toLowerCase().includes(key) || name.includes(key);
}
