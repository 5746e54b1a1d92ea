import { distanceM, metresPerDegree } from "@cuntong/geo";
import type { PlantNode, Village } from "@cuntong/network";
import { isRoot } from "../ground/reuse.ts";
import type { PlanInput } from "../plan/plan.ts";
import { corridorsWithin, isInside, type Window } from "./corridors-within.ts";

/** One county's part of a plan's inputs. */
export interface CountyInput {
  /** Empty for villages without a county. */
  readonly countyCode: string;
  readonly input: PlanInput;
}

/** How far beyond its villages a county's roads are looked at, unless told otherwise. */
export const defaultMarginM = 10_000;

/**
 * The inputs of each county on its own, in order of the county codes: its villages, the plant around them and the corridors within
 * `marginM` metres of them. A county with no node near that fibre could start from gets the nearest. Counties planned apart share no trench: where two
 * need the same road both pay for it.
 */
export function* inputsByCounty(input: PlanInput, marginM = defaultMarginM): Generator<CountyInput> {
  const groups = Map.groupBy(input.villages, ({ countyCode }) => countyCode ?? "");
  for (const countyCode of [...groups.keys()].sort()) {
    const villages = groups.get(countyCode)!;
    const roots = input.nodes.filter((node) => isRoot(input.settings, node));
    const window = windowOf(villages, roots, marginM);
    const nodes = input.nodes.filter(({ position: [lon, lat] }) => isInside(window, lon, lat));
    const known = new Set(nodes.map(({ id }) => id));
    yield {
      countyCode,
      input: {
        ...input,
        ...{ villages, nodes, spans: input.spans.filter(({ from, to }) => known.has(from) && known.has(to)) },
        corridors: corridorsWithin(input.corridors, window),
        inputs: [...input.inputs, { role: "county", name: `${countyCode}, with ${marginM} m around its villages` }],
      },
    };
  }
}

function windowOf(villages: readonly Village[], nodes: readonly PlantNode[], marginM: number): Window {
  const around = grown(extentOf(villages), marginM);
  if (nodes.length === 0 || nodes.some(({ position: [lon, lat] }) => isInside(around, lon, lat))) return around;
  const [lon, lat] = [(around[0] + around[2]) / 2, (around[1] + around[3]) / 2];
  const far = ({ position }: PlantNode) => distanceM(lon, lat, ...position);
  const nearest = nodes.reduce((best, node) => (far(node) < far(best) ? node : best));
  return grown(extentOf([...villages, nearest]), marginM);
}

function extentOf(places: readonly { readonly position: Village["position"] }[]): Window {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const {
    position: [lon, lat],
  } of places) {
    [west, south] = [Math.min(west, lon), Math.min(south, lat)];
    [east, north] = [Math.max(east, lon), Math.max(north, lat)];
  }
  return [west, south, east, north];
}

function grown([west, south, east, north]: Window, marginM: number): Window {
  const frame = metresPerDegree((south + north) / 2);
  const [dx, dy] = [marginM / Math.max(frame.lonM, 1), marginM / frame.latM];
  return [west - dx, south - dy, east + dx, north + dy];
}
