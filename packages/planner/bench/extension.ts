/**
 * The tree part alone at the size of a province, on lengths in centimetres: a network for some villages, then its extension to many more.
 *
 *     node packages/planner/bench/extension.ts [points=795000] [first=2000] [more=11390] [effort=standard] [seed=7]
 *
 * Prints for both the length of the tree, how much shorter it is than the 2-approximation (Mehlhorn), the proven gap and the processor's seconds.
 */

import type { SteinerProblem } from "../src/steiner/reduce/reduce.ts";
import { steinerTree } from "../src/steiner/steiner-tree.ts";
import { drawVertices, extend, problemFor, roadNetwork } from "./road-problem.ts";
import { apartWeight, mehlhornWeight } from "./two-approximation.ts";

const [points = "795000", first = "2000", more = "11390", effort = "standard", seed = "7"] = process.argv.slice(2);
if (effort !== "instant" && effort !== "standard" && effort !== "thorough") throw new Error(`no effort ${effort}`);

const km = (centimetres: number) => `${(centimetres / 1e5).toFixed(0)} km`;

function solve(title: string, problem: SteinerProblem): readonly number[] {
  const begin = process.cpuUsage();
  const { edges, weight, lowerBound } = steinerTree(problem, effort as "standard", () => {});
  const { user, system } = process.cpuUsage(begin);
  const gap =
    lowerBound === undefined ? "" : `, at most ${(100 * (1 - lowerBound / weight)).toFixed(2)} % above the optimum`;
  const peer = mehlhornWeight(problem);
  console.log(
    `${title}: ${km(weight)}, Mehlhorn ${km(peer)} (${(100 * (1 - weight / peer)).toFixed(2)} % shorter)${gap}, ${((user + system) / 1e6).toFixed(2)} s of processor`,
  );
  return edges;
}

const network = roadNetwork(Number(points), Number(seed));
const { vertexCount } = network.graph;
const start = problemFor(network, drawVertices(vertexCount, Number(first), Number(seed) + 1));
const tree = solve(`${first} villages`, start);
if (Number(more) > 0) {
  const extension = extend(start, tree, drawVertices(vertexCount, Number(more), Number(seed) + 2));
  console.log(`shortest ways of ${more} villages to the network, each for itself: ${km(apartWeight(extension))}`);
  solve(`extension by ${more} villages`, extension);
}
