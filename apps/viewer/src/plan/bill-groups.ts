import type { PlanDetail } from "@cuntong/contract";

type BillLine = PlanDetail["bill"][number];

/** What the lines of a bill are for, in the order of building. */
const billGroups = [
  "spans",
  "ground",
  "crossings",
  "cable",
  "nodes",
  "permits",
  "villages",
  "running",
  "other",
] as const;
export type BillGroup = (typeof billGroups)[number];

const groupOfKind: Readonly<Record<string, BillGroup>> = {
  span: "spans",
  overlash: "spans",
  class: "spans",
  soil: "ground",
  forest: "ground",
  area: "ground",
  surcharge: "ground",
  crossing: "crossings",
  cable: "cable",
  node: "nodes",
  permit: "permits",
  village: "villages",
  opex: "running",
};

/** The lines of a bill by what they are for, with the sum of each; groups without a line are left out. */
export function groupBill(
  lines: readonly BillLine[],
): { readonly group: BillGroup; readonly lines: readonly BillLine[]; readonly costFen: number }[] {
  const byGroup = Map.groupBy(lines, ({ code }) => groupOfKind[code.split(".")[0] ?? ""] ?? "other");
  return billGroups.flatMap((group) => {
    const own = byGroup.get(group);
    return own ? [{ group, lines: own, costFen: own.reduce((sum, { costFen }) => sum + costFen, 0) }] : [];
  });
}
