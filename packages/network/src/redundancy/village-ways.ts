import type { Line } from "@cuntong/geo";
import { disjointSpace, type Path, type RiskGroups, riskDisjointPair, riskGroups } from "@cuntong/graph";
import type { NodeId, SpanId } from "../records/ids.ts";
import { accept, type Result, refuse } from "../result.ts";
import { riskPoint } from "./grade.ts";
import type { RiskPoint } from "./redundancy-answer.ts";
import type { SharedRisk } from "./shared-risks.ts";
import type { SurvivalGraph } from "./survival-graph.ts";

/** A way from a village's node to a headend. */
export interface VillageWay {
  readonly nodeIds: readonly NodeId[];
  readonly spanIds: readonly SpanId[];
  /** Of each span, from the village on. */
  readonly lines: readonly Line[];
  readonly lengthM: number;
}

/** The two ways of a village that have least in common, and what that is: the evidence for its grade. */
export interface VillageWays {
  /** The shorter first; both are the same where nothing else leads there. */
  readonly ways: readonly [VillageWay, VillageWay];
  readonly sharedSpanIds: readonly SpanId[];
  readonly sharedNodeIds: readonly NodeId[];
  /** Metres of the shared spans. */
  readonly sharedM: number;
  /** Groups that spans of both are in. */
  readonly sharedGroups: readonly RiskPoint[];
  /** True where it is proven that no two ways share less, and that none that share as little are shorter together. */
  readonly exact: boolean;
}

/** Searches for two ways before a good answer is given instead of a proven one. */
const mostSearches = 200;

/** Finds the two ways of any village of a plant that have least in common. */
export class WayFinder {
  readonly #plant: SurvivalGraph;
  readonly #risks: readonly SharedRisk[];
  readonly #groups: RiskGroups;
  readonly #weight: Float64Array;
  /** Kept from one village to the next: new arrays of a whole plant each time would make the collector stop everything. */
  readonly #space: ReturnType<typeof disjointSpace>;

  constructor(plant: SurvivalGraph, risks: readonly SharedRisk[]) {
    const { graph, spans } = plant;
    this.#plant = plant;
    this.#risks = risks;
    this.#space = disjointSpace(graph);
    const edgesOf = risks.map(({ members }) => members.map((i) => graph.innerEdge[i]!));
    this.#groups = riskGroups(graph, edgesOf);
    this.#weight = Float64Array.from({ length: graph.edgeCount }, (_, e) => spans[graph.outerEdge[e]!]?.lengthM ?? 0);
  }

  /**
   * The two ways from a village to headends that share the fewest spans, nodes and risk groups, and of those the shortest; from the first
   * of its nodes that has any. Refuses a village that is not there (`VILLAGE_UNKNOWN`) or that no way leads to (`VILLAGE_UNREACHED`).
   */
  find(code: string): Result<VillageWays, "VILLAGE_UNKNOWN" | "VILLAGE_UNREACHED"> {
    const { graph, nodes, spans, villages, verticesOf, hub } = this.#plant;
    const vertices = verticesOf[villages.findIndex((village) => village.code === code)];
    if (!vertices) return refuse("VILLAGE_UNKNOWN", `No village ${code}.`);
    for (const vertex of vertices) {
      const options = { by: "vertices", mostSearches, space: this.#space } as const;
      const pair = riskDisjointPair(graph, this.#weight, vertex, hub, this.#groups, options);
      if (!pair) continue;
      const shared = pair.sharedEdges.flatMap((e) => spans[graph.outerEdge[e]!] ?? []);
      return accept({
        ways: [wayOf(this.#plant, pair.paths[0]), wayOf(this.#plant, pair.paths[1])],
        sharedSpanIds: shared.map(({ id }) => id),
        sharedNodeIds: pair.sharedVertices.flatMap((v) => nodes[graph.outerVertex[v]!]?.id ?? []),
        sharedM: shared.reduce((sum, { lengthM }) => sum + lengthM, 0),
        sharedGroups: pair.sharedGroups.map((g) => riskPoint(spans, this.#risks[g]!)),
        exact: pair.exact,
      });
    }
    return refuse("VILLAGE_UNREACHED", `No way leads from village ${code} to a headend.`, {
      table: "villages",
      id: code,
    });
  }
}

function wayOf({ graph, nodes, spans }: SurvivalGraph, { vertices, edges }: Path): VillageWay {
  const passed = edges.flatMap((e) => spans[graph.outerEdge[e]!] ?? []);
  const nodeIds = vertices.flatMap((v) => nodes[graph.outerVertex[v]!]?.id ?? []);
  return {
    nodeIds,
    spanIds: passed.map(({ id }) => id),
    lines: passed.map(({ from, line }, i) => (from === nodeIds[i] ? line : line.toReversed())),
    lengthM: passed.reduce((sum, { lengthM }) => sum + lengthM, 0),
  };
}
