import {
  corridorClasses,
  defaultParallelWithinM,
  type Network,
  type NodeId,
  redundancyOf,
  type Village,
  type VillageCode,
} from "@cuntong/network";
import type { Cancel, OnPlanProgress, PlanInput } from "../plan/plan.ts";
import { preparePlan } from "../plan/prepare-plan.ts";
import { issue, orRefused, type Refusal } from "../plan/refusal.ts";
import { Watch } from "../plan/watch.ts";
import { hundredthsPerFen, lengthCmOf } from "../price/price-stretches.ts";
import { lineOf, type ReinforceGround, reinforceGround } from "./reinforce-ground.ts";
import type { NewSpan, ReinforceAnswer, ReinforceGoal, Reinforcement, ReinforceOptions } from "./reinforcement.ts";
import type { SurvivableProblem, Target } from "./survivable-problem.ts";
import { type Survival, survive } from "./survive.ts";

/** Corridors, prices and settings as a plan has them; villages and plant are the network's. */
export type ReinforceInput = Omit<PlanInput, "villages" | "nodes" | "spans">;

/** A village or node that is to be protected, by its code or id, with the place of its vertex. */
interface Named extends Target {
  readonly id: string;
}

/**
 * The cheapest new spans found over the corridors, at the prices of the book, such that villages survive what the goal names, within a budget where
 * there is one; with a proven bound. A village stands at the first of its nodes.
 *
 * Refuses a plant without a headend (`NO_HEADEND`), a village or node that is not there (`VILLAGE_UNKNOWN`, `NODE_UNKNOWN`), a goal without any (`NO_VILLAGES`), and what {@link preparePlan}
 * refuses.
 */
export function reinforce(
  network: Network,
  given: ReinforceInput,
  goal: ReinforceGoal,
  options: ReinforceOptions = {},
  onProgress?: OnPlanProgress,
  cancel?: Cancel,
): ReinforceAnswer {
  return orRefused(() => reinforceWatched(network, given, goal, options, new Watch(onProgress, cancel)));
}

function reinforceWatched(
  network: Network,
  given: ReinforceInput,
  goal: ReinforceGoal,
  options: ReinforceOptions,
  watch: Watch,
): ReinforceAnswer {
  const { parallelWithinM = defaultParallelWithinM, weigh = "villages", budgetFen } = options;
  const assessed = redundancyOf(network, { parallelWithinM });
  if (!assessed.ok) return { ok: false, issues: [issue(assessed.code, assessed.message)] };
  const { headends, villages: grades } = assessed.value;
  const codes = "points" in goal ? goal.points.flatMap((point) => assessed.value.cutOff(point)) : goal.villages;
  const wanted = targetsOf(network, [...new Set(codes)], "points" in goal ? [] : (goal.nodes ?? []));
  if ("issues" in wanted) return wanted;
  const nodesOf = new Map(grades.map(({ code, nodeIds }) => [code, nodeIds]));
  const isHeadend = new Set(headends);
  const input = inputOf(network, given, wanted.villages, isHeadend, nodesOf);
  const prepared = preparePlan(input, (progress) => watch.report({ ...progress, fraction: 0.3 * progress.fraction }));
  if (!prepared.ok) return prepared;
  const apart = "points" in goal || goal.grade === "dualHomed";
  const ground = reinforceGround(prepared.prepared, isHeadend, { apart, parallelWithinM });
  const named = namedTargets(ground, wanted, nodesOf, weigh);
  const failures = "points" in goal ? goal.points.map((point) => ground.failingSet(point)) : "any";
  const problem: SurvivableProblem = { ...ground, targets: named, failures };
  const survival = survive(problem, {
    ...(budgetFen !== undefined && { budget: budgetFen * hundredthsPerFen }),
    onProgress: (fraction) => watch.report({ phase: "improve", fraction: 0.3 + 0.7 * fraction }),
  });
  const lost = [...wanted.villages.map(({ code }) => code as string), ...wanted.nodes];
  const placed = new Set(named.map(({ id }) => id));
  const nowhere = lost.filter((id) => !placed.has(id));
  return { ok: true, reinforcement: answerOf(ground, named, survival, nowhere) };
}

interface Wanted {
  readonly villages: readonly Village[];
  readonly nodes: readonly NodeId[];
}

function targetsOf(network: Network, codes: readonly VillageCode[], nodes: readonly NodeId[]): Wanted | Refusal {
  const missing = codes.filter((code) => !network.get("villages", code));
  const absent = nodes.filter((id) => !network.get("nodes", id));
  const issues = [
    ...missing.map((code) => ({ ...issue("VILLAGE_UNKNOWN", `there is no village ${code}`), value: code })),
    ...absent.map((id) => ({ ...issue("NODE_UNKNOWN", `there is no node ${id}`), value: id })),
  ];
  if (issues.length > 0) return { ok: false, issues };
  if (codes.length + nodes.length === 0)
    return { ok: false, issues: [issue("NO_VILLAGES", "there is nothing to protect")] };
  return { villages: codes.map((code) => network.get("villages", code)!), nodes };
}

