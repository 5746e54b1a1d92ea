import { writeFile } from "node:fs/promises";
import { writeGeoJson } from "@cuntong/formats";
import { isClean, type Network, type NodeId, type RiskPoint, redundancyOf, type VillageCode } from "@cuntong/network";
import { type ReinforceGoal, type Reinforcement, type ReinforceOptions, reinforce } from "@cuntong/planner";
import { readInputs } from "../plan/read-inputs.ts";
import { createProgress, formatKm, formatYuan, printIssues } from "../terminal.ts";
import { type OptionHelp, UsageError, wholeNumber } from "../usage.ts";

/** Flags of what is to be built, beside those of the plant. */
export const reinforceFlags = {
  reinforce: { type: "string" },
  of: { type: "string" },
  corridors: { type: "string" },
  elevation: { type: "string", multiple: true },
  areas: { type: "string", multiple: true },
  prices: { type: "string" },
  budget: { type: "string" },
  weigh: { type: "string" },
  out: { type: "string" },
} as const;

export const reinforceUsage = `[--reinforce twoDisjoint|dualHomed|points [--of IDS] --corridors F [--elevation F]... [--areas F]...
    [--prices F] [--budget YUAN] [--weigh villages|people] [--out F.geojson]]`;

export const reinforceHelp: readonly OptionHelp[] = [
  ["--reinforce GOAL", "two ways that share nothing, to two headends, or a way round single points of failure"],
  [
    "--of IDS",
    "villages by code and nodes by id, or points (the worst 20 unless told), apart by commas; else every village",
  ],
  ["--corridors F", "where may be built, with --elevation, --areas and --prices as cuntong plan takes them"],
  ["--budget YUAN", "protect those that are cheapest for their weight for at most so much"],
  ["--weigh W", "what a village is worth: 1 (villages, the default) or its people"],
  ["--out F.geojson", "the new spans as GeoJSON"],
];

interface Values {
  readonly reinforce?: string | undefined;
  readonly of?: string | undefined;
  readonly corridors?: string | undefined;
  readonly elevation?: readonly string[] | undefined;
  readonly areas?: readonly string[] | undefined;
  readonly prices?: string | undefined;
  readonly budget?: string | undefined;
  readonly weigh?: string | undefined;
  readonly out?: string | undefined;
  readonly json: boolean;
  readonly "good-rows-only": boolean;
}

/** Plans what is to be built, writes it and says what it costs and what is proven. */
export async function runReinforce(network: Network, values: Values, parallelWithinM: number): Promise<number> {
  if (values.corridors === undefined) throw new UsageError("--reinforce needs --corridors F: where may be built.");
  const goal = goalOf(network, values, parallelWithinM);
  const options = { ...optionsOf(values), parallelWithinM };
  const progress = createProgress();
  const { input, issues } = await readGround(values, values.corridors, progress.show);
  progress.end();
  printIssues(issues);
  if (!isClean(issues) && !values["good-rows-only"]) return refuse(values.json, issues);
  const answer = reinforce(network, input, goal, options, ({ phase, fraction }) => progress.show(phase, fraction));
  progress.end();
  if (!answer.ok) {
    printIssues(answer.issues);
    return refuse(values.json, answer.issues);
  }
  printIssues(answer.reinforcement.issues);
  if (values.out !== undefined) await writeFile(values.out, newSpansGeoJson(answer.reinforcement));
  process.stdout.write(values.json ? `${JSON.stringify(answer.reinforcement)}\n` : describe(answer.reinforcement));
  return 0;
}

function refuse(json: boolean, issues: Parameters<typeof printIssues>[0]): number {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  process.stderr.write(`${errors} error${errors === 1 ? "" : "s"}: nothing was planned.\n`);
  if (json) process.stdout.write(`${JSON.stringify({ errors, issues })}\n`);
  return 2;
}

function readGround({ elevation = [], areas = [], prices }: Values, corridors: string, show: (step: string) => void) {
  const files = { corridors, elevation, areas, ...(prices !== undefined && { prices }) };
  const settings = { itemised: false, offroadLimitM: 0, effort: "standard", seed: 1, goodRowsOnly: false } as const;
  return readInputs({ ...files, ...settings, datum: "auto" }, show);
}

function optionsOf({ budget, weigh = "villages" }: Values): ReinforceOptions {
  if (weigh !== "villages" && weigh !== "people") throw new UsageError("--weigh takes villages or people.");
  return { weigh, ...(budget !== undefined && { budgetFen: 100 * wholeNumber(budget, "--budget", 0) }) };
}

function goalOf(network: Network, { reinforce: goal, of }: Values, parallelWithinM: number): ReinforceGoal {
  const ids = of?.split(",").map((id) => id.trim());
  if (goal === "points") return { points: pointsOf(network, ids, parallelWithinM) };
  if (goal !== "twoDisjoint" && goal !== "dualHomed")
    throw new UsageError(`--reinforce takes twoDisjoint, dualHomed or points, not "${goal}".`);
  if (!ids) return { grade: goal, villages: [...network.records("villages")].map(({ code }) => code) };
  const villages = ids.filter((id) => network.get("villages", id)) as VillageCode[];
  return { grade: goal, villages, nodes: ids.filter((id) => !network.get("villages", id)) as NodeId[] };
}

/** Points that are looked at when none are named. */
const worst = 20;

function pointsOf(network: Network, ids: readonly string[] | undefined, parallelWithinM: number): RiskPoint[] {
  const assessed = redundancyOf(network, { parallelWithinM });
  if (!assessed.ok) throw new UsageError(assessed.message);
  const { points } = assessed.value;
  if (!ids) return [...points.page(0, worst)];
  const all = new Map(points.page(0, points.count).map((point) => [point.id, point]));
  return ids.map((id) => {
    const point = all.get(id);
    if (!point) throw new UsageError(`--of ${id}: this is no single point of failure.`);
    return point;
  });
}

function newSpansGeoJson({ spans, costFen, lowerBoundFen }: Reinforcement): Uint8Array {
  const features = spans.map(({ line, ...properties }) => ({ geometry: { line }, properties }));
  return writeGeoJson(features, { costFen, lowerBoundFen });
}

function describe(answer: Reinforcement): string {
  const { newlyProtected, protectedBefore, leftOut, notPossible, curve } = answer;
  const lines = [
    `${newlyProtected.length} newly protected, ${protectedBefore.length} were before, ${leftOut.length} left out, ${notPossible.length} without a second way over these corridors`,
    `${formatKm(answer.lengthM)} of new spans, cost ${formatYuan(answer.costFen)}; no spans that protect the same cost less than ${formatYuan(answer.lowerBoundFen)} (proven gap ${(100 * answer.gap).toFixed(2)} %)`,
    `weight ${answer.weight} of at most ${answer.mostWeight}`,
    "cost and protected, the cheapest first:",
    ...curve.map((point) => `  ${formatYuan(point.costFen).padStart(22)}  ${point.protected}`),
    ...notPossible.slice(0, 20).map((id) => `no second way: ${id}`),
  ];
  return `${lines.join("\n")}\n`;
}
