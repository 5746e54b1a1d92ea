import { redundancyOf } from "../redundancy/redundancy.ts";
import { type GradeCounts, type RedundancyGrade, redundancyGrades } from "../redundancy/redundancy-answer.ts";
import { accept, type Result } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { type CutCode, type Cuts, deadBy } from "./cuts.ts";

/** How the plant is held while work takes something out of use. */
export interface WorkWindow {
  readonly before: GradeCounts;
  readonly during: GradeCounts;
  /** Villages that are held less well during the work, the worst first. */
  readonly worse: readonly {
    readonly code: VillageCode;
    readonly before: RedundancyGrade;
    readonly during: RedundancyGrade;
  }[];
}

/** The redundancy that is left while cuts last, on the spans as they lie. Refuses what the cuts refuse, and a plant without a headend. */
export function workWindow(network: Network, cuts: Cuts): Result<WorkWindow, CutCode | "NO_HEADEND"> {
  const dead = deadBy(network, cuts);
  if (!dead.ok) return dead;
  const before = redundancyOf(network);
  if (!before.ok) return before;
  const { nodes, spans } = dead.value;
  const during = redundancyOf(network.apply({ note: "", put: {}, remove: { nodes: [...nodes], spans: [...spans] } }));
  const left = during.ok
    ? new Map(during.value.villages.map(({ code, grade }) => [code, grade]))
    : new Map<VillageCode, RedundancyGrade>();
  const rank = (grade: RedundancyGrade) => redundancyGrades.indexOf(grade);
  const worse = before.value.villages
    .map(({ code, grade }) => ({ code, before: grade, during: left.get(code) ?? ("none" as const) }))
    .filter((village) => rank(village.during) < rank(village.before))
    .sort((a, b) => rank(a.during) - rank(b.during) || (a.code < b.code ? -1 : 1));
  const none = Object.fromEntries(redundancyGrades.map((grade) => [grade, 0])) as Record<RedundancyGrade, number>;
  const counts = during.ok ? during.value.totals.villages : { ...none, none: before.value.villages.length };
  return accept({ before: before.value.totals.villages, during: counts, worse });
}
