/**
 * Simulated faults on random plants whose true lay, slack, sag and index are hidden. Run: `node packages/network/bench/locate.ts [faults] [seed]`.
 * A plant is a row of cables (1 to 12, of 1 to 3 km over 50 m spans, coils at their ends). What is hidden: an index (common to all), a lay for
 * each cable within its confidence, a coil longer or shorter than recorded, and each span's own sag. Anchors are the joints as an OTDR
 * sees them. For each fault: is it inside the 95 % interval, and how far is the answer off, without and with calibration.
 */
import { runLocateSimulation } from "../src/testing/locate-simulation.ts";

const [faults = "10000", seed = "1"] = process.argv.slice(2);
const began = process.cpuUsage();
const { covered, medianM, ninetyFifthM, calibrated } = runLocateSimulation(Number(faults), Number(seed));
const cpuS = process.cpuUsage(began).user / 1e6;
const pct = (share: number) => `${(share * 100).toFixed(1)} %`;
process.stdout.write(
  `| | covered | median error | 95th percentile |\n|---|---|---|---|\n` +
    `| uncalibrated | ${pct(covered)} | ${medianM.toFixed(1)} m | ${ninetyFifthM.toFixed(1)} m |\n` +
    `| calibrated | ${pct(calibrated.covered)} | ${calibrated.medianM.toFixed(1)} m | ${calibrated.ninetyFifthM.toFixed(1)} m |\n` +
    `${faults} faults, seed ${seed}: ${cpuS.toFixed(1)} s of CPU\n`,
);
