import type { NodeId, SpanId } from "../records/ids.ts";
import type { Span } from "../records/span.ts";
import type { Village } from "../village.ts";
import type { Redundancy, RedundancyGrade, RiskPoint, VillageGrade } from "./redundancy-answer.ts";
import type { SharedRisk } from "./shared-risks.ts";

/** What can be held against a village, the worst first. */
export interface Threats {
  readonly span: SpanId | undefined;
  readonly node: NodeId | undefined;
  readonly risk: RiskPoint | undefined;
  readonly headend: NodeId | undefined;
}

/** The grade that what can be held against a village leaves it. */
export function gradeOf({ span, node, risk, headend }: Threats): Pick<VillageGrade, "grade" | "because"> {
  if (span !== undefined) return { grade: "onePath", because: spanPoint(span) };
  if (node !== undefined) return { grade: "onePath", because: nodePoint("node", node) };
  if (risk) return { grade: "sharedRisk", because: risk };
  if (headend !== undefined) return heldBy(headend);
  return { grade: "dualHomed" };
}

/** A village that one headend alone holds. */
export const heldBy = (headend: NodeId) => ({ grade: "twoDisjoint", because: nodePoint("headend", headend) }) as const;

/** Points as the answer names them. */
export const spanPoint = (id: SpanId): RiskPoint => ({ kind: "span", id, spanIds: [id] });
export const nodePoint = (kind: "node" | "headend", id: NodeId): RiskPoint => ({ kind, id, spanIds: [] });

export const riskPoint = (spans: readonly Span[], { kind, id, members }: SharedRisk): RiskPoint => ({
  ...{ kind, id, spanIds: members.map((i) => spans[i]!.id) },
});

/** Villages and people by grade, in all and by county. */
export function countedGrades(
  villages: readonly Village[],
  grades: readonly VillageGrade[],
): Pick<Redundancy, "totals" | "counties"> {
  const tables = new Map<
    string,
    { villages: Record<RedundancyGrade, number>; people: Record<RedundancyGrade, number> }
  >();
  const tableOf = (key: string) => {
    const table = tables.get(key) ?? { villages: noGrades(), people: noGrades() };
    tables.set(key, table);
    return table;
  };
  const totals = { villages: noGrades(), people: noGrades() };
  for (const [i, { grade }] of grades.entries()) {
    for (const table of [totals, tableOf(villages[i]!.countyCode ?? "")]) {
      table.villages[grade]++;
      table.people[grade] += villages[i]!.people ?? 0;
    }
  }
  const counties = [...tables.keys()].sort().map((countyCode) => ({ countyCode, ...tables.get(countyCode)! }));
  return { totals, counties };
}

function noGrades(): Record<RedundancyGrade, number> {
  return { none: 0, onePath: 0, sharedRisk: 0, twoDisjoint: 0, dualHomed: 0 };
}
