import { writeProposal } from "@cuntong/formats";
import { type Issue, isClean, type PlanLocks, type Proposal } from "@cuntong/network";
import { type OnPlanProgress, type PlanAnswer, plan, planAgain } from "@cuntong/planner";
import { createProgress, formatKm, formatYuan, printIssues } from "../terminal.ts";
import type { Command } from "../usage.ts";
import { budgetLines } from "./budget-report.ts";
import { findProposal } from "./find-proposal.ts";
import { type PlanOptions, planHelp, planUsage, readPlanOptions } from "./options.ts";
import { readAnyInputs, type Show } from "./read-any-inputs.ts";
import type { ReadInputs } from "./read-inputs.ts";
import { readLocks } from "./read-locks.ts";
import { showPlanProgress } from "./show-progress.ts";
import { unreachableLines } from "./unreachable-report.ts";
import { checkFolder, writeFiles } from "./write-files.ts";

/** `cuntong plan`: files in, a proposal out. Needs no database and no server. */
export const planCommand: Command = {
  name: "plan",
  usage: planUsage,
  options: planHelp,
  summary:
    "Plans the cheapest new fibre from the existing plant to every unconnected village, and writes the proposal into DIR.",
  run: async (args) => runPlan(readPlanOptions(args)),
};

async function runPlan(options: PlanOptions): Promise<number> {
  const started = performance.now();
  await checkFolder(options.out);
  const progress = createProgress();
  const read = await readForPlan(options, progress.show);
  progress.end();
  const { issues } = read;
  printIssues(issues);
  if (issues.some(isOfNoRow) || (!isClean(issues) && !options.goodRowsOnly)) return refuse(options, issues);
  if (options.byCounty) {
    const { runByCounty } = await import("../by-county/run-by-county.ts");
    return runByCounty(read.input, { ...options.byCounty, out: options.out, json: options.json });
  }
  const answer = makePlan(read, options, showPlanProgress(progress));
  progress.end();
  printIssues(answer.issues);
  if (!answer.ok) return refuse(options, [...issues, ...answer.issues], false);
  progress.show("writing files");
  await writeFiles(options.out, await writeProposal(answer.proposal));
  progress.end();
  report(answer.proposal, options, (performance.now() - started) / 1000);
  return 0;
}

/** Everything that the command line names: inputs, the proposal to plan again, and locks. */
interface ReadForPlan extends ReadInputs {
  readonly from: Proposal | undefined;
  readonly locks: PlanLocks | undefined;
}

async function readForPlan(options: PlanOptions, show: Show): Promise<ReadForPlan> {
  const { input, issues: found } = await readAnyInputs(options, show);
  const issues = [...found];
  const from = options.from === undefined ? undefined : await findProposal(options.from, issues);
  const locks = await readLocks(options, input.corridors, from?.locks, issues);
  return { input, issues, from, locks };
}

/**
 * Plans as asked: from the ground up, or a proposal again. With other locks than its own the proposal's plan is made again first and then
 * changed near them, which keeps all else as it was.
 */
function makePlan(
  { input, from, locks }: ReadForPlan,
  { goodRowsOnly, budget, seconds }: PlanOptions,
  onProgress: OnPlanProgress,
): PlanAnswer {
  if (!from) {
    const options = {
      partial: goodRowsOnly,
      ...(locks && { locks }),
      ...(budget && { budget }),
      ...(seconds !== undefined && { time: { seconds, clock } }),
    };
    return plan(input, onProgress, undefined, options);
  }
  const isAsMade = JSON.stringify(locks) === JSON.stringify(from.locks);
  const near = { near: { locks: from.locks ?? null } };
  const wanted = isAsMade || !locks ? from : { ...from, locks, madeBy: { ...from.madeBy, ...near } };
  const again = planAgain(wanted, input, { partial: isAsMade || goodRowsOnly }, onProgress);
  return again.ok ? { ok: true, proposal: again.solved.proposal, issues: again.issues } : again;
}

function clock(): number {
  return performance.now() / 1000;
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
    `${totals.connected} of ${totals.villages} villages connected, ${totals.unreachable} unreachable${totals.leftOut ? `, ${totals.leftOut} left out` : ""}`,
    ...unreachableLines(proposal.villages),
    `${formatKm(totals.lengthM)} of new fibre${supports.length > 0 ? ` (${supports.join(", ")})` : ""}`,
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
