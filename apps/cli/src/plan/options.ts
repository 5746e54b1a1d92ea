import type { Budget } from "@cuntong/network";
import { parseOptions, UsageError } from "../usage.ts";
import { budgetOptions, budgetUsage, readBudget } from "./budget-options.ts";
import {
  type InputOptions,
  inputFlags,
  inputUsage,
  readInputOptions,
  refuseWhatProposalBrings,
} from "./input-options.ts";

/** What `cuntong plan` was asked to do. */
export interface PlanOptions extends InputOptions {
  /** Files of mandatory routes and of corridors on which nothing is built. */
  readonly use: readonly string[];
  readonly avoid: readonly string[];
  readonly budget?: Budget;
  /** File with the codes of villages that must be connected. */
  readonly must?: string;
  /** Proposal to plan again. */
  readonly from?: string;
  readonly out: string;
  readonly json: boolean;
}

export const planUsage =
  `cuntong plan ${inputUsage} [--prices F] [--itemised] [--use F]... [--avoid F]... [--from PROPOSAL.json] ${budgetUsage} ` +
  "[--effort instant|standard|thorough] [--seed N] [--good-rows-only] [--json] --out DIR";

/** Reads the command line of `cuntong plan`; a {@link UsageError} says what is wrong with it. */
export function readPlanOptions(args: string[]): PlanOptions {
  const values = parseOptions(args, {
    ...inputFlags,
    use: { type: "string", multiple: true },
    avoid: { type: "string", multiple: true },
    from: { type: "string" },
    ...budgetOptions,
    out: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { out, from } = values;
  if (!out) throw new UsageError("--out DIR is missing.");
  if (from !== undefined) refuseWhatProposalBrings(values);
  const budget = readBudget(values);
  if (from !== undefined && budget)
    throw new UsageError("The proposal brings its own budget: leave --cap and the like out.");
  return {
    ...readInputOptions(values),
    ...{ use: values.use ?? [], avoid: values.avoid ?? [], out, json: values.json },
    ...(from !== undefined && { from }),
    ...(budget !== undefined && { budget }),
    ...(values.must !== undefined && { must: values.must }),
  };
}
