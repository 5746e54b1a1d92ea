import { DisjointSets } from "@cuntong/graph";
import type { Corridors, Issue } from "@cuntong/network";
import type { AreasOnMap } from "../ground/areas-on-map.ts";
import { GapFinder } from "../ground/gaps.ts";
import { type Snapping, snap } from "../ground/snapping.ts";
import type { PlanNetwork } from "../ground/split.ts";
import type { UnreachableVillage } from "./outcome.ts";
import type { PlanInput } from "./plan.ts";
import { identityOf } from "./proposal.ts";
import { Watch } from "./watch.ts";

/** Which villages a plan can reach. */
export interface Reach {
  /** The network, with no vertex for villages that cannot be reached. */
  readonly network: PlanNetwork;
  /** Villages that cannot be reached, by index. */
  readonly unreachable: ReadonlyMap<number, UnreachableVillage>;
  readonly issues: readonly Issue[];
}

/** What the reach of a plan follows from; `corridors` are those of the map, before forbidden areas were cut out of the input's. */
export interface Ground {
  readonly input: PlanInput;
  readonly corridors: Corridors;
  readonly areas: AreasOnMap;
  readonly snapping: Snapping;
  readonly network: PlanNetwork;
  readonly weight: Float64Array;
}

/** Finds the villages that cannot be reached, each with the gap that keeps it away and whether it is a forbidden area that does. */
export function reachOf(ground: Ground, watch: Watch): Reach {
  const { input, network, areas } = ground;
  const insideOf = villagesInForbidden(ground);
  const isReached = areas.list.some(({ kind }) => kind === "forbidden") ? reachedFromPlant(ground) : () => true;
  const villageVertex = network.villageVertex.map((vertex, i) =>
    vertex >= 0 && !insideOf.has(i) && isReached(vertex) ? vertex : -1,
  );
  const without = input.villages.map((_, i) => i).filter((i) => villageVertex[i] < 0);
  const byAreas = cutOffByAreas(ground, without, insideOf);
  const gaps = new GapFinder(input, ground.snapping, watch);
  const unreachable = without.map((i): [number, UnreachableVillage] => {
    const gap = gaps.gap(input.villages[i]);
    const reason = byAreas.has(i) ? "forbidden-area" : gap.reason;
    return [i, { state: "unreachable", ...identityOf(input.villages[i]), ...gap, reason }];
  });
  const issues = [...insideOf].map(([i, area]) => inForbidden(input, i, areas.list[area].name));
  return { network: { ...network, villageVertex }, unreachable: new Map(unreachable), issues };
}

/** Villages inside forbidden areas, each with the first of these. */
function villagesInForbidden({ input, areas: { list, index } }: Ground): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  input.villages.forEach(({ position }, i) => {
    const area = index.areasAt(position).find((a) => list[a].kind === "forbidden");
    if (area !== undefined) found.set(i, area);
  });
  return found;
}

/** Tells of a vertex whether stretches that can be built join it to the existing plant. */
function reachedFromPlant({ network: { stretches, rootVertex }, weight }: Ground): (vertex: number) => boolean {
  const sets = new DisjointSets(stretches.vertexLon.length);
  const root = rootVertex.find((vertex) => vertex >= 0)!;
  for (const vertex of rootVertex) if (vertex >= 0) sets.join(root, vertex);
  for (let i = 0; i < weight.length; i++) if (weight[i] < Infinity) sets.join(stretches.from[i], stretches.to[i]);
  return (vertex) => sets.find(vertex) === sets.find(root);
}

/** Those of the villages that would be reached if nothing were forbidden. */
function cutOffByAreas(
  { input, corridors, areas }: Ground,
  without: readonly number[],
  insideOf: ReadonlyMap<number, number>,
) {
  const cutOff = new Set(insideOf.keys());
  const rest = without.filter((i) => !cutOff.has(i));
  if (rest.length === 0 || !areas.list.some(({ kind }) => kind === "forbidden")) return cutOff;
  const open = snap({ ...input, corridors, villages: rest.map((i) => input.villages[i]) }, new Watch());
  rest.forEach((i, place) => {
    if (open.villageFeet[place] || open.villageNode[place] !== undefined) cutOff.add(i);
  });
  return cutOff;
}

function inForbidden({ villages }: PlanInput, i: number, area: string): Issue {
  const { code, name, position } = villages[i];
  return {
    severity: "warning",
    code: "VILLAGE_IN_FORBIDDEN",
    place: { lon: position[0], lat: position[1] },
    value: code,
    message: `village ${name} (${code}) lies in the forbidden area ${area}; it cannot be connected`,
    params: { village: code, area },
  };
}
