/**
 * Diagnosis of simulated faults on random plants of glass. Run: `node packages/network/bench/diagnose.ts [cases] [seed]`. Thirty combs of 3 to 8
 * closures, each with a splitter and 2 to 5 villages: faults are drawn by their rates, all villages are told dark or lit, some wrongly.
 */

import { simulateDiagnoses } from "../src/testing/diagnose-simulation.ts";
import { Dice } from "../src/testing/dice.ts";
import { randomComb } from "../src/testing/grown-tree.ts";

const [cases = "400", seed = "1"] = process.argv.slice(2);
const dice = new Dice(Number(seed));
const networks = Array.from({ length: 30 }, (_, i) => randomComb(dice, 3 + (i % 6)));
process.stdout.write("| faults | wrong reports | named | cases | ms each |\n|---|---|---|---|---|\n");
for (const faults of [1, 2] as const) {
  for (const noise of [0, 0.02, 0.05]) {
    const began = process.cpuUsage();
    const score = simulateDiagnoses(networks, { faults, noise, cases: Number(cases) }, dice);
    const ms = process.cpuUsage(began).user / 1000 / score.cases;
    const row = [
      faults,
      `${noise * 100} %`,
      `${((100 * score.named) / score.cases).toFixed(1)} %`,
      score.cases,
      ms.toFixed(0),
    ];
    process.stdout.write(`| ${row.join(" | ")} |\n`);
  }
}
