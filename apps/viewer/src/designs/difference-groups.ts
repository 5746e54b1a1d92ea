import type { DesignDifference } from "@cuntong/contract";
import { type Table, tables } from "@cuntong/network";

const differenceKinds = ["made", "changed", "removed"] as const;

/** What a design does to objects of one kind. */
export interface DifferenceGroup {
  readonly table: Table;
  readonly kind: DesignDifference["kind"];
  readonly differences: readonly DesignDifference[];
}

/** Differences kind by kind, in the order of the tables: what is made, what is changed, what is removed. */
export function differenceGroups(differences: readonly DesignDifference[]): DifferenceGroup[] {
  return tables.flatMap((table) =>
    differenceKinds.flatMap((kind) => {
      const own = differences.filter((one) => one.object.table === table && one.kind === kind);
      return own.length > 0 ? [{ table, kind, differences: own }] : [];
    }),
  );
}

/** What an object is called in a design: its name after or before; undefined where it has none. */
export function differenceName({ fields }: DesignDifference): string | undefined {
  const said = fieldValue(fields, "name");
  return typeof said === "string" && said !== "" ? said : undefined;
}

/** The value of a field after, or where it is gone, before. */
export function fieldValue(fields: DesignDifference["fields"], name: string): unknown {
  const found = fields.find(({ field }) => field === name);
  return found?.after ?? found?.before;
}
