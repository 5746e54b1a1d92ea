import { type PricePoint, type WhatIfAnswer, whatIf } from "@cuntong/planner";
import {
  inputFlags,
  inputHelp,
  inputUsage,
  readInputOptions,
  refuseWhatProposalBrings,
} from "../plan/input-options.ts";
import { createProgress, formatKm, formatYuan, printIssues } from "../terminal.ts";
import { type Command, parseFileAndOptions, UsageError } from "../usage.ts";
import { plannedAgain, refuse } from "./planned-again.ts";

/** `cuntong what-if`: how a plan stands when prices change. */
export const whatIfCommand: Command = {
  name: "what-if",
  usage: `cuntong what-if PROPOSAL.json ${inputUsage}
    --price CODE [--percent=-20,-10,10,20] [--json]`,
  options: [
    ...inputHelp,
    ["--price CODE", "a code of the price book, or how several begin"],
    ["--percent=P,P...", "whole per cent from -100 to 1000, written with = where the first is negative"],
  ],
  summary:
    "Lets a price, or all that begin with CODE (span.aerial, crossing), rise and fall, and says what the plan then costs, whether another one becomes better and what that one changes.",
  async run(args) {
    const { file, options: values } = parseFileAndOptions(args, {
      ...inputFlags,
      price: { type: "string" },
      percent: { type: "string", default: "-20,-10,10,20" },
      json: { type: "boolean", default: false },
    });
    if (values.price === undefined) throw new UsageError("--price CODE is missing.");
    refuseWhatProposalBrings(values);
    const percents = values.percent.split(",").map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
    const { again, issues } = await plannedAgain(file, readInputOptions(values));
    if (!again) return refuse(issues, values.json);
    const progress = createProgress();
    const question = { prices: values.price, percents };
    const show = (fraction: number) => progress.show("planning at other prices", fraction);
    const answer = whatIf(again.input, again.solved.proposal, question, show);
    progress.end();
    if (!answer.ok) {
      printIssues(answer.issues);
      return refuse([...issues, ...answer.issues], values.json);
    }
    process.stdout.write(values.json ? `${JSON.stringify(answer)}\n` : `${inWords(answer).join("\n")}\n`);
    return 0;
  },
};

function inWords({
  prices,
  points,
  stable,
  costFen: [least, greatest],
}: Extract<WhatIfAnswer, { ok: true }>): string[] {
  return [
    `${prices.length} prices change together: ${prices.join(", ")}`,
    ...points.map(pointInWords),
    `cost from ${formatYuan(least)} to ${formatYuan(greatest)}; ${stable ? "no better plan was found in this range" : "another plan becomes better within this range"}`,
  ];
}

function pointInWords({ percent, keepFen, bestFen, lowerBoundFen, stays, villages, roads }: PricePoint): string {
  const sign = percent > 0 ? "+" : "";
  const bound = lowerBoundFen === undefined ? "" : `, proven at least ${formatYuan(lowerBoundFen)}`;
  const lengthM = roads.onlyBetter.reduce((sum, part) => sum + part.lengthM, 0);
  const what = stays
    ? "the plan stays"
    : `${formatYuan(bestFen)} by another way for ${villages.length} villages, ${formatKm(lengthM)} of other roads`;
  return `  ${sign}${percent} %: the plan costs ${formatYuan(keepFen)}${bound}; ${what}`;
}
