import { AreaIndex } from "@cuntong/geo";
import { corridorClasses, type Issue } from "@cuntong/network";
import { areasOnMap } from "../ground/areas-on-map.ts";
import { openCorridors } from "../ground/open-corridors.ts";
import { isRoot, spansToReuse } from "../ground/reuse.ts";
import { RoadCrossings } from "../ground/road-crossings.ts";
import { type Snapping, snap } from "../ground/snapping.ts";
import { splitCorridors } from "../ground/split.ts";
import { costOf } from "../price/bill.ts";
import { addCableFloor } from "../price/cable-floor.ts";
import { CableSizing } from "../price/cables.ts";
import { ForcedSpans } from "../price/forced-spans.ts";
import { priceCodesNeeded } from "../price/needed-prices.ts";
import { withOpex } from "../price/opex.ts";
import { permitShares } from "../price/permit-shares.ts";
import { type Counts, priceStretches } from "../price/price-stretches.ts";
import { checkPrices, PriceTable } from "../price/prices.ts";
import { piecesOfVillages } from "../price/village-quantities.ts";
import { checkSettings } from "./check-settings.ts";
import { withExistingPlant } from "./existing-plant.ts";
import type { Cancel, OnPlanProgress, PlanInput } from "./plan.ts";
import type { PreparedPlan } from "./prepared-plan.ts";
import { reachOf } from "./reach.ts";
import { issue, orRefused, type Refusal } from "./refusal.ts";
import { type PlanProblem, steinerProblem } from "./steiner-problem.ts";
import { Watch } from "./watch.ts";

export type PrepareAnswer = { readonly ok: true; readonly prepared: PreparedPlan } | Refusal;

/**
 * Does the part of planning that depends on the inputs alone, which is most of the work: the answer can be solved again and again with
 * other locks, budgets or efforts.
 *
 * Refuses with `NO_VILLAGES`, `NO_ROOT`, `NO_HEADEND`, `NO_CORRIDORS`, `ROOT_TOO_FAR`, `ROOT_IN_FORBIDDEN`, `SETTING_INVALID`, `AREA_DUPLICATE`, `PRICE_MISSING` (and the other `PRICE_` codes) or `CANCELLED`.
 */
export function preparePlan(input: PlanInput, onProgress?: OnPlanProgress, cancel?: Cancel): PrepareAnswer {
  return orRefused(() => prepareWatched(input, new Watch(onProgress, cancel)));
}

function prepareWatched(asked: PlanInput, watch: Watch): PrepareAnswer {
  watch.report({ phase: "corridors", fraction: 0 });
  const { input: whole, issues: doubts } = withExistingPlant(asked);
  const refusals = checkInput(whole);
  if (refusals.length > 0) return { ok: false, issues: [...doubts, ...refusals] };
  const { corridors } = whole;
  const input = { ...whole, corridors: openCorridors(corridors, whole.areas ?? [], whole.settings) };
  const snapping = snap(input, watch);
  const farNodes = nodesTooFar(input, snapping);
  if (snapping.nodeFeet.every((feet) => feet.length === 0)) return rootTooFar(input);
  const areas = areasOnMap(input.areas);
  const split = splitCorridors(input, snapping);
  const prices = new PriceTable(input.priceBook, input.areas);
  const { elevation, settings } = input;
  const roads = new RoadCrossings(input.corridors, snapping);
  const pricing = { elevation, settings, barriers: corridors.barriers, prices, areas, roads };
  const counts = priceStretches(split.stretches, pricing, watch);
  const ground = { input, corridors, areas, snapping, network: split, weight: counts.weight };
  const { network, unreachable, issues: outOfReach } = reachOf(ground, watch);
  const problem = steinerProblem(network, counts.weight);
  const cables = settings.counting.cable ? new CableSizing(settings.counting.cable, prices) : undefined;
  const permits = permitShares(input, { network, counts, areas, prices });
  const cableFloor = cables && addCableFloor(counts, problem, cables);
  const villageBase = villageBases(input, prices, problem, [permits, ...(cableFloor ? [cableFloor.shares] : [])]);
  const issues = [...doubts, ...farNodes, ...outOfReach, ...terrainIssues(input, counts)];
  const sized = cables &&
    cableFloor && { floor: cableFloor.floor, forced: new ForcedSpans(problem, counts, cables, cableFloor.floor) };
  const priced = { counts, prices, cables, ...(sized ? { sized } : {}), villageBase };
  return { ok: true, prepared: { input, snapping, network, ...priced, unreachable, problem, issues } };
}

