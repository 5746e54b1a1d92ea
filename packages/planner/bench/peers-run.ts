/**
 * A plan's tree beside networkx's 2-approximation, on the instances of the PACE 2018 challenge and in one run:
 * `node packages/planner/bench/peers-run.ts [part of path]`. Prints for each how far either lies over the proven optimum, and the
 * processor's seconds. Where no interpreter has networkx, only our own Mehlhorn stands beside.
 */
import { spawnSync } from "node:child_process";
import { steinerTree } from "../src/steiner/steiner-tree.ts";
import { readInstances } from "./instances.ts";
import { mehlhornWeight } from "./two-approximation.ts";

const [filter = ""] = process.argv.slice(2);
/** Interpreters that may have networkx: the user's own, and the system's, where Debian puts its packages. */
const python = ["python3", "/usr/bin/python3"].find((name) => spawnSync(name, ["-c", "import networkx"]).status === 0);
console.log(python ? `networkx by ${python}` : "networkx is not installed");

for (const { file, optimum, problem, text } of readInstances(filter)) {
  const over = (weight: number) => `+${(100 * (weight / optimum - 1)).toFixed(3)} %`;
  const mehlhorn = cpuSeconds(() => mehlhornWeight(problem));
  const instant = cpuSeconds(() => steinerTree(problem, "instant", () => {}).weight);
  const standard = cpuSeconds(() => steinerTree(problem, "standard", () => {}).weight);
  const ours = [
    `instant ${over(instant.answer)} ${instant.seconds.toFixed(2)} s`,
    `standard ${over(standard.answer)} ${standard.seconds.toFixed(2)} s`,
    `own Mehlhorn ${over(mehlhorn.answer)} ${mehlhorn.seconds.toFixed(2)} s`,
  ];
  console.log(`${file.padEnd(28)} ${ours.join("  ")}  ${python ? networkx(python, text, over) : ""}`);
}

function networkx(python: string, text: string, over: (weight: number) => string): string {
  const script = `${import.meta.dirname}/networkx-tree.py`;
  const { stdout, stderr, status } = spawnSync(python, [script], { input: text, encoding: "utf8" });
  if (status !== 0) return `networkx failed: ${stderr.trim().split("\n").at(-1)}`;
  const { version, method, weight, seconds, refused } = JSON.parse(stdout);
  return refused
    ? `networkx ${version}: ${refused}`
    : `networkx ${version} ${method} ${over(weight)} ${seconds.toFixed(2)} s`;
}

function cpuSeconds<T>(run: () => T): { readonly answer: T; readonly seconds: number } {
  const begin = process.cpuUsage();
  const answer = run();
  const { user, system } = process.cpuUsage(begin);
  return { answer, seconds: (user + system) / 1e6 };
}
