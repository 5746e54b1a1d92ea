import { type Issue, isClean } from "@cuntong/network";
import { type PlannedAgain, planAgain } from "@cuntong/planner";
import { findProposal } from "../plan/find-proposal.ts";
import type { InputOptions } from "../plan/input-options.ts";
import { readAnyInputs } from "../plan/read-any-inputs.ts";
import { showPlanProgress } from "../plan/show-progress.ts";
import { createProgress, printIssues } from "../terminal.ts";

/** The proposal in a file planned again from its inputs, to ask about; undefined where it cannot be, which has been said on stderr. */
export async function plannedAgain(
  path: string,
  options: InputOptions,
): Promise<{ readonly again?: PlannedAgain; readonly issues: readonly Issue[] }> {
  const progress = createProgress();
  const issues: Issue[] = [];
  const proposal = await findProposal(path, issues);
  const read = proposal ? await readAnyInputs(options, progress.show) : undefined;
  issues.push(...(read?.issues ?? []));
  progress.end();
  printIssues(issues);
  if (!proposal || !read || !(isClean(issues) || options.goodRowsOnly)) return { issues };
  const again = planAgain(proposal, read.input, {}, showPlanProgress(progress));
  progress.end();
  printIssues(again.issues);
  return { ...(again.ok && { again }), issues: [...issues, ...again.issues] };
}

/** Bad input or a question that has no answer: exit code 2. */
export function refuse(issues: readonly Issue[], isJson: boolean): number {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  if (isJson) process.stdout.write(`${JSON.stringify({ errors, issues })}\n`);
  return 2;
}
