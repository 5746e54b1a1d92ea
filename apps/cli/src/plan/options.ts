import type { Position } from "@cuntong/geo";
import type { Budget } from "@cuntong/network";
import { parseOptions, UsageError, wholeNumber } from "../usage.ts";
import { budgetOptions, budgetUsage, readBudget } from "./budget-options.ts";

const datumNames = ["auto", "WGS84", "CGCS2000", "GCJ02", "BD09"] as const;
export type DatumName = (typeof datumNames)[number];
const efforts = ["instant", "standard", "thorough"] as const;

/** What `cuntong plan` was asked to do. */
export interface PlanOptions {
  readonly demo?: "guangxi" | "andorra";
  readonly villages?: string;
  readonly corridors?: string;
  readonly plant?: string;
  readonly root?: Position;
  readonly elevation: readonly string[];
  readonly prices?: string;
  readonly areas: readonly string[];
  readonly datum: DatumName;
  /** Poles, cable, joints, cabinets, splitters and running cost counted on their own. */
  readonly itemised: boolean;
  readonly effort: (typeof efforts)[number];
  readonly seed: number;
  readonly budget?: Budget;
  /** File with the codes of villages that must be connected. */
  readonly must?: string;
  readonly out: string;
  readonly goodRowsOnly: boolean;
  readonly json: boolean;
}

export const planUsage =
  "cuntong plan (--villages F --corridors F (--plant F | --root LON,LAT) | --demo guangxi|andorra) [--elevation F]... [--areas F]... [--prices F] [--itemised] " +
  `${budgetUsage} ` +
  "[--datum auto|WGS84|CGCS2000|GCJ02|BD09] [--effort instant|standard|thorough] [--seed N] [--good-rows-only] [--json] --out DIR";

/** Reads the command line of `cuntong plan`; a {@link UsageError} says what is wrong with it. */
export function readPlanOptions(args: string[]): PlanOptions {
  const values = parseOptions(args, {
    demo: { type: "string" },
    villages: { type: "string" },
    corridors: { type: "string" },
    plant: { type: "string" },
    root: { type: "string" },
    elevation: { type: "string", multiple: true },
    prices: { type: "string" },
    areas: { type: "string", multiple: true },
    itemised: { type: "boolean", default: false },
    datum: { type: "string", default: "auto" },
    effort: { type: "string", default: "standard" },
    seed: { type: "string", default: "1" },
    ...budgetOptions,
    out: { type: "string" },
    "good-rows-only": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  const { demo, villages, corridors, plant, root, prices, out } = values;
  if (!out) throw new UsageError("--out DIR is missing.");
  if (demo === undefined) requireInputs({ villages, corridors, plant, root });
  else if (villages ?? corridors ?? plant ?? root)
    throw new UsageError("--demo brings its own villages, corridors and plant.");
  const budget = readBudget(values);
  return {
    ...(budget !== undefined && { budget }),
    ...(values.must !== undefined && { must: values.must }),
    ...(demo !== undefined && { demo: oneOf(demo, ["guangxi", "andorra"] as const, "--demo") }),
    ...(villages !== undefined && { villages }),
    ...(corridors !== undefined && { corridors }),
    ...(plant !== undefined && { plant }),
    ...(root !== undefined && { root: readPosition(root) }),
    ...(prices !== undefined && { prices }),
    elevation: values.elevation ?? [],
    areas: values.areas ?? [],
    itemised: values.itemised,
    datum: oneOf(values.datum, datumNames, "--datum"),
    effort: oneOf(values.effort, efforts, "--effort"),
    seed: wholeNumber(values.seed, "--seed", 0),
    out,
    goodRowsOnly: values["good-rows-only"],
    json: values.json,
  };
}

function requireInputs(inputs: Record<"villages" | "corridors" | "plant" | "root", string | undefined>): void {
  if (!inputs.villages) throw new UsageError("--villages F is missing.");
  if (!inputs.corridors) throw new UsageError("--corridors F is missing.");
  if (!inputs.plant && !inputs.root) throw new UsageError("Say where the network starts: --plant F or --root LON,LAT.");
  if (inputs.plant && inputs.root) throw new UsageError("Give --plant or --root, not both.");
}

function oneOf<const T extends string>(value: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${name} takes ${allowed.join(", ")}, not "${value}".`);
  return found;
}

function readPosition(text: string): Position {
  const [lon, lat, ...rest] = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const isPosition = rest.length === 0 && Math.abs(lon ?? Number.NaN) <= 180 && Math.abs(lat ?? Number.NaN) <= 90;
  if (!isPosition) throw new UsageError(`--root takes LON,LAT in degrees, e.g. 108.32,22.82, not "${text}".`);
  return [lon!, lat!];
}
