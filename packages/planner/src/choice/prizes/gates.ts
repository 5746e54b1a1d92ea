import { buildGraph } from "@cuntong/graph";
import type { PrizeGraph } from "./prize-graph.ts";
import type { RootedTree } from "./prune.ts";

/** A problem whose tree may lie anywhere, with a root of its own from which an arc leads to every prize vertex. */
export interface Gated {
  readonly prizes: PrizeGraph;
  readonly arcWeight: Float64Array;
  /** The guiding tree from the new root; undefined where it has no prize vertex. */
  readonly guide: Uint32Array | undefined;
}

/**
 * Adds the root behind gates that each cost `toll`. Any tree passes one gate, so the optimum with gates is at most that without plus the toll,
 * and a lower bound with gates less the toll is one without. The toll keeps a solution from falling into many trees.
 */
export function gated({ graph, weight, prize }: PrizeGraph, toll: number, tree: RootedTree): Gated {
  const root = graph.vertexCount;
  const doors = [...prize.keys()].filter((v) => prize[v] > 0);
  const from = new Uint32Array(graph.edgeCount + doors.length).fill(root);
  const to = new Uint32Array(from.length);
  from.set(graph.from);
  to.set(graph.to);
  to.set(doors, graph.edgeCount);
  const gates = new Float64Array(doors.length).fill(toll);
  const arcWeight = new Float64Array(2 * from.length).fill(Infinity);
  for (let e = 0; e < from.length; e++) arcWeight[2 * e] = e < graph.edgeCount ? weight[e] : toll;
  for (let e = 0; e < graph.edgeCount; e++) arcWeight[2 * e + 1] = weight[e];
  const within = new Set([tree.root]);
  for (const e of tree.edges) within.add(graph.from[e]).add(graph.to[e]);
  const door = doors.findIndex((v) => within.has(v));
  return {
    prizes: {
      graph: buildGraph({ vertexCount: root + 1, from, to }),
      weight: followed(weight, gates),
      prize: followed(prize, new Float64Array(1)),
      root,
    },
    arcWeight,
    guide: door < 0 ? undefined : Uint32Array.from([...tree.edges, graph.edgeCount + door]),
  };
}

function followed(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
