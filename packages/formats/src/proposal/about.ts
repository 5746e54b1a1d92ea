import type { Proposal, ProposalTotals } from "@cuntong/network";

/** The sentence that goes with every file made from generated inputs. */
export const generatedNote = "Made from generated inputs, not surveyed. 由种子生成的演示数据，并非实测。";

/** Where a proposal comes from and what it amounts to, line by line, for the files that have room for it. */
export function aboutLines(proposal: Proposal): readonly (readonly [zh: string, en: string, value: string | number])[] {
  const { totals } = proposal;
  return [
    ...(proposal.generated ? ([["数据说明", "Data", generatedNote]] as const) : []),
    ["村庄", "Villages", totals.villages],
    ["已接通", "Connected", totals.connected],
    ["未通达", "Unreachable", totals.unreachable],
    ...(totals.leftOut === undefined ? [] : ([["未纳入", "Left out", totals.leftOut]] as const)),
    ["长度（公里）", "Length (km)", Math.round(totals.lengthM) / 1000],
    ["造价（元）", "Cost (yuan)", totals.costFen / 100],
    ...(totals.lowerBoundFen === undefined
      ? []
      : ([["造价下界（元）", "Lower bound of the cost (yuan)", totals.lowerBoundFen / 100]] as const)),
    ...budgetLines(totals),
    ["价目", "Price book", proposal.priceBookName],
    ["种子", "Seed", proposal.seed],
    ["接入距离上限（米）", "Snap limit (m)", proposal.settings.snapLimitM],
    ...proposal.inputs.map(
      ({ role, name, sha256, revision }) =>
        [
          "输入",
          `Input: ${role}`,
          [name, sha256 ?? (revision === undefined ? "" : `revision ${revision}`)].join(" ").trim(),
        ] as const,
    ),
    ...proposal.credits.map((credit) => ["数据来源", "Credit", credit] as const),
  ];
}

function budgetLines({ budget }: ProposalTotals): readonly (readonly [string, string, number])[] {
  if (!budget) return [];
  const { capFen, weight, weightBound } = budget;
  return [
    ...(capFen === undefined ? [] : ([["造价上限（元）", "Cap (yuan)", capFen / 100]] as const)),
    ["所选村的权重", "Weight of the villages chosen", weight],
    ["权重上界（已证明）", "Proven: no plan under the cap weighs more", weightBound],
  ];
}
