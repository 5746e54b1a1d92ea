/** `node bench/generate.ts [seed]`: how long Guangxi takes to generate, step by step, and the memory it needs. */
import { generateGuangxi } from "../src/index.ts";

const seed = Number(process.argv[2] ?? 7);
const start = performance.now();
const demo = generateGuangxi({
  seed,
  onProgress: ({ step }) =>
    process.stdout.write(`${step.padEnd(12)} ${((performance.now() - start) / 1000).toFixed(2)} s\n`),
});
const cpuSeconds = (process.cpuUsage().user / 1e6).toFixed(1);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
const plantKm = Math.round(demo.spans.reduce((sum, { lengthM }) => sum + lengthM, 0) / 1000);
process.stdout.write(`${demo.corridors.edgeFrom.length} edges, ${demo.spans.length} spans, ${plantKm} km of plant\n`);
process.stdout.write(`${cpuSeconds} s of processor, ${peakMb} MB at most\n`);
