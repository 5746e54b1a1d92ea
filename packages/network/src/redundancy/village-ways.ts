import { type Path, riskDisjointPair, riskGroups } from "@cuntong/graph";
import type { NodeId, SpanId } from "../records/ids.ts";
import { standingStatuses } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { drained } from "./drained.ts";
import type { RedundancyOptions } from "./redundancy.ts";
import { defaultParallelWithinM, sharedRisks } from "./shared-risks.ts";
import { type SurvivalGraph, spanEnds, survivalGraph } from "./survival-graph.ts";

/** A way from a village's node to a headend. */
export interface VillageWay {
  readonly nodeIds: readonly NodeId[];
  readonly spanIds: readonly SpanId[];
  readonly lengthM: number;
}

/** The two ways of a village that have least in common, and what that is: the evidence for its grade. */
export interface VillageWays {
  readonly revision: number;
  /** The shorter first; both are the same where nothing else leads there. */
  readonly ways: readonly [VillageWay, VillageWay];
  readonly sharedSpanIds: readonly SpanId[];
  readonly sharedNodeIds: readonly NodeId[];
  /** Groups that spans of both are in: names, or span ids joined by ` + `. */
  readonly sharedGroups: readonly string[];
  /** True where it is proven that no two ways share less, and that none that share as little are shorter together. */
  readonly exact: boolean;
}

/** Searches for two ways before a good answer is given instead of a proven one. */
const mostSearches = 200;

/**
 * The two ways from a village to headends that share the fewest spans, nodes and risk groups, and of those the shortest; from the first of
 * its nodes that has any. Refuses a village that is not there (`VILLAGE_UNKNOWN`) or that no way leads to (`VILLAGE_UNREACHED`), and a plant
 * without a headend.
 */
export function villageWays(
  network: Network,
  code: string,
  { statuses = standingStatuses, parallelWithinM = defaultParallelWithinM }: RedundancyOptions = {},
): Result<VillageWays, "VILLAGE_UNKNOWN" | "VILLAGE_UNREACHED" | "NO_HEADEND"> {
  if (!network.get("villages", code)) return refuse("VILLAGE_UNKNOWN", `No village ${code}.`);
  const plant = survivalGraph(network, new Set(statuses));
  if (plant.headends.length === 0) return refuse("NO_HEADEND", "The plant has no headend.");
  const risks = drained(sharedRisks(plant.spans, parallelWithinM, spanEnds(plant)));
  const { graph, spans, hub } = plant;
  const groups = riskGroups(
    graph,
    risks.map(({ members }) => members.map((i) => graph.innerEdge[i]!)),
  );
  const weight = Float64Array.from({ length: graph.edgeCount }, (_, e) => spans[graph.outerEdge[e]!]?.lengthM ?? 0);
  const vertices = plant.verticesOf[plant.villages.findIndex((village) => village.code === code)]!;
  for (const vertex of vertices) {
    const pair = riskDisjointPair(graph, weight, vertex, hub, groups, { by: "vertices", mostSearches });
    if (!pair) continue;
    return accept({
      revision: network.revision,
      ways: [wayOf(plant, pair.paths[0]), wayOf(plant, pair.paths[1])],
      sharedSpanIds: pair.sharedEdges.flatMap((e) => spans[graph.outerEdge[e]!]?.id ?? []),
      sharedNodeIds: pair.sharedVertices.flatMap((v) => plant.nodes[graph.outerVertex[v]!]?.id ?? []),
      sharedGroups: pair.sharedGroups.map((g) => risks[g]!.id),
      exact: pair.exact,
    });
  }
  return refuse("VILLAGE_UNREACHED", `No way leads from village ${code} to a headend.`, {
    table: "villages",
    id: code,
  });
}

function wayOf({ graph, nodes, spans }: SurvivalGraph, { vertices, edges }: Path): VillageWay {
  const passed = edges.flatMap((e) => spans[graph.outerEdge[e]!] ?? []);
  return {
    nodeIds: vertices.flatMap((v) => nodes[graph.outerVertex[v]!]?.id ?? []),
    spanIds: passed.map(({ id }) => id),
    lengthM: passed.reduce((sum, { lengthM }) => sum + lengthM, 0),
  };
}
