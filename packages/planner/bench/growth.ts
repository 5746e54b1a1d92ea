/**
 * How a plan's cost in time and memory grows with the province (see province-input.ts for the input):
 *
 *     node packages/planner/bench/growth.ts [scales=0.1,1,4] [effort=standard] [seed=7]
 *
 * Scale 1 is 1,961 villages, 500 existing nodes and about a million corridor edges. Each scale runs in a process of its own, so that its peak
 * memory is its own. Then the exponents of growth, and on paper, from them, the time for the country's 690,000 villages: planned in provinces
 * of scale 1 side by side, since provinces share no trench.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { PlanSettings } from "@cuntong/network";
import { plan } from "../src/index.ts";
import { provinceInput } from "./province-input.ts";

const guangxi = { points: 795_000, villages: 1_961, nodes: 500 };
const country = 690_000;

interface Measured {
  readonly scale: number;
  readonly edges: number;
  readonly villages: number;
  readonly seconds: number;
  readonly processor: number;
  readonly peakMB: number;
  readonly gapPct: number;
}

const [scales = "0.1,1,4", effort = "standard", seed = "7", only] = process.argv.slice(2);
if (only !== undefined) console.log(JSON.stringify(measure(Number(only))));
else report(scales.split(",").map((scale) => inItsOwnProcess(scale)));

function measure(scale: number): Measured {
  const [points, villages, nodes] = [guangxi.points, guangxi.villages, guangxi.nodes].map((n) => Math.round(n * scale));
  const input = provinceInput(points, villages, nodes, effort as PlanSettings["effort"], Number(seed));
  const [begin, cpu] = [performance.now(), process.cpuUsage()];
  const answer = plan(input);
  const { user, system } = process.cpuUsage(cpu);
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return {
    ...{ scale, edges: input.corridors.edgeFrom.length, villages },
    seconds: (performance.now() - begin) / 1000,
    processor: (user + system) / 1e6,
    peakMB: process.resourceUsage().maxRSS / 1024,
    gapPct: 100 * (answer.proposal.totals.gap ?? Number.NaN),
  };
}

function inItsOwnProcess(scale: string): Measured {
  const args = [
    ...process.execArgv,
    "--max-old-space-size=12000",
    fileURLToPath(import.meta.url),
    scales,
    effort,
    seed,
    scale,
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1e8 });
  if (status !== 0) throw new Error(stderr);
  const measured: Measured = JSON.parse(stdout);
  console.log(
    `${measured.scale} x: ${measured.edges} edges, ${measured.villages} villages: ${measured.seconds.toFixed(2)} s, processor ${measured.processor.toFixed(2)} s, ` +
      `peak ${measured.peakMB.toFixed(0)} MB (with the generator), gap ${measured.gapPct.toFixed(2)} %`,
  );
  return measured;
}

function report(all: readonly Measured[]): void {
  for (const [i, large] of all.entries()) {
    if (i === 0) continue;
    const small = all[i - 1];
    const grown = Math.log(large.scale / small.scale);
    const exponent = (of: (measured: Measured) => number) => (Math.log(of(large) / of(small)) / grown).toFixed(2);
    console.log(
      `from ${small.scale} x to ${large.scale} x: processor time grows as size to the ${exponent((m) => m.processor)}, memory to the ${exponent((m) => m.peakMB)}`,
    );
  }
  const one = all.find(({ scale }) => scale === 1);
  if (!one) return;
  const provinces = country / one.villages;
  const hours = (provinces * one.processor) / 3600;
  console.log(
    `on paper: ${country} villages as ${provinces.toFixed(0)} provinces of scale 1 take ${hours.toFixed(2)} h of one processor, ${(hours / 2).toFixed(2)} h of two`,
  );
}