/** What each village costs at least on top of any tree: its own pieces, and its shares of what is paid together. */
function villageBases(
  { settings: { counting } }: PlanInput,
  prices: PriceTable,
  { villageVertex }: PlanProblem,
  shares: readonly Float64Array[],
): Float64Array {
  const pieces = withOpex(counting, piecesOfVillages(counting, 1)).filter(({ quantity }) => quantity > 0);
  const own = pieces.reduce((sum, quantity) => sum + costOf(quantity, prices), 0);
  return Float64Array.from(villageVertex, (vertex, i) =>
    vertex < 0 ? 0 : shares.reduce((sum, share) => sum + share[i], own),
  );
}

function checkInput(input: PlanInput): Issue[] {
  if (input.villages.length === 0) return [issue("NO_VILLAGES", "there is no village to connect")];
  if (input.nodes.length === 0) return [issue("NO_ROOT", "there is no existing node to connect the villages to")];
  if (!input.nodes.some((node) => isRoot(input.settings, node))) {
    return [
      issue("NO_HEADEND", "existing spans are to be reused, and there is no headend that fibre could start from"),
    ];
  }
  const { edgeClass } = input.corridors;
  if (!edgeClass.some((index) => input.settings.supportByClass[corridorClasses[index]] !== null)) {
    return [issue("NO_CORRIDORS", "there is no corridor along which the settings allow building")];
  }
  const bad = [...checkSettings(input.settings), ...areasNamedTwice(input)];
  if (bad.length > 0) return bad;
  return checkPrices(input.priceBook, priceCodesNeeded({ ...input, hasElevation: input.elevation !== undefined }));
}

function areasNamedTwice({ areas = [] }: PlanInput): Issue[] {
  const known = new Set<string>();
  const again = areas.filter(({ id }) => known.size === known.add(id).size);
  return again.map(({ id }) => ({ ...issue("AREA_DUPLICATE", `two areas have the id ${id}`), value: id }));
}

function nodesTooFar(input: PlanInput, { nodeFeet }: Snapping): Issue[] {
  const { snapLimitM } = input.settings;
  const onSpans = new Set(spansToReuse(input).flatMap(([, from, to]) => [from, to]));
  return input.nodes
    .filter((node, i) => isRoot(input.settings, node) && nodeFeet[i].length === 0 && !onSpans.has(i))
    .map(({ id, position: [lon, lat] }) => ({
      severity: "warning",
      code: "NODE_TOO_FAR",
      place: { lon, lat },
      value: id,
      message: `node ${id} lies more than ${snapLimitM} m from every corridor; the plan does not start from it`,
      params: { node: id, snapLimitM },
    }));
}

/** No corridor is near any node that fibre could start from: because none was, or because all that were are forbidden. */
function rootTooFar({ settings, nodes, areas = [] }: PlanInput): Refusal {
  const { snapLimitM } = settings;
  const start = nodes.find((node) => isRoot(settings, node)) ?? nodes[0];
  const [lon, lat] = start.position;
  const forbidden = areas.filter(({ kind }) => kind === "forbidden");
  const [around] = new AreaIndex(forbidden.map(({ shape }) => shape)).areasAt(start.position);
  if (around !== undefined) {
    const { name } = forbidden[around];
    const message = `node ${start.id} lies in the forbidden area ${name}, and no other existing node is near an open corridor, so nothing can be reached`;
    const params = { node: start.id, area: name };
    return { ok: false, issues: [{ ...issue("ROOT_IN_FORBIDDEN", message), place: { lon, lat }, params }] };
  }
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
