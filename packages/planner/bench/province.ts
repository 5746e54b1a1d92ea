/**
 * The main job at the size of a province, on a seeded road-like network (see road-like.ts):
 *
 *     node packages/planner/bench/province.ts [points=795000] [villages=2000] [nodes=500] [effort=standard] [seed=7]
 *
 * Prints the size, the time of each phase, cost, bound and peak memory; the processor's seconds are the steadier figure on a busy machine. Input generation is not part of the time.
 */
import type { NodeId, PlantNode, Village, VillageCode } from "@cuntong/network";
import { defaultPriceBook, defaultSettings, type PlanProgress, plan } from "../src/index.ts";
import { randomFrom, roadLikeCorridors } from "./road-like.ts";

const [points = "795000", villageCount = "2000", nodeCount = "500", effort = "standard", seed = "7"] =
  process.argv.slice(2);
if (effort !== "instant" && effort !== "standard" && effort !== "thorough") throw new Error(`no effort ${effort}`);

const corridors = roadLikeCorridors(Number(points), Number(seed));
const random = randomFrom(Number(seed) + 1);
const vertexCount = corridors.vertexLon.length;
/** A place up to about 300 m from a vertex of the network. */
const somewhere = (): [number, number] => {
  const v = Math.floor(random() * vertexCount);
  return [corridors.vertexLon[v] + (random() - 0.5) * 0.004, corridors.vertexLat[v] + (random() - 0.5) * 0.004];
};
const nodes = Array.from(
  { length: Number(nodeCount) },
  (_, i): PlantNode => ({ id: `N${i + 1}` as NodeId, kind: "site", position: somewhere(), status: "operational" }),
);
const villages = Array.from(
  { length: Number(villageCount) },
  (_, i): Village => ({
    code: `V${i + 1}` as VillageCode,
    name: `V${i + 1}`,
    position: somewhere(),
    status: "unconnected",
  }),
);
console.log(
  `${corridors.edgeFrom.length} corridor edges, ${vertexCount} vertices, ${villageCount} villages, ${nodeCount} existing nodes, effort ${effort}`,
);

const begin = performance.now();
const cpuBefore = process.cpuUsage();
let last: { phase: PlanProgress["phase"]; at: number } = { phase: "corridors", at: begin };
const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(2)} s`;
const answer = plan(
  {
    villages,
    nodes,
    spans: [],
    corridors,
    priceBook: defaultPriceBook,
    settings: { ...defaultSettings, effort },
    seed: Number(seed),
    inputs: [],
    credits: [],
    generated: true,
  },
  ({ phase, costFen, lowerBoundFen }) => {
    if (phase === last.phase) return;
    const known = `${costFen ? `cost ${costFen} fen` : ""} ${lowerBoundFen ? `bound ${lowerBoundFen} fen` : ""}`;
    console.log(`  ${last.phase.padEnd(10)} ${seconds(last.at).padStart(9)}  ${known}`);
    last = { phase, at: performance.now() };
  },
);
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
