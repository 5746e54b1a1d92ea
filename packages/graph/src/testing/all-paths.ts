import type { Graph } from "../graph.ts";
import { openEdges, type Without } from "./drawn-graph.ts";

export interface SimplePath {
  readonly vertices: number[];
  readonly edges: number[];
  readonly weight: number;
}

/** Every path between two vertices that repeats none: an oracle for small graphs. */
export function allPaths(graph: Graph, weight: ArrayLike<number>, source: number, target: number, without: Without) {
  const open = openEdges(graph, without);
  const found: SimplePath[] = [];
  const extend = (path: SimplePath) => {
    const v = path.vertices.at(-1)!;
    if (v === target) return void found.push(path);
    for (const e of open) {
      const next = graph.from[e] === v ? graph.to[e] : graph.to[e] === v ? graph.from[e] : v;
      if (path.vertices.includes(next)) continue;
      extend({
        vertices: [...path.vertices, next],
        edges: [...path.edges, e],
        weight: path.weight + weight[e]!,
      });
    }
  };
  extend({ vertices: [source], edges: [], weight: 0 });
  return found;
}

/** How many members two lists have in common. */
export const common = (a: readonly number[], b: readonly number[]) => a.filter((x) => b.includes(x)).length;
