import type { Position } from "@cuntong/geo";
import { buildGraph, type Graph, riskGroups } from "@cuntong/graph";
import { drained, type NodeId, type RiskPoint, type SpanId, sharedRisks } from "@cuntong/network";
import type { PreparedPlan } from "../plan/prepared-plan.ts";
import type { FailingSet, SurvivableProblem } from "./survivable-problem.ts";

/** The stretches of a prepared plan and the existing spans as one graph, in which whatever stands costs nothing. */
export interface ReinforceGround {
  readonly prepared: PreparedPlan;
  readonly graph: Graph;
  readonly hub: number;
  readonly cost: Float64Array;
  readonly stands: Uint8Array;
  readonly groups: SurvivableProblem["groups"];
  /** Stretch of an inner edge; undefined for a link of the hub. */
  stretchAt(edge: number): number | undefined;
  /** Inner vertex of an existing node, by its place in the input; -1 where nothing leads there. */
  vertexOfNode(node: number): number;
  vertexOfVillage(village: number): number;
  /** What fails with a point of the plant, whatever would be built beside its spans included; nothing where it is none of the plant's. */
  failingSet(point: RiskPoint): FailingSet;
}

/**
 * Lays the ground. Headends become one with the hub where it is enough to reach any of them twice; apart, each linked to it, where two
 * different ones are to be reached. A new stretch beside an existing span within `parallelWithinM` metres fails with it: a second line along the
 * same road is no second way.
 */
export function reinforceGround(
  prepared: PreparedPlan,
  headends: ReadonlySet<NodeId>,
  { apart, parallelWithinM }: { readonly apart: boolean; readonly parallelWithinM: number },
): ReinforceGround {
  const { network, input, counts } = prepared;
  const { stretches, nodeVertex, villageVertex } = network;
  const hub = stretches.vertexLon.length;
  const homes = input.nodes.flatMap(({ id }, i) => (headends.has(id) && nodeVertex[i] >= 0 ? [nodeVertex[i]] : []));
  const home = new Set(apart ? [] : homes);
  const placeOf = (vertex: number) => (home.has(vertex) ? hub : vertex);
  const kept = [...stretches.from.keys()].filter((i) => stretches.reuse[i] >= 0 || counts.weight[i] < Infinity);
  const links = apart ? [...new Set(homes)] : [];
  const graph = buildGraph({
    vertexCount: hub + 1,
    from: Uint32Array.from([...kept.map((i) => placeOf(stretches.from[i])), ...links.map(() => hub)]),
    to: Uint32Array.from([...kept.map((i) => placeOf(stretches.to[i])), ...links]),
    x: withHub(stretches.vertexLon, homes[0]),
    y: withHub(stretches.vertexLat, homes[0]),
  });
  const stands = Uint8Array.from(graph.outerEdge, (e) => (e >= kept.length || stretches.reuse[kept[e]] >= 0 ? 1 : 0));
  const edgesOfSpan = new Map<SpanId, number>();
  for (const [outer, i] of kept.entries()) {
    if (stretches.reuse[i] >= 0) edgesOfSpan.set(input.spans[stretches.reuse[i]].id, graph.innerEdge[outer]);
  }
  const innerOf = (vertex: number) => (vertex < 0 ? -1 : graph.innerVertex[placeOf(vertex)]);
  const nodeAt = new Map(input.nodes.map(({ id }, i) => [id, innerOf(nodeVertex[i])]));
  const groups = riskGroups(graph, groupsAmong(prepared, kept, graph, parallelWithinM));
  const besideOf = (edge: number) =>
    Array.from(groups.group.subarray(groups.start[edge], groups.start[edge + 1])).flatMap((g) =>
      groups.edgesOf[g].filter((e) => stands[e] === 0),
    );
  return {
    ...{ prepared, graph, stands, groups },
    hub: graph.innerVertex[hub],
    cost: Float64Array.from(graph.outerEdge, (e, inner) => (stands[inner] === 1 ? 0 : counts.weight[kept[e]])),
    stretchAt: (edge) => kept[graph.outerEdge[edge]],
    vertexOfNode: (node) => innerOf(nodeVertex[node]),
    vertexOfVillage: (village) => innerOf(villageVertex[village]),
    failingSet({ kind, id, spanIds }) {
      const vertex = nodeAt.get(id as NodeId);
      if (kind === "node" || kind === "headend") return { edges: [], vertices: vertex === undefined ? [] : [vertex] };
      const edges = spanIds.flatMap((span) => edgesOfSpan.get(span) ?? []);
      return { edges: [...new Set([...edges, ...edges.flatMap(besideOf)])], vertices: [] };
    },
  };
}

function withHub(values: Float64Array, at: number | undefined): Float64Array {
  const all = new Float64Array(values.length + 1);
  all.set(values);
  all[values.length] = at === undefined ? 0 : values[at];
  return all;
}

/** Named groups of the existing spans, and what lies side by side with one of them. */
function groupsAmong(
  { network: { stretches }, input }: PreparedPlan,
  kept: readonly number[],
  graph: Graph,
  parallelWithinM: number,
): number[][] {
  const laid = kept.map((i) => {
    const span = stretches.reuse[i] >= 0 ? input.spans[stretches.reuse[i]] : undefined;
    const ends = { from: `${stretches.from[i]}` as NodeId, to: `${stretches.to[i]}` as NodeId };
    const id = `${i}` as SpanId;
    return { id, ...ends, line: lineOf(stretches, i), ...(span?.riskGroups && { riskGroups: span.riskGroups }) };
  });
  const isExisting = (place: number) => stretches.reuse[kept[place]] >= 0;
  return drained(sharedRisks(laid, parallelWithinM))
    .filter(({ members }) => members.some(isExisting))
    .map(({ members }) => members.map((place) => graph.innerEdge[place]));
}

/** The line of a stretch, both ends included. */
export function lineOf({ lines }: PreparedPlan["network"]["stretches"], stretch: number): Position[] {
  const line: Position[] = [];
  for (let p = lines.start[stretch]; p < lines.start[stretch + 1]; p++) line.push([lines.lon[p], lines.lat[p]]);
  return line;
}
