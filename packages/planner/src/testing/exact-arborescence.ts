import type { SteinerGraph } from "../steiner/tree/tree.ts";

/**
 * Weight of a lightest directed tree from the root to every terminal (S. E. Dreyfus and R. A. Wagner 1971, on arcs), for half a dozen
 * terminals. Shares nothing with the planner. Infinity when a terminal cannot be reached.
 */
export function exactArborescenceWeight({ graph, arcWeight, terminal, root }: SteinerGraph): number {
  const terminals = [...terminal.keys()].filter((v) => terminal[v] && v !== root);
  const all = 2 ** terminals.length;
  /** Lightest tree from each vertex to each set of terminals. */
  const best = Array.from({ length: all }, () => new Float64Array(graph.vertexCount).fill(Infinity));
  best[0].fill(0);
  for (let set = 1; set < all; set++) {
    terminals.forEach((t, bit) => {
      if (set === 1 << bit) best[set][t] = 0;
    });
    for (let part = (set - 1) & set; part > 0; part = (part - 1) & set) {
      best[set].forEach((known, v) => {
        best[set][v] = Math.min(known, best[part][v] + best[set ^ part][v]);
      });
    }
    for (let round = 0; round < graph.vertexCount; round++) {
      for (let arc = 0; arc < 2 * graph.edgeCount; arc++) {
        const [e, back] = [arc >> 1, arc & 1];
        const tail = back ? graph.to[e] : graph.from[e];
        const head = back ? graph.from[e] : graph.to[e];
        best[set][tail] = Math.min(best[set][tail], arcWeight![arc] + best[set][head]);
      }
    }
  }
  return best[all - 1][root];
}
