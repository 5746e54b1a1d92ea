/**
 * The main job at the size of a province, on a seeded road-like network (see road-like.ts):
 *
 *     node packages/planner/bench/province.ts [points=795000] [villages=2000] [nodes=500] [effort=standard] [seed=7]
 *
 * Prints the size, the time of each phase, cost, bound and peak memory; the processor's seconds are the steadier figure on a busy machine. Input generation is not part of the time.
 */
import { type PlanProgress, plan } from "../src/index.ts";
import { provinceInput } from "./province-input.ts";

const [points = "795000", villageCount = "2000", nodeCount = "500", effort = "standard", seed = "7"] =
  process.argv.slice(2);
if (effort !== "instant" && effort !== "standard" && effort !== "thorough") throw new Error(`no effort ${effort}`);

const input = provinceInput(Number(points), Number(villageCount), Number(nodeCount), effort, Number(seed));
console.log(
  `${input.corridors.edgeFrom.length} corridor edges, ${input.corridors.vertexLon.length} vertices, ${villageCount} villages, ${nodeCount} existing nodes, effort ${effort}`,
);

const begin = performance.now();
const cpuBefore = process.cpuUsage();
let last: { phase: PlanProgress["phase"]; at: number } = { phase: "corridors", at: begin };
const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(2)} s`;
const answer = plan(input, ({ phase, costFen, lowerBoundFen }) => {
  if (phase === last.phase) return;
  const known = `${costFen ? `cost ${costFen} fen` : ""} ${lowerBoundFen ? `bound ${lowerBoundFen} fen` : ""}`;
  console.log(`  ${last.phase.padEnd(10)} ${seconds(last.at).padStart(9)}  ${known}`);
  last = { phase, at: performance.now() };
});
console.log(`  ${last.phase.padEnd(10)} ${seconds(last.at).padStart(9)}`);
if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
const { totals, spans } = answer.proposal;
const cpu = process.cpuUsage(cpuBefore);
const cpuSeconds = ((cpu.user + cpu.system) / 1e6).toFixed(2);
const peakMB = process.resourceUsage().maxRSS / 1024;
console.log(
  `planned in ${seconds(begin)} (${cpuSeconds} s of processor), peak ${peakMB.toFixed(0)} MB (with the generator), ${spans.length} spans`,
);
console.log(
  `${totals.connected} connected, ${(totals.lengthM / 1000).toFixed(1)} km, ${(totals.costFen / 100).toFixed(2)} yuan` +
    (totals.gap === undefined ? "" : `, at most ${(100 * totals.gap).toFixed(2)} % above the optimum`),
);