/** The planner's ground: villages at their nodes, spans as ways that are there, headends by what stands in them. */
function inputOf(
  network: Network,
  given: ReinforceInput,
  villages: readonly Village[],
  isHeadend: ReadonlySet<NodeId>,
  nodesOf: ReadonlyMap<VillageCode, readonly NodeId[]>,
): PlanInput {
  const standing = new Set(["underConstruction", "operational", "inactive"]);
  const at = (village: Village): Village => {
    const node = network.get("nodes", nodesOf.get(village.code)?.[0] ?? "");
    return node ? { ...village, position: node.position } : village;
  };
  const nodes = [...network.records("nodes")].filter(({ status }) => standing.has(status));
  // A plan wants villages; where only nodes are asked for, one of them stands for all.
  const stand = nodes.slice(0, 1).map(({ id, position }) => ({
    code: id as string as VillageCode,
    name: id,
    position,
    status: "connected" as const,
  }));
  return {
    ...given,
    villages: villages.length > 0 ? villages.map(at) : stand,
    nodes: nodes.map((node) => (isHeadend.has(node.id) ? { ...node, kind: "headend" } : node)),
    spans: [...network.records("spans")].filter(({ status }) => standing.has(status)),
    settings: { ...given.settings, existingSpans: "reuse" },
  };
}

function namedTargets(
  ground: ReinforceGround,
  { villages, nodes }: Wanted,
  nodesOf: ReadonlyMap<VillageCode, readonly NodeId[]>,
  weigh: "villages" | "people",
): Named[] {
  const placeOf = new Map(ground.prepared.input.nodes.map(({ id }, i) => [id, i]));
  const vertexOf = (id: NodeId | undefined) => {
    const place = id === undefined ? undefined : placeOf.get(id);
    return place === undefined ? -1 : ground.vertexOfNode(place);
  };
  const ofVillages = villages.map(({ code, people = 0 }, i) => {
    const own = vertexOf(nodesOf.get(code)?.[0]);
    return { id: code, vertex: own >= 0 ? own : ground.vertexOfVillage(i), weight: weigh === "people" ? people : 1 };
  });
  const ofNodes = nodes.map((id) => ({ id, vertex: vertexOf(id), weight: 1 }));
  return [...ofVillages, ...ofNodes].filter(({ vertex }) => vertex >= 0);
}

function answerOf(
  ground: ReinforceGround,
  named: readonly Named[],
  survival: Survival,
  nowhere: readonly string[],
): Reinforcement {
  const { safe, hopeless, cost, lowerBound, curve, mostWeight } = survival;
  const ids = (list: readonly number[]) => list.map((t) => named[t].id).sort();
  const weightOf = (list: readonly number[]) => list.reduce((sum, t) => sum + named[t].weight, 0);
  const before = new Set(curve[0].newlySafe);
  const isDone = new Set([...safe, ...hopeless]);
  const spans = newSpans(ground, survival.edges);
  let [count, weight] = [0, 0];
  return {
    spans,
    lengthM: spans.reduce((sum, { lengthM }) => sum + lengthM, 0),
    costFen: toFen(cost),
    lowerBoundFen: toFen(lowerBound),
    gap: cost > 0 ? (cost - lowerBound) / cost : 0,
    protectedBefore: ids([...before]),
    newlyProtected: ids(safe.filter((t) => !before.has(t))),
    leftOut: ids([...named.keys()].filter((t) => !isDone.has(t))),
    notPossible: [...ids(hopeless), ...nowhere].sort(),
    weight: weightOf(safe),
    mostWeight,
    curve: curve.map(({ cost: spent, newlySafe }) => {
      count += newlySafe.length;
      weight += weightOf(newlySafe);
      return { costFen: toFen(spent), protected: count, weight };
    }),
    issues: ground.prepared.issues,
  };
}

/** Whole fen, upwards: what is paid. */
const toFen = (hundredths: number) => Math.ceil(hundredths / hundredthsPerFen);

function newSpans({ prepared, stretchAt, cost }: ReinforceGround, edges: readonly number[]): NewSpan[] {
  const { network, counts } = prepared;
  let spent = 0;
  return edges.flatMap((edge) => {
    const stretch = stretchAt(edge);
    const kind = stretch === undefined ? undefined : network.kinds[network.stretches.kind[stretch]];
    if (stretch === undefined || !kind) return [];
    const before = spent;
    spent += cost[edge];
    return [
      {
        line: lineOf(network.stretches, stretch),
        lengthM: lengthCmOf(counts, stretch) / 100,
        support: kind.support,
        corridorClass: corridorClasses[network.stretches.corridorClass[stretch]],
        costFen: toFen(spent) - toFen(before),
      },
    ];
  });
}
