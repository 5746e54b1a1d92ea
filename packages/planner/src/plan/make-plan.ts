import { corridorClasses, type Issue, type Proposal } from "@cuntong/network";
import { GapFinder } from "../ground/gaps.ts";
import { type Snapping, snap } from "../ground/snapping.ts";
import { type PlanNetwork, splitCorridors } from "../ground/split.ts";
import { roundFen, TooDear } from "../price/bill.ts";
import { type Counts, hundredthsPerFen, priceStretches } from "../price/price-stretches.ts";
import { checkPrices, PriceTable, priceCode, priceCodesNeeded } from "../price/prices.ts";
import { type SteinerAnswer, steinerTree } from "../steiner/steiner-tree.ts";
import { withExistingPlant } from "./existing-plant.ts";
import type { UnreachableVillage } from "./outcome.ts";
import type { Cancel, OnPlanProgress, PlanAnswer, PlanInput } from "./plan.ts";
import { identityOf, writeProposal } from "./proposal.ts";
import { steinerProblem } from "./steiner-problem.ts";
import { Cancelled, Watch } from "./watch.ts";

/**
 * Plans the fibre that connects the given villages to the existing plant along the corridors: a light Steiner tree, priced exactly, with
 * a proven lower bound unless `effort` is `instant`. Every village is in the answer, connected or with the gap that keeps it from being so.
 *
 * Refuses with `NO_VILLAGES`, `NO_ROOT`, `NO_CORRIDORS`, `ROOT_TOO_FAR`, `PRICE_MISSING` (and the other `PRICE_` codes), `COST_TOO_LARGE` or `CANCELLED`.
 * The same input gives the same answer, byte for byte.
 */
export function plan(input: PlanInput, onProgress?: OnPlanProgress, cancel?: Cancel): PlanAnswer {
  try {
    return planWatched(input, new Watch(onProgress, cancel));
  } catch (error) {
    if (error instanceof Cancelled) return refused("CANCELLED", "the plan was cancelled");
    if (error instanceof TooDear) return refused("COST_TOO_LARGE", error.message);
    throw error;
  }
}

function planWatched(asked: PlanInput, watch: Watch): PlanAnswer {
  watch.report({ phase: "corridors", fraction: 0 });
  const { input, issues: doubts } = withExistingPlant(asked);
  const refusals = checkInput(input);
  if (refusals.length > 0) return { ok: false, issues: [...doubts, ...refusals] };
  const snapping = snap(input, watch);
  const farNodes = nodesTooFar(input, snapping);
  if (farNodes.length === input.nodes.length) return rootTooFar(input);
  const network = splitCorridors(input, snapping);
  const unreachable = unreachableVillages(input, snapping, network, watch);
  const prices = new PriceTable(input.priceBook);
  const pricing = { elevation: input.elevation, barriers: input.corridors.barriers, settings: input.settings, prices };
  const counts = priceStretches(network.stretches, pricing, watch);
  const { tree, chosen } = chooseStretches(input, network, counts, prices, watch);
  watch.report({ phase: "proposal", fraction: 0.97 });
  const proposal = writeProposal({ input, network, counts, prices, chosen, unreachable, lowerBound: tree.lowerBound });
  watch.report({ phase: "proposal", fraction: 1, ...costs(proposal) });
  return { ok: true, proposal, issues: [...doubts, ...farNodes, ...terrainIssues(input, counts)] };
}

function checkInput(input: PlanInput): Issue[] {
  if (input.villages.length === 0) return [issue("NO_VILLAGES", "there is no village to connect")];
  if (input.nodes.length === 0) return [issue("NO_ROOT", "there is no existing node to connect the villages to")];
  const { edgeClass } = input.corridors;
  if (!edgeClass.some((index) => input.settings.supportByClass[corridorClasses[index]] !== null)) {
    return [issue("NO_CORRIDORS", "there is no corridor along which the settings allow building")];
  }
  return checkPrices(input.priceBook, priceCodesNeeded(input.corridors, input.settings, input.elevation !== undefined));
}

function chooseStretches(
  input: PlanInput,
  network: PlanNetwork,
  counts: Counts,
  prices: PriceTable,
  watch: Watch,
): { readonly tree: SteinerAnswer; readonly chosen: number[] } {
  const { problem, stretchOf } = steinerProblem(network, counts.weight);
  const reached = network.villageVertex.filter((vertex) => vertex >= 0).length;
  const drops = reached * prices.fen(priceCode.drop) * hundredthsPerFen;
  const tree = steinerTree(problem, input.settings.effort, ({ stage, fraction, weight, lowerBound }) => {
    const costFen = roundFen(weight + drops);
    const bound =
      lowerBound === undefined ? {} : { lowerBoundFen: Math.floor((lowerBound + drops) / hundredthsPerFen) };
    watch.report({ phase: stage, fraction: 0.3 + 0.65 * fraction, costFen, ...bound });
  });
  return { tree, chosen: tree.edges.map((edge) => stretchOf[edge]).sort((a, b) => a - b) };
}

function unreachableVillages(
  input: PlanInput,
  snapping: Snapping,
  network: PlanNetwork,
  watch: Watch,
): ReadonlyMap<number, UnreachableVillage> {
  const gaps = new GapFinder(input, snapping, watch);
  const unreachable = new Map<number, UnreachableVillage>();
  input.villages.forEach((village, i) => {
    if (network.villageVertex[i] >= 0) return;
    unreachable.set(i, { state: "unreachable", ...identityOf(village), ...gaps.gap(village) });
  });
  return unreachable;
}

function nodesTooFar(input: PlanInput, { nodeFeet }: Snapping): Issue[] {
  const { snapLimitM } = input.settings;
  return input.nodes
    .filter((_, i) => nodeFeet[i].length === 0)
    .map(({ id, position: [lon, lat] }) => ({
      severity: "warning",
      code: "NODE_TOO_FAR",
      place: { lon, lat },
      value: id,
      message: `node ${id} lies more than ${snapLimitM} m from every corridor; the plan does not start from it`,
      params: { node: id, snapLimitM },
    }));
}

function rootTooFar({ settings: { snapLimitM }, nodes }: PlanInput): PlanAnswer {
  const [lon, lat] = nodes[0].position;
  const message = `no existing node lies within ${snapLimitM} m of a corridor, so nothing can be reached`;
  return { ok: false, issues: [{ ...issue("ROOT_TOO_FAR", message), place: { lon, lat }, params: { snapLimitM } }] };
}

function terrainIssues(input: PlanInput, { voidSamples, levelSamples }: Counts): Issue[] {
  if (!input.elevation) {
    const message = "no elevation was given; all ground is priced as flat";
    return [{ severity: "info", code: "ELEVATION_ABSENT", place: {}, message }];
  }
  if (voidSamples === 0) return [];
  const level = levelSamples > 0 ? `; ${levelSamples} of them, on lines without any known height, count as flat` : "";
  const message = `${voidSamples} samples of the ground have no height; each took the nearest known height along its line${level}`;
  const params = { samples: voidSamples, level: levelSamples };
  return [{ severity: "warning", code: "ELEVATION_VOID", place: {}, message, params }];
}

function costs({ totals: { costFen, lowerBoundFen } }: Proposal) {
  return { costFen, ...(lowerBoundFen === undefined ? {} : { lowerBoundFen }) };
}

function issue(code: string, message: string): Issue {
  return { severity: "error", code, place: {}, message };
}

function refused(code: string, message: string): PlanAnswer {
  return { ok: false, issues: [issue(code, message)] };
}
