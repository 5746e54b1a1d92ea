// node packages/network/bench/redundancy.ts [headends seed]: what a province has to lose, in one call. 250 headends are its full size.
import { Network, type Redundancy, redundancyOf } from "../src/index.ts";
import { largePlant } from "./large-plant.ts";

const network = Network.of(largePlant(Number(process.argv[2] ?? 250), Number(process.argv[3] ?? 7)));
console.log(`${network.count("spans")} spans, ${network.count("villages")} villages`);
for (const parallelWithinM of [0, 0, 10, 10]) {
  const before = process.cpuUsage();
  const answer = redundancyOf(network, { parallelWithinM });
  const { user, system } = process.cpuUsage(before);
  if (!answer.ok) throw new Error(answer.code);
  const { points, totals, sharedRisks } = answer.value;
  console.log(
    `parallel within ${parallelWithinM} m: ${((user + system) / 1e6).toFixed(2)} s CPU; ${points.count} points, ${sharedRisks.parallel} groups side by side,`,
    JSON.stringify(totals.villages),
  );
  console.log(`  the two ways of a village: ${waysOfMs(answer.value).join(", ")} ms CPU (median, 95 %, most)`);
}

/** CPU of the two ways of 200 villages spread over the plant, the first left out: it makes what all have in common. */
function waysOfMs({ villages, waysOf }: Redundancy): string[] {
  const held = villages.filter(({ grade }) => grade !== "none");
  const times = Array.from({ length: 201 }, (_, i) => {
    const before = process.cpuUsage();
    waysOf(held[Math.floor((i * held.length) / 201)]!.code);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e3;
  });
  const sorted = times.slice(1).sort((a, b) => a - b);
  return [sorted[100]!, sorted[190]!, sorted[199]!].map((ms) => ms.toFixed(0));
}
