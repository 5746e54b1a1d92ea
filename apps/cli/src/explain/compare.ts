import type { Issue } from "@cuntong/network";
import { type Comparison, compareProposals } from "@cuntong/planner";
import { findProposal } from "../plan/find-proposal.ts";
import { formatKm, formatYuan, printIssues } from "../terminal.ts";
import { type Command, parseFilesAndOptions } from "../usage.ts";
import { refuse } from "./planned-again.ts";

/** `cuntong compare`: two proposals held against each other. */
export const compareCommand: Command = {
  name: "compare",
  usage: "cuntong compare A.json B.json [--normalise] [--json]",
  summary:
    "Says what two proposals differ in: villages, kilometres, cost by item and county, roads that only one builds along. Plans of different price books are compared only with --normalise, which prices A by the book of B.",
  async run(args) {
    const { files, options } = parseFilesAndOptions(args, ["A.json", "B.json"], {
      normalise: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    });
    const [a, b] = files as [string, string];
    const { normalise, json } = options;
    const issues: Issue[] = [];
    const [first, second] = [await findProposal(a, issues), await findProposal(b, issues)];
    const answer = first && second && compareProposals(first, second, { normalise });
    if (answer && !answer.ok) issues.push(...answer.issues);
    printIssues(issues);
    if (!answer?.ok) return refuse(issues, json);
    const { comparison } = answer;
    process.stdout.write(json ? `${JSON.stringify(comparison)}\n` : `${inWords(comparison).join("\n")}\n`);
    return 0;
  },
};

function inWords({ different, totals, costFen, lengthM, villages, items, counties, spans }: Comparison): string[] {
  const changed = (sign: number) => (sign > 0 ? "+" : "");
  return [
    `cost ${formatYuan(totals.a.costFen)} -> ${formatYuan(totals.b.costFen)} (${changed(costFen)}${formatYuan(costFen)})`,
    `length ${formatKm(totals.a.lengthM)} -> ${formatKm(totals.b.lengthM)} (${changed(lengthM)}${formatKm(lengthM)})`,
    `villages connected in both ${villages.inBoth}, only in A ${villages.onlyA.length}, only in B ${villages.onlyB.length}`,
    `roads only in A ${formatKm(spans.onlyALengthM)}, only in B ${formatKm(spans.onlyBLengthM)}`,
    ...differencesInWords(different),
    ...items
      .filter(({ costFen: cost }) => cost.a !== cost.b)
      .map(({ code, costFen: cost }) => `  ${code}: ${formatYuan(cost.a)} -> ${formatYuan(cost.b)}`),
    ...counties
      .filter(({ countyCode, costFen: cost }) => countyCode !== "" && cost.a !== cost.b)
      .map(({ countyCode, costFen: cost }) => `  county ${countyCode}: ${formatYuan(cost.a)} -> ${formatYuan(cost.b)}`),
  ];
}

function differencesInWords({
  settings,
  inputs,
  seed,
  locks,
  planner,
  prices,
  villages,
}: Comparison["different"]): string[] {
  const listed = [
    ...(settings.length > 0 ? [`settings ${settings.join(", ")}`] : []),
    ...(inputs.length > 0 ? [`inputs ${inputs.join(", ")}`] : []),
    ...(villages.a.length + villages.b.length > 0 ? ["villages asked for"] : []),
    ...(prices ? ["price books (A is priced by the book of B)"] : []),
    ...Object.entries({ seed, locks, "planner version": planner }).flatMap(([name, differs]) =>
      differs ? [name] : [],
    ),
  ];
  return listed.length > 0 ? [`made on different ${listed.join("; ")}`] : [];
}
