import { maskOf, twoEdgeComponents } from "@cuntong/graph";
import type { PlantStatus } from "../records/status.ts";
import { type SurvivalGraph, survivalGraph } from "../redundancy/survival-graph.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import type { Dead } from "./cuts.ts";
import { type Fate, fateOf } from "./impact.ts";

/** What becomes of a village by its spans alone: ways are 0, 1, or 2 for two or more that share no span. */
export interface GroundFate {
  readonly code: VillageCode;
  readonly by: "spans";
  readonly fate: Fate;
  readonly waysBefore: number;
  readonly waysAfter: number;
}

/** Villages without glass, judged by whether spans lead from them to a headend, before and after. Only those that `isAsked` and that something happens to. */
export function groundImpact(
  network: Network,
  dead: Dead,
  statuses: readonly PlantStatus[],
  isAsked: (code: VillageCode) => boolean,
): GroundFate[] {
  if (dead.spans.size === 0 && dead.nodes.size === 0) return [];
  const plant = survivalGraph(network, new Set(statuses));
  const asked = plant.villages.flatMap(({ code }, i) => (plant.verticesOf[i].length > 0 && isAsked(code) ? [i] : []));
  if (asked.length === 0) return [];
  const before = waysToHub(plant, undefined);
  const after = waysToHub(plant, dead);
  return asked.flatMap((i) => {
    const [waysBefore, waysAfter] = [before, after].map((ways) => Math.max(...plant.verticesOf[i].map((v) => ways[v])));
    const fate = fateOf(waysBefore, waysAfter);
    return fate === "safe" ? [] : [{ code: plant.villages[i].code, by: "spans", fate, waysBefore, waysAfter }];
  });
}

/** For each vertex 0 where nothing leads to a headend, 1 where one span alone cuts it off, else 2. */
function waysToHub({ graph, nodes, spans, hub }: SurvivalGraph, dead: Dead | undefined): Uint8Array {
  const withoutEdges: number[] = [];
  const withoutVertices: number[] = [];
  if (dead) {
    for (const [e, { id }] of spans.entries()) if (dead.spans.has(id)) withoutEdges.push(graph.innerEdge[e]);
    for (const [v, { id }] of nodes.entries()) if (dead.nodes.has(id)) withoutVertices.push(graph.innerVertex[v]);
  }
  const mask = maskOf(graph, { withoutEdges, withoutVertices });
  const reached = reachedFrom(graph, hub, mask.edges, mask.vertices);
  // The hub's own links never fail: what is reached without the bridges among the spans has two ways.
  const closed = Uint8Array.from(mask.edges ?? new Uint8Array(graph.edgeCount));
  for (const e of twoEdgeComponents(graph, { mask }).bridges) if (graph.outerEdge[e] < spans.length) closed[e] = 1;
  const twice = reachedFrom(graph, hub, closed, mask.vertices);
  return reached.map((isReached, v) => isReached + twice[v]);
}

function reachedFrom(
  { vertexCount, arcStart, arcHead, arcEdge }: SurvivalGraph["graph"],
  start: number,
  closedEdges: Uint8Array | undefined,
  closedVertices: Uint8Array | undefined,
): Uint8Array {
  const reached = new Uint8Array(vertexCount);
  reached[start] = 1;
  const queue = [start];
  for (const v of queue) {
    for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) {
      const to = arcHead[arc];
      if (reached[to] || closedEdges?.[arcEdge[arc]] || closedVertices?.[to]) continue;
      reached[to] = 1;
      queue.push(to);
    }
  }
  return reached;
}
