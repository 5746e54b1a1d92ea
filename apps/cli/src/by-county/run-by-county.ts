import { join } from "node:path";
import { writeProposal } from "@cuntong/formats";
import type { PlanInput } from "@cuntong/planner";
import { writeFiles } from "../plan/write-files.ts";
import { createProgress, printIssues } from "../terminal.ts";
import { type CountyRow, countyCsv, countyLines, sumsOf } from "./county-table.ts";
import { type CountyPlan, planCounties } from "./plan-counties.ts";

export interface ByCountyOptions {
  readonly threads: number;
  readonly marginM: number;
  readonly out: string;
  readonly json: boolean;
}

/** Plans every county on its own and writes each into a folder of its own, then `counties.csv` with one row for each. */
export async function runByCounty(input: PlanInput, options: ByCountyOptions): Promise<number> {
  const started = performance.now();
  const rows: CountyRow[] = [];
  const progress = createProgress();
  const onPlan = async (plan: CountyPlan) => {
    rows.push(rowOf(plan));
    progress.show(`${rows.length} counties planned`);
    const errors = plan.issues.filter(({ severity }) => severity === "error");
    if (errors.length > 0) progress.end();
    printIssues(errors);
    if (plan.ok)
      await writeFiles(join(options.out, plan.countyCode || "no-county"), await writeProposal(plan.proposal));
  };
  await planCounties(input, { ...options, onPlan });
  progress.end();
  rows.sort((a, b) => (a.countyCode < b.countyCode ? -1 : 1));
  await writeFiles(options.out, { "counties.csv": countyCsv(rows) });
  const seconds = Number(((performance.now() - started) / 1000).toFixed(2));
  const text = options.json
    ? JSON.stringify({ ...sumsOf(rows), counties: rows, seconds })
    : [...countyLines(rows), `${seconds} s; written to ${options.out}`].join("\n");
  process.stdout.write(`${text}\n`);
  return rows.some(({ totals }) => totals) ? 0 : 2;
}

function rowOf(plan: CountyPlan): CountyRow {
  const { countyCode, issues } = plan;
  if (plan.ok) return { countyCode, totals: plan.proposal.totals, codes: [] };
  return {
    countyCode,
    codes: [...new Set(issues.filter(({ severity }) => severity === "error").map(({ code }) => code))],
  };
}
