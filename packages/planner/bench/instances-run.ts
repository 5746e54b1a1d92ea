/**
 * The tree on the real instances of the PACE 2018 challenge: `node packages/planner/bench/instances-run.ts [part of path] [effort]`.
 * Prints for each the weight over the proven optimum, the lower bound under it, and the processor's seconds.
 */
import { steinerTree } from "../src/steiner/steiner-tree.ts";
import { readInstances } from "./instances.ts";

const [filter = "", effort = "standard"] = process.argv.slice(2);
if (effort !== "instant" && effort !== "standard" && effort !== "thorough") throw new Error(`no effort ${effort}`);

const over: number[] = [];
for (const { file, optimum, problem } of readInstances(filter)) {
  const begin = process.cpuUsage();
  const { weight, lowerBound } = steinerTree(problem, effort, () => {});
  const { user, system } = process.cpuUsage(begin);
  const seconds = (user + system) / 1e6;
  if (weight < optimum || (lowerBound ?? 0) > optimum)
    throw new Error(`${file}: ${lowerBound} <= ${optimum} <= ${weight} does not hold`);
  over.push(weight / optimum - 1);
  const bound = lowerBound === undefined ? "" : `bound -${(100 * (1 - lowerBound / optimum)).toFixed(3)} %`;
  console.log(
    `${file.padEnd(30)} ${String(problem.from.length).padStart(7)} edges  +${(100 * (weight / optimum - 1)).toFixed(4)} %  ${bound}  ${seconds.toFixed(2)} s`,
  );
}
if (over.length === 0) console.log("skipped: no such instance in ../shared/data/steiner");
else {
  const mean = over.reduce((sum, x) => sum + x, 0) / over.length;
  console.log(
    `${over.length} instances, mean +${(100 * mean).toFixed(4)} %, worst +${(100 * Math.max(...over)).toFixed(4)} %`,
  );
}
