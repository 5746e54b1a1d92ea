import type { CorridorLock, Issue } from "@cuntong/network";
import {
  type Alternative,
  alternativeTo,
  type ExplainedPart,
  explainVillage,
  PlanInHand,
  type VillageExplanation,
  whyNot,
} from "@cuntong/planner";
import {
  inputFlags,
  inputHelp,
  inputUsage,
  readInputOptions,
  refuseWhatProposalBrings,
} from "../plan/input-options.ts";
import { type LockOptions, readLocks } from "../plan/read-locks.ts";
import { formatKm, formatYuan, printIssues } from "../terminal.ts";
import { type Command, parseFileAndOptions, UsageError, wholeNumber } from "../usage.ts";
import { plannedAgain, refuse } from "./planned-again.ts";

/** `cuntong explain`: why a plan is as it is. */
export const explainCommand: Command = {
  name: "explain",
  usage: `cuntong explain PROPOSAL.json ${inputUsage}
    (--village CODE | --span ID | --road F | --source N) [--json]`,
  options: [
    ...inputHelp,
    ["--village CODE", "its path, part by part, with the next best way around each"],
    ["--span ID", "the best plan without this span of the proposal"],
    ["--road F", "the best plan along a line that it does not take"],
    ["--source N", "the same along the corridor with this number in its source"],
  ],
  summary:
    "Plans a proposal again from its inputs and says why: a village's path with the next best way for each part, the plan without a span, or the plan along a road that it does not take.",
  async run(args) {
    const { file, options: values } = parseFileAndOptions(args, {
      ...inputFlags,
      village: { type: "string" },
      span: { type: "string" },
      road: { type: "string" },
      source: { type: "string" },
      json: { type: "boolean", default: false },
    });
    const asked = [values.village, values.span, values.road, values.source].filter((value) => value !== undefined);
    if (asked.length !== 1) throw new UsageError("Ask about one thing: --village, --span, --road or --source.");
    refuseWhatProposalBrings(values);
    const options = readInputOptions(values);
    const { again, issues } = await plannedAgain(file, options);
    if (!again) return refuse(issues, values.json);
    const hand = new PlanInHand(again.prepared, again.solved);
    const more: Issue[] = [];
    const answer =
      values.village !== undefined
        ? explainVillage(hand, values.village)
        : values.span !== undefined
          ? alternativeTo(hand, values.span)
          : await askRoad(hand, values, options.datum, more);
    if (!answer?.ok) {
      const found = [...more, ...(answer?.issues ?? [])];
      printIssues(found);
      return refuse([...issues, ...found], values.json);
    }
    process.stdout.write(values.json ? `${JSON.stringify(answer)}\n` : `${inWords(answer).join("\n")}\n`);
    return 0;
  },
};

async function askRoad(
  hand: PlanInHand,
  { road, source }: { readonly road?: string; readonly source?: string },
  datum: LockOptions["datum"],
  issues: Issue[],
) {
  if (source !== undefined) return whyNot(hand, { id: `source ${source}`, source: wholeNumber(source, "--source", 0) });
  const { corridors } = hand.prepared.input;
  const locks = await readLocks({ use: [road!], avoid: [], datum }, corridors, undefined, issues);
  const lock: CorridorLock | undefined = locks?.use[0];
  return lock && whyNot(hand, lock);
}

function inWords(answer: VillageExplanation | Alternative): string[] {
  return "parts" in answer ? pathInWords(answer) : alternativeInWords(answer);
}

function pathInWords({ code, name, pathM, pathCostFen, shareFen, parts }: VillageExplanation): string[] {
  return [
    `${name} (${code}): ${formatKm(pathM)} from the existing plant, ${formatYuan(pathCostFen)} in all, its share ${formatYuan(shareFen)}`,
    ...parts.map(partInWords),
  ];
}

function partInWords(part: ExplainedPart): string {
  const { spanIds, from, to, lengthM, costFen, villagesBeyond, mandatory, nextBest } = part;
  const spans = spanIds.length === 1 ? spanIds[0] : `${spanIds[0]} to ${spanIds.at(-1)}`;
  const what = `${from} to ${to} (${spans}): ${formatKm(lengthM)}, ${formatYuan(costFen)}, for ${villagesBeyond} villages`;
  const why = mandatory
    ? "mandatory"
    : nextBest
      ? `next best way ${formatKm(nextBest.lengthM)}, ${formatYuan(nextBest.moreFen)} more`
      : "the only way";
  return `  ${what}; ${why}`;
}

function alternativeInWords({ asPlanned, atMostFen, atLeastFen, cutOff, comparison }: Alternative): string[] {
  if (asPlanned) return ["The plan does so already."];
  const { onlyA, onlyB, onlyALengthM, onlyBLengthM } = comparison.spans;
  const less = atMostFen < 0;
  const proven = atLeastFen === undefined || atLeastFen <= 0 ? "" : `, proven at least ${formatYuan(atLeastFen)}`;
  return [
    `It would cost ${formatYuan(Math.abs(atMostFen))} ${less ? "less" : "more"}${proven}.`,
    `  ${formatKm(onlyALengthM)} in ${onlyA.length} pieces would not be built, ${formatKm(onlyBLengthM)} in ${onlyB.length} pieces instead.`,
    ...(cutOff.length > 0 ? [`  It cannot connect ${cutOff.join(", ")}.`] : []),
  ];
}
