import { buildGraph, searchSpace } from "@cuntong/graph";
import type { TreeEdges } from "../../steiner/tree/tree.ts";
import { type ImproveOptions, improvePrizes } from "./improve-prizes.ts";
import { joinWhatPays } from "./join.ts";
import { type PrizeGraph, prizeCost } from "./prize-graph.ts";
import { reducePrizes } from "./reduce-prizes.ts";

/**
 * A good tree within some edges of a graph, e.g. those that dual ascent saturated: few enough to be searched thoroughly. The best of two,
 * one grown to every prize that the edges reach and one from `start`, whose edges are among them.
 */
export function searchWithin(
  prizes: PrizeGraph,
  edges: Uint32Array,
  start: TreeEdges,
  options: Omit<ImproveOptions, "space" | "anywhere">,
): TreeEdges {
  const { graph, weight, prize, root } = prizes;
  const { core, expand, project } = reducePrizes({
    vertexCount: graph.vertexCount,
    from: edges.map((e) => graph.from[e]),
    to: edges.map((e) => graph.to[e]),
    weight: Float64Array.from(edges, (e) => weight[e]),
    ...{ prize, root },
  });
  const small: PrizeGraph = { graph: buildGraph(core), weight: core.weight, prize: core.prize, root: core.root };
  const space = searchSpace(small.graph);
  const improved = (tree: TreeEdges) => improvePrizes(small, tree, { ...options, anywhere: false, space }).edges;
  const all = { ...small, prize: small.prize.map((p) => (p > 0 ? Infinity : 0)) };
  const grown = improved(joinWhatPays(all, new Uint32Array(), space));
  const place = new Map(Array.from(edges, (e, i) => [e, i]));
  const known = project({ edges: Array.from(start, (e) => place.get(e)!), root });
  const hidden = new Float64Array(core.weight.length).fill(Infinity);
  for (const e of known.edges) hidden[e] = core.weight[e];
  const kept = improved(joinWhatPays(small, joinWhatPays(all, new Uint32Array(), space, hidden), space));
  const best = prizeCost(small, kept) < prizeCost(small, grown) ? kept : grown;
  return Uint32Array.from(expand({ edges: [...best], root: core.root }).edges, (i) => edges[i]).sort();
}
