import { buildGraph, searchSpace } from "@cuntong/graph";
import type { TreeEdges } from "../../steiner/tree/tree.ts";
import { type ImproveOptions, improvePrizes } from "./improve-prizes.ts";
import { joinWhatPays } from "./join.ts";
import { type PrizeGraph, prizeCost } from "./prize-graph.ts";
import { pruneToGain } from "./prune.ts";
import { reducePrizes } from "./reduce-prizes.ts";

/**
 * A good tree within some edges of a graph, e.g. those that dual ascent saturated: few enough to be searched thoroughly. It starts from the
 * better of two, one grown to every prize that the edges reach and `start`, whose edges are among them.
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
  const all = { ...small, prize: small.prize.map((p) => (p > 0 ? Infinity : 0)) };
  const grown = pruneToGain(small, joinWhatPays(all, new Uint32Array(), space)).edges;
  const place = new Map(Array.from(edges, (e, i) => [e, i]));
  const hidden = new Float64Array(core.weight.length).fill(Infinity);
  for (const e of project({ edges: Array.from(start, (e) => place.get(e)!), root }).edges) hidden[e] = core.weight[e];
  const kept = pruneToGain(small, joinWhatPays(all, new Uint32Array(), space, hidden)).edges;
  const better = prizeCost(small, kept) < prizeCost(small, grown) ? kept : grown;
  const best = improvePrizes(small, better, { ...options, anywhere: false, space }).edges;
  return Uint32Array.from(expand({ edges: [...best], root: core.root }).edges, (i) => edges[i]).sort();
}
