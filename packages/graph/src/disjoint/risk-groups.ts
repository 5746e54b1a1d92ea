import { checkEdge } from "../connectivity/check-edge.ts";
import type { Graph } from "../graph.ts";

/** Edges that fail together (one pole line, one trench, one bridge over a river), as lists both ways. An edge may be in several groups. */
export interface RiskGroups {
  readonly count: number;
  /** Edges of each group, ascending. */
  readonly edgesOf: readonly (readonly number[])[];
  /** Groups of edge `e`, ascending: `group[start[e] .. start[e + 1]]`. */
  readonly start: Uint32Array;
  readonly group: Uint32Array;
}

/** Groups from their lists of edges. Throws a RangeError that names the group when an edge is not in the graph. */
export function riskGroups(graph: Graph, lists: readonly Iterable<number>[]): RiskGroups {
  const edgesOf = lists.map((list, g) => {
    const edges = [...new Set(list)];
    for (const e of edges) checkEdge(graph, e, `risk group ${g}: edge`);
    return edges.sort((a, b) => a - b);
  });
  const start = new Uint32Array(graph.edgeCount + 1);
  for (const edges of edgesOf) for (const e of edges) start[e + 1]++;
  for (let e = 0; e < graph.edgeCount; e++) start[e + 1] += start[e];
  const next = start.slice();
  const group = new Uint32Array(start[graph.edgeCount]);
  for (const [g, edges] of edgesOf.entries()) for (const e of edges) group[next[e]++] = g;
  return { count: edgesOf.length, edgesOf, start, group };
}

/** Groups that any of the edges is in, ascending. */
export function groupsOf({ start, group }: RiskGroups, edges: Iterable<number>): number[] {
  const found = new Set<number>();
  for (const e of edges) for (let i = start[e]; i < start[e + 1]; i++) found.add(group[i]);
  return [...found].sort((a, b) => a - b);
}
