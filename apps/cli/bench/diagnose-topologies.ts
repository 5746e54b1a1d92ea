/**
 * Diagnosis of simulated faults on real topologies (those of ../shared/data/topology-zoo). Run: `node apps/cli/bench/diagnose-topologies.ts [cases]
 * [seed] [nodes]`. Every node is a village, the node where most lines meet the headend; lines and nodes fail by their rates.
 */

import { simulateDiagnoses } from "@cuntong/network/testing/diagnose-simulation";
import { Dice } from "@cuntong/network/testing/dice";
import { topologyNetworks } from "../src/faults/testing/topology-networks.ts";

const [cases = "200", seed = "1", nodes = "60"] = process.argv.slice(2);
const networks = await topologyNetworks(Number(nodes));
const dice = new Dice(Number(seed));
process.stdout.write(
  `${networks.length} networks\n| faults | wrong reports | named | cases | ms each |\n|---|---|---|---|---|\n`,
);
for (const faults of [1, 2] as const) {
  for (const noise of [0, 0.02]) {
    const began = process.cpuUsage();
    const score = simulateDiagnoses(networks, { faults, noise, cases: Number(cases) }, dice);
    const ms = process.cpuUsage(began).user / 1000 / Math.max(1, score.cases);
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
