import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { SteinerProblem } from "../src/steiner/reduce/reduce.ts";

/** Where the instances of the PACE 2018 challenge are, beside the repository; absent on a fresh clone. */
export const instanceFolder = new URL("../../../../shared/data/steiner/", import.meta.url);

export interface Instance {
  readonly file: string;
  readonly optimum: number;
  readonly problem: SteinerProblem;
  /** The file unpacked. */
  readonly text: string;
}

/** The instances present with their proven optima, those whose path contains `filter`. */
export function* readInstances(filter = ""): Generator<Instance> {
  if (!existsSync(instanceFolder)) return;
  const rows = readFileSync(new URL("optima.csv", instanceFolder), "utf8").trim().split("\n").slice(1);
  for (const row of rows) {
    const [file, , , , optimum] = row.split(",");
    if (!file.includes(filter)) continue;
    const bytes = readFileSync(new URL(file, instanceFolder));
    const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("latin1");
    yield { file, optimum: Number(optimum), problem: parseInstance(text), text };
  }
}

/** Reads the PACE 2018 `.gr` format: `Nodes n`, `E from to weight`, `T terminal`, numbers from 1. The first terminal is the root. */
export function parseInstance(text: string): SteinerProblem {
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  const terminals: number[] = [];
  let vertexCount = 0;
  for (const line of text.split("\n")) {
    const [word, a, b, w] = line.trim().split(/\s+/);
    if (word === "Nodes") vertexCount = Number(a);
    if (word === "T") terminals.push(Number(a) - 1);
    if (word !== "E") continue;
    from.push(Number(a) - 1);
    to.push(Number(b) - 1);
    weight.push(Number(w));
  }
  const terminal = new Uint8Array(vertexCount);
  for (const t of terminals) terminal[t] = 1;
  return {
    vertexCount,
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    weight: Float64Array.from(weight),
    terminal,
    root: terminals[0],
  };
}
