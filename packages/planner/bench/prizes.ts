/**
 * Prize-collecting trees on real telecom networks, with seeded prizes: `node packages/planner/bench/prizes.ts [part of path] [seconds] [factor] [anywhere]`.
 * The networks are the PACE 2018 files under `vienna` (real access networks of an Austrian city); a terminal's prize is even between 0 and twice `factor` times
 * what an average terminal costs in the least tree. With `anywhere` the tree has no root. Prints for each the gap between cost and proven bound,
 * and how much dearer simple peers are: all terminals, and a shortest-path tree of all terminals, pruned.
 */
import { buildGraph, searchSpace } from "@cuntong/graph";
import { randomFrom } from "@cuntong/graph/testing";
import { joinWhatPays } from "../src/choice/prizes/join.ts";
import { prizeCost } from "../src/choice/prizes/prize-graph.ts";
import { pruneToGain } from "../src/choice/prizes/prune.ts";
import { type PrizeProblem, solvePrizes } from "../src/index.ts";
import { type Instance, readInstances } from "./instances.ts";

const [filter = "vienna", limit = "20", factor = "1.5", anywhere] = process.argv.slice(2);
const seconds = () => process.cpuUsage().user / 1e6;
const percent = (part: number) => `${(100 * part).toFixed(3)} %`;

function withPrizes({ problem, optimum }: Instance): PrizeProblem {
  const random = randomFrom(7);
  const terminals = problem.terminal.reduce((count, flag) => count + flag, 0);
  const most = (2 * Number(factor) * optimum) / terminals;
  const prize = Float64Array.from(problem.terminal, (flag) => (flag ? Math.round(most * random()) : 0));
  return { ...problem, prize, root: anywhere ? -1 : problem.root };
}

/** A shortest-path tree of every prize, and what strong pruning leaves of it. */
function peers(problem: PrizeProblem): readonly [all: number, pruned: number] {
  const graph = buildGraph(problem);
  const root = problem.root >= 0 ? problem.root : problem.prize.indexOf(Math.max(...problem.prize));
  const prizes = { graph, weight: problem.weight, prize: problem.prize, root };
  const every = { ...prizes, prize: problem.prize.map((p) => (p > 0 ? Infinity : 0)) };
  const all = joinWhatPays(every, new Uint32Array(), searchSpace(graph));
  const pruned = pruneToGain(prizes, all, anywhere !== undefined);
  return [prizeCost(prizes, all), prizeCost({ ...prizes, root: pruned.root }, pruned.edges)];
}

const gaps: number[] = [];
const over: number[] = [];
for (const instance of readInstances(filter)) {
  const problem = withPrizes(instance);
  const begin = seconds();
  const proof = solvePrizes(problem, { clock: seconds, deadline: begin + Number(limit) });
  const taken = seconds() - begin;
  const [all, pruned] = peers(problem);
  gaps.push(proof.gap);
  over.push(pruned / proof.cost - 1);
  const joined = proof.vertices.filter((v) => problem.prize[v] > 0).length;
  const of = problem.prize.filter((p) => p > 0).length;
  console.log(
    `${instance.file.padEnd(30)} ${String(problem.from.length).padStart(7)} edges  ${joined}/${of} joined  cost ${proof.cost}  gap ${percent(proof.gap)}${proof.optimal ? " optimal" : ""}  all +${percent(all / proof.cost - 1)}  pruned +${percent(pruned / proof.cost - 1)}  ${taken.toFixed(1)} s`,
  );
}
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
if (gaps.length === 0) console.log("skipped: no such instance in ../shared/data/steiner");
else
  console.log(
    `${gaps.length} instances: gap mean ${percent(mean(gaps))}, worst ${percent(Math.max(...gaps))}, ${gaps.filter((gap) => gap === 0).length} optimal; a pruned shortest-path tree is +${percent(mean(over))}`,
  );
