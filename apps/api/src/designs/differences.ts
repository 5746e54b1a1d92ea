import type { DesignDifference } from "@cuntong/contract";
import { type Change, canonicalJson, type Network, type Table, tables, touchedIds } from "@cuntong/network";

/** What a change does to each object of the plant it was drawn on, field by field. What it leaves as it is is left out. */
export function differencesOf(base: Network, change: Change): DesignDifference[] {
  const after = base.apply(change);
  return tables.flatMap((table) =>
    [...touchedIds(change, table)]
      .sort()
      .flatMap((id) => differenceOf(table, id, base.get(table, id), after.get(table, id))),
  );
}

function differenceOf(
  table: Table,
  id: string,
  before: object | undefined,
  after: object | undefined,
): DesignDifference[] {
  const object = { table, id };
  if (!before && !after) return [];
  if (!after) return [{ object, kind: "removed", fields: [] }];
  const old: Record<string, unknown> = { ...before };
  const fresh: Record<string, unknown> = { ...after };
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  const fields = names
    .filter((field) => canonicalJson(old[field] ?? null) !== canonicalJson(fresh[field] ?? null))
    .map((field) => ({
      field,
      ...(old[field] !== undefined && { before: old[field] }),
      ...(fresh[field] !== undefined && { after: fresh[field] }),
    }));
  if (!before) return [{ object, kind: "made", fields }];
  return fields.length > 0 ? [{ object, kind: "changed", fields }] : [];
}
