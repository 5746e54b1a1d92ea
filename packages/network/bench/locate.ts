/**
 * Simulated faults on random plants whose true lay, slack, sag and index are hidden. Run: `node packages/network/bench/locate.ts [faults] [seed]`.
 *
 * Rows: 1 to 12 cables of 1 to 3 km over 50 m spans, coils at their ends. What is hidden: an index (common to all), a lay for each cable within its
 * confidence, a coil longer or shorter than recorded, and each span's own sag. Anchors are the joints as an OTDR sees them.
 * Trees (a fifth of the faults): a trunk, a splitter, branches and drops, measured from the OLT's port; the fault is on a way that nobody tells. Calibrated by a
 * trace of one way, matched to the plant as a file is. Wrong beliefs (a fifth each): the truth spreads half or twice as much as the estimator believes.
 * For each fault: is it inside the 95 % interval, and how far is the answer off, without and with calibration.
 */
import { type Coverage, runLocateSimulation, type TruthSpread } from "../src/testing/locate-simulation.ts";

const [faults = "10000", seed = "1"] = process.argv.slice(2);
const began = process.cpuUsage();
const fifth = Math.ceil(Number(faults) / 5);
const pct = (share: number) => `${(share * 100).toFixed(1)} %`;
const cells = ({ covered, medianM, ninetyFifthM }: Coverage) =>
  `${pct(covered)} | ${medianM.toFixed(1)} m | ${ninetyFifthM.toFixed(1)} m`;
const print = (line: string) => process.stdout.write(`${line}\n`);
const head = "covered | median error | 95th percentile";

function table(title: string, count: number, plant: "row" | "tree"): void {
  const { calibrated, places, ...plain } = runLocateSimulation(count, Number(seed), { plant });
  print(`| ${title} | ${head} |\n|---|---|---|---|`);
  print(`| uncalibrated | ${cells(plain)} |\n| calibrated | ${cells(calibrated)} |`);
  print(`${count} faults, seed ${seed}, ${places.toFixed(1)} places an answer\n`);
}

table("rows", Number(faults), "row");
table("trees", fifth, "tree");
print(`| truth spreads | uncalibrated: ${head} | calibrated: ${head} |\n|---|---|---|---|---|---|---|`);
const beliefs: readonly TruthSpread[] = [0.5, 2].flatMap((by) => [
  { index: by },
  { lay: by },
  { sag: by },
  { index: by, lay: by, sag: by },
]);
for (const truth of beliefs) {
  const { calibrated, ...plain } = runLocateSimulation(fifth, Number(seed), { truth });
  const what = Object.entries(truth).map(([of, by]) => `${of} x ${by}`);
  print(`| ${what.join(", ")} | ${cells(plain)} | ${cells(calibrated)} |`);
}
print(`${fifth} faults each; in all ${(process.cpuUsage(began).user / 1e6).toFixed(1)} s of CPU`);
