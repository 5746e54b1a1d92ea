import { writeProposal } from "@cuntong/formats";
import { type Issue, isClean, type PlanLocks, type Proposal } from "@cuntong/network";
import { plan } from "@cuntong/planner";
import { createProgress, formatKm, formatYuan, printIssues } from "../terminal.ts";
import type { Command } from "../usage.ts";
import { mustOf } from "./budget-options.ts";
import { budgetLines } from "./budget-report.ts";
import { findFile, readBytes } from "./input-file.ts";
import { type PlanOptions, planUsage, readPlanOptions } from "./options.ts";
import { readInputs } from "./read-inputs.ts";
import { checkFolder, writeFiles } from "./write-files.ts";

/** `cuntong plan`: files in, a proposal out. Needs no database and no server. */
export const planCommand: Command = {
  name: "plan",
  usage: planUsage,
  summary:
    "Plans the cheapest new fibre from the existing plant to every unconnected village, and writes the proposal into DIR.",
  run: async (args) => runPlan(readPlanOptions(args)),
};

async function runPlan(options: PlanOptions): Promise<number> {
  const started = performance.now();
  await checkFolder(options.out);
  const progress = createProgress();
  const { input, issues: found } = options.demo
    ? await (await import("./demo-inputs.ts")).demoInputs(options, progress.show)
    : await readInputs(options, progress.show);
  progress.end();
  const issues = [...found];
  const locks = options.must === undefined ? undefined : await readMust(options.must, issues);
  printIssues(issues);
  if (issues.some(isOfNoRow) || (!isClean(issues) && !options.goodRowsOnly)) return refuse(options, issues);
  const answer = plan(
    input,
    ({ phase, fraction, costFen }) =>
      progress.show(`planning: ${phase}`, fraction, costFen === undefined ? "" : formatYuan(costFen)),
    undefined,
    { ...(options.budget && { budget: options.budget }), ...(locks && { locks }) },
  );
  progress.end();
  printIssues(answer.issues);
  if (!answer.ok) return refuse(options, [...issues, ...answer.issues], false);
  progress.show("writing files");
  await writeFiles(options.out, await writeProposal(answer.proposal));
  progress.end();
  report(answer.proposal, options, (performance.now() - started) / 1000);
  return 0;
}

async function readMust(path: string, issues: Issue[]): Promise<PlanLocks | undefined> {
  const file = await findFile(path, issues);
  return file && mustOf(new TextDecoder().decode(await readBytes(file)));
}

/** A file that is not there has no good rows: to plan without it would be another plan than the one asked for. */
function isOfNoRow({ code }: Issue): boolean {
  return code === "FILE_NOT_FOUND";
}

/** Bad input: nothing is written. The lines on stderr have said what is wrong. */
function refuse(options: PlanOptions, issues: readonly Issue[], hasGoodRows = !issues.some(isOfNoRow)): number {
  const errors = issues.filter((issue) => issue.severity === "error").length;
  process.stderr.write(`${errors} error${errors === 1 ? "" : "s"}: nothing was planned and nothing was written.\n`);
  if (hasGoodRows && !options.goodRowsOnly)
    process.stderr.write("To plan with the good rows alone, add --good-rows-only.\n");
  if (options.json) process.stdout.write(`${JSON.stringify({ errors, issues })}\n`);
  return 2;
}

function report(proposal: Proposal, options: PlanOptions, seconds: number): void {
  const { totals, generated, credits } = proposal;
  if (options.json) {
    const { villages, connected, unreachable, leftOut, lengthM, costFen, opexFen, lowerBoundFen, budget } = totals;
    const known = { villages, connected, unreachable, leftOut, lengthM, costFen, opexFen, lowerBoundFen, budget };
    process.stdout.write(`${JSON.stringify({ ...known, seconds: Number(seconds.toFixed(2)) })}\n`);
    return;
  }
  const supports = Object.entries(totals.lengthMBySupport).map(
    ([support, lengthM]) => `${support} ${formatKm(lengthM)}`,
  );
  const lines = [
    `${totals.connected} of ${totals.villages} villages connected, ${totals.unreachable} unreachable${totals.leftOut === undefined ? "" : `, ${totals.leftOut} left out`}`,
    `${formatKm(totals.lengthM)} of new fibre (${supports.join(", ")})`,
    `cost ${formatYuan(totals.costFen)}${boundText(totals)}`,
    ...runningCost(proposal),
    ...budgetLines(totals),
    ...(generated ? ["inputs are generated from a seed: a demonstration"] : []),
    ...credits,
    `${seconds.toFixed(1)} s; written to ${options.out}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function runningCost({ opex, totals: { opexFen } }: Proposal): string[] {
  return opex && opexFen !== undefined
    ? [`running it for ${opex.years} years: ${formatYuan(opexFen)}, not part of the cost`]
    : [];
}

function boundText({ lowerBoundFen, gap }: Proposal["totals"]): string {
  if (lowerBoundFen === undefined || gap === undefined) return "";
  return `; no plan on these inputs can cost less than ${formatYuan(lowerBoundFen)} (proven gap ${(gap * 100).toFixed(2)} %)`;
}
