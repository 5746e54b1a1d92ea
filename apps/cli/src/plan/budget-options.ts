import { type Budget, type ChoiceWeights, type Quota, quotaUnits, type VillageCode } from "@cuntong/network";
import { type OptionHelp, UsageError, wholeNumber } from "../usage.ts";

/** Options of `cuntong plan` that choose villages under a budget. */
export const budgetOptions = {
  cap: { type: "string" },
  weights: { type: "string" },
  quota: { type: "string", multiple: true },
  due: { type: "string" },
  must: { type: "string" },
  curve: { type: "boolean", default: false },
} as const;

export const budgetUsage = "[--cap YUAN] [--weights W] [--quota COUNTY:UNIT:N]... [--due DATE] [--must F] [--curve]";

/** What the options of a budget mean. */
export const budgetHelp: readonly OptionHelp[] = [
  ["--cap YUAN", "choose the villages that are worth most for at most so much money"],
  ["--weights W", "what a village is worth: people=1,village=100,priority=50,service:NAME=5; 1 unless given"],
  ["--quota COUNTY:UNIT:N", "at least so many villages, people or households of a county, 450123:villages:10"],
  ["--due YYYY-MM-DD", "villages due by this day must be connected"],
  ["--must F", "villages that must be connected: a text with a code at the start of each line"],
  ["--curve", "what every sum of money reaches, with its bound"],
];

/** Points of the curve that `--curve` asks for. */
const curvePoints = 12;

const parts = ["people", "households", "village", "priority"] as const;

export interface BudgetValues {
  readonly cap?: string | undefined;
  readonly weights?: string | undefined;
  readonly quota?: readonly string[] | undefined;
  readonly due?: string | undefined;
  readonly curve: boolean;
}

/** The budget asked for; undefined where nothing of it was. A village is worth 1 unless weights are given. */
export function readBudget({ cap, weights, quota = [], due, curve }: BudgetValues): Budget | undefined {
  if (cap === undefined && weights === undefined && quota.length === 0 && due === undefined && !curve) return undefined;
  if (cap === undefined && !curve) throw new UsageError("--weights, --quota and --due need --cap YUAN or --curve.");
  return {
    ...(cap === undefined ? {} : { capFen: fenOf(cap) }),
    weights: weights === undefined ? { village: 1 } : readWeights(weights),
    ...(quota.length > 0 ? { quotas: quota.map(readQuota) } : {}),
    ...(due === undefined ? {} : { dueBy: due }),
    ...(curve ? { curvePoints } : {}),
  };
}

/** Codes of villages that must be connected: the first word of each line of a text; lines that begin with # are notes. */
export function mustOf(text: string): VillageCode[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\uFEFF/, "").trim());
  const codes = lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(/[\s,;]/)[0]!);
  return [...new Set(codes)] as VillageCode[];
}

function fenOf(yuan: string): number {
  const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(yuan);
  if (!found) throw new UsageError(`--cap takes yuan with at most two digits after the point, not "${yuan}".`);
  return 100 * Number(found[1]) + Number((found[2] ?? "").padEnd(2, "0"));
}

function readWeights(text: string): ChoiceWeights {
  const weights: { -readonly [Key in keyof ChoiceWeights]: ChoiceWeights[Key] } = {};
  const services: Record<string, number> = {};
  for (const word of text.split(",")) {
    const [name = "", value = ""] = word.split("=");
    const number = /^\d+(\.\d{1,4})?$/.test(value) ? Number(value) : Number.NaN;
    const part = parts.find((known) => known === name);
    const service = /^service:(.+)$/.exec(name)?.[1];
    if (Number.isNaN(number) || (!part && service === undefined)) {
      throw new UsageError(`--weights takes ${parts.join(", ")} or service:NAME, each = a number, not "${word}".`);
    }
    if (part) weights[part] = number;
    else services[service!] = number;
  }
  return { ...weights, ...(Object.keys(services).length > 0 ? { services } : {}) };
}

function readQuota(text: string): Quota {
  const [countyCode = "", unit, count = "", ...rest] = text.split(":");
  const of = quotaUnits.find((known) => known === unit);
  if (!of || countyCode === "" || rest.length > 0)
    throw new UsageError(`--quota takes COUNTY:${quotaUnits.join("|")}:NUMBER, not "${text}".`);
  return { countyCode, of, atLeast: wholeNumber(count, "--quota", 0) };
}
