import { SpreadSearch } from "@cuntong/graph";
import type { SteinerGraph } from "../steiner/tree/tree.ts";

/** Weight of the lightest way from a vertex to a terminal or the root; Infinity where there is none. */
export function nearestTerminal({ graph, weight, terminal, root }: SteinerGraph, start: number): number {
  let nearest = Infinity;
  new SpreadSearch(graph).run(weight, [start], (v, distance) => {
    if (!terminal[v] && v !== root) return "on";
    nearest = distance;
    return "end";
  });
  return nearest;
}
