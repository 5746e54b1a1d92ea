/**
 * Damages OTDR traces at random and reads them: nothing may throw, hang, or hold more than the bytes explain. Traces made by the test
 * writer, and those of a folder where one is named.
 *
 *     node packages/formats/bench/fuzz-sor.ts [files, default 100000] [seed, default 1] [folder of .sor files]
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSor } from "../src/index.ts";
import { encodeSor } from "../src/sor/testing/encode-sor.ts";
import { exampleContent } from "../src/sor/testing/example-content.ts";
import { findFault } from "../src/sor/testing/find-fault.ts";
import { belowOf, mutate } from "../src/sor/testing/mutate.ts";

const files = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const folder = process.argv[4];

interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Where blocks begin: most damage is done there. */
  readonly places: readonly number[];
}

const sources = [...ours(), ...theirs()];
const below = belowOf(seed);
const codes = new Map<string, number>();
let [refused, clean, slowestMs, faults] = [0, 0, 0, 0];
const started = process.cpuUsage();
for (let i = 0; i < files; i++) tryOne(sources[i % sources.length]!, i);
const cpuS = process.cpuUsage(started).user / 1e6;
const memoryMb = process.resourceUsage().maxRSS / 1024;

console.log(`${files} files from ${sources.map(({ name }) => name).join(", ")}; seed ${seed}`);
console.log(`${faults} faults; ${refused} were no trace any more, ${clean} gave no error`);
console.log(
  `${cpuS.toFixed(1)} s of CPU, at most ${slowestMs.toFixed(1)} ms for one, peak memory ${memoryMb.toFixed(0)} MB`,
);
for (const [code, count] of [...codes].toSorted(([a], [b]) => a.localeCompare(b))) console.log(`  ${code}: ${count}`);
process.exitCode = faults > 0 ? 1 : 0;

function tryOne({ name, bytes, places }: Source, number: number): void {
  const damaged = mutate(bytes, places, below);
  const before = process.cpuUsage();
  const fault = read(damaged);
  const { user, system } = process.cpuUsage(before);
  slowestMs = Math.max(slowestMs, (user + system) / 1000);
  if (fault === undefined) return;
  faults++;
  const path = join(tmpdir(), `fuzz-${seed}-${number}-${name}`);
  writeFileSync(path, damaged);
  console.log(`fault in ${path}: ${fault}`);
}

function read(bytes: Uint8Array): string | undefined {
  try {
    const answer = readSor(bytes, { fileName: "fuzz.sor" });
    for (const code of new Set(answer.issues.map((issue) => issue.code))) codes.set(code, (codes.get(code) ?? 0) + 1);
    if (!answer.trace) refused++;
    if (!answer.issues.some(({ severity }) => severity === "error")) clean++;
    return findFault(answer, bytes.length);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function ours(): Source[] {
  return ([1, 2] as const).map((version) => sourceOf(`example-v${version}.sor`, encodeSor(exampleContent(version))));
}

function theirs(): Source[] {
  if (folder === undefined) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".sor"));
  return names.map((name) => sourceOf(name, new Uint8Array(readFileSync(join(folder, name)))));
}

function sourceOf(name: string, bytes: Uint8Array): Source {
  const { trace } = readSor(bytes, { fileName: name });
  return { name, bytes, places: [0, ...(trace?.blocks.map(({ offset }) => offset) ?? [])] };
}
