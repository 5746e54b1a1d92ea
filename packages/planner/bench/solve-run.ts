/**
 * The search with proof on the real instances of the PACE 2018 challenge: `node packages/planner/bench/solve-run.ts [part of path] [seconds]`.
 * Prints for each the cost over the proven optimum, the lower bound under it, and seconds of the processor.
 */
import { solveSteiner } from "../src/steiner/solve-steiner.ts";
import { readInstances } from "./instances.ts";

const [filter = "", limit = "20"] = process.argv.slice(2);
/** Seconds of the processor, so that a busy machine measures the same. */
const clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const percent = (part: number) => `${(100 * part).toFixed(4)} %`;
const over: number[] = [];
const under: number[] = [];
let proven = 0;
for (const { file, optimum, problem } of readInstances(filter)) {
  const begin = clock();
  const terminals = [...problem.terminal.keys()].filter((v) => problem.terminal[v]);
  const { cost, lowerBound, optimal } = solveSteiner(problem, terminals, problem.root, {
    clock,
    deadline: begin + Number(limit),
  });
  if (cost < optimum || lowerBound > optimum)
    throw new Error(`${file}: ${lowerBound} <= ${optimum} <= ${cost} is false`);
  over.push(cost / optimum - 1);
  under.push(1 - lowerBound / optimum);
  if (optimal) proven++;
  const size = `${String(problem.from.length).padStart(7)} edges`;
  console.log(
    `${file.padEnd(30)} ${size}  +${percent(over.at(-1)!)}  bound -${percent(under.at(-1)!)}  ${(clock() - begin).toFixed(2)} s${optimal ? "  optimal" : ""}`,
  );
}
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
if (over.length === 0) console.log("skipped: no such instance in ../shared/data/steiner");
else
  console.log(
    `${over.length} instances: mean +${percent(mean(over))}, bound -${percent(mean(under))}, ${proven} proven`,
  );
