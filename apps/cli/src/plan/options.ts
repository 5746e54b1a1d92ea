import { availableParallelism } from "node:os";
import type { Budget } from "@cuntong/network";
import { defaultMarginM } from "@cuntong/planner";
import { decimal, type OptionHelp, parseOptions, UsageError, wholeNumber } from "../usage.ts";
import { budgetHelp, budgetOptions, budgetUsage, readBudget } from "./budget-options.ts";
import {
  type InputOptions,
  inputFlags,
  inputHelp,
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
  /** Every county planned on its own, so many at a time, with the roads so many metres around its villages. */
  readonly byCounty?: { readonly threads: number; readonly marginM: number };
  /** Limit of the search in seconds; without it work alone limits it, and the plan can be repeated to the byte. */
  readonly seconds?: number;
  readonly out: string;
  readonly json: boolean;
}

export const planUsage = `cuntong plan ${inputUsage}
    [--prices F] [--itemised] [--existing root|reuse] [--offroad-limit M] [--use F]... [--avoid F]...
    ${budgetUsage}
    [--effort instant|standard|thorough] [--seconds S | --deterministic] [--seed N]
    [--from PROPOSAL.json] [--by-county [--threads N] [--margin-m M]] [--good-rows-only] [--json] --out DIR`;

/** What the options of `cuntong plan` mean. */
export const planHelp: readonly OptionHelp[] = [
  ...inputHelp,
  ["--prices F", "price book: CSV, XLSX or JSON (cuntong prices prints the default one)"],
  ["--itemised", "count poles, cable, joints, cabinets and splitters one by one"],
  ["--existing root|reuse", "fibre starts at any existing node, or at headends and along existing spans at a price"],
  ["--offroad-limit M", "join corridors that end within M metres of another"],
  ["--use F", "mandatory routes: lines along which must be built"],
  ["--avoid F", "lines along which nothing may be built"],
  ...budgetHelp,
  ["--effort E", "instant, standard (the default) or thorough"],
  ["--seconds S", "limit the search by time: not the same on every machine"],
  ["--deterministic", "limit it by work, as is done unless --seconds is given"],
  ["--seed N", "another seed may find another plan; 1 unless given"],
  ["--from PROPOSAL.json", "plan a proposal again; with --use, --avoid or --must, change it near them alone"],
  ["--by-county", "every county on its own, in --threads N threads, with roads --margin-m M metres around"],
  ["--good-rows-only", "plan with what is sound in the files, and without locks that cannot be kept"],
  ["--json", "the summary as one JSON object on stdout"],
  ["--out DIR", "proposal.json, .gpkg, .geojson, bom.xlsx and bom.csv are written there"],
];

/** Reads the command line of `cuntong plan`; a {@link UsageError} says what is wrong with it. */
export function readPlanOptions(args: string[]): PlanOptions {
  const values = parseOptions(args, {
    ...inputFlags,
    use: { type: "string", multiple: true },
    avoid: { type: "string", multiple: true },
    from: { type: "string" },
    seconds: { type: "string" },
    deterministic: { type: "boolean", default: false },
    ...budgetOptions,
    "by-county": { type: "boolean", default: false },
    threads: { type: "string" },
    "margin-m": { type: "string" },
    out: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { out, from } = values;
  if (!out) throw new UsageError("--out DIR is missing.");
  if (from !== undefined) refuseWhatProposalBrings(values);
  const budget = readBudget(values);
  if (from !== undefined && budget)
    throw new UsageError("The proposal brings its own budget: leave --cap and the like out.");
  const byCounty = readByCounty(values);
  if (byCounty && (from !== undefined || budget || values.use || values.avoid || values.must !== undefined))
    throw new UsageError("--by-county plans every county afresh, without locks, budget or --from.");
  return {
    ...(byCounty && { byCounty }),
    ...readInputOptions(values),
    ...{ use: values.use ?? [], avoid: values.avoid ?? [], out, json: values.json },
    ...(from !== undefined && { from }),
    ...readSeconds(values, from !== undefined || budget !== undefined || byCounty !== undefined),
    ...(budget !== undefined && { budget }),
    ...(values.must !== undefined && { must: values.must }),
  };
}

function readByCounty(values: {
  readonly "by-county": boolean;
  readonly threads?: string;
  readonly "margin-m"?: string;
}) {
  const { threads, "margin-m": margin } = values;
  if (!values["by-county"]) {
    if (threads ?? margin) throw new UsageError("--threads and --margin-m go with --by-county.");
    return undefined;
  }
  return {
    threads: threads === undefined ? Math.min(availableParallelism(), 16) : wholeNumber(threads, "--threads", 1),
    marginM: margin === undefined ? defaultMarginM : wholeNumber(margin, "--margin-m", 0),
  };
}

/** `--deterministic` is how plans are made anyway; it is there to be said, and not together with a limit of time. */
function readSeconds(
  { seconds, deterministic }: { readonly seconds?: string; readonly deterministic: boolean },
  hasOwnLimits: boolean,
): { readonly seconds?: number } {
  if (seconds === undefined) return {};
  if (deterministic) throw new UsageError("--seconds and --deterministic exclude each other.");
  if (hasOwnLimits) throw new UsageError("--seconds does not go with --from, --cap and the like, or --by-county.");
  return { seconds: decimal(seconds, "--seconds", { least: 0.1, most: 86_400 }) };
}
