import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildGraph, graphFromBuffer, innerValues } from "../src/index.ts";
import { cases } from "./cases.ts";
import { bytesOf, drawRoad, readRoad } from "./road-file.ts";

/** What is prepared for many questions takes more than a gigabyte at ten million edges, and is left out there. */
const prepared = /hierarchy|landmarks/;

/**
 * `node bench/memory.ts [edges ...] [--only=part of a name]`
 *
 * Peak resident memory of every whole-network task, each in a process of its own that holds nothing but Node, the graph, its weights, the
 * task's workspace and its answer (and the list of edges where the task reads coordinates). Sizes 1e4 to 1e7 unless told otherwise; one run after one that is not counted at the smaller sizes.
 */
const [task, folder] = process.argv.slice(2);
if (task === "--build=x,y" || task === "--build=breadth-first") build(task.slice("--build=".length), folder!);
else if (task?.startsWith("--case=")) runCase(task.slice("--case=".length), folder!);
else for (const size of sizesAsked()) tableOf(size);

function sizesAsked(): number[] {
  const sizes = process.argv
    .slice(2)
    .filter((word) => !word.startsWith("--"))
    .map(Number);
  return sizes.length > 0 ? sizes : [1e4, 1e5, 1e6, 1e7];
}

function tableOf(size: number): void {
  const only = process.argv.find((word) => word.startsWith("--only="))?.slice("--only=".length) ?? "";
  const inside = mkdtempSync(join(tmpdir(), "cuntong-graph-"));
  try {
    drawRoad(inside, size, 7);
    console.log(`\n## about ${size} edges\n\n| task | ms | peak MB |\n|---|---|---|`);
    console.log(ask("--build=breadth-first", inside));
    console.log(ask("--build=x,y", inside));
    const wanted = (name: string) =>
      name.includes(only) && !name.startsWith("build") && !(size > 2e6 && prepared.test(name));
    for (const { name } of cases.filter((one) => wanted(one.name))) {
      console.log(ask(`--case=${name}`, inside));
    }
  } finally {
    rmSync(inside, { recursive: true });
  }
}

function ask(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, ...args], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : `| ${args[0]} | failed: ${stderr.trim().split("\n").at(-1)} | |`;
}

function build(by: string, inside: string): void {
  const { weight, ...list } = readRoad(inside);
  const { vertexCount, from, to } = list;
  const before = process.cpuUsage();
  const graph = buildGraph(by === "x,y" ? list : { vertexCount, from, to, order: "breadth-first" });
  report(`build by ${by}, the list of edges beside it`, process.cpuUsage(before));
  writeFileSync(join(inside, "graph"), new Uint8Array(graph.buffer));
  writeFileSync(join(inside, "inner"), new Uint8Array(innerValues(graph, weight).buffer));
}

function runCase(name: string, inside: string): void {
  const graph = graphFromBuffer(bytesOf(join(inside, "graph")));
  const weight = new Float64Array(bytesOf(join(inside, "inner")));
  // The list of edges is read only by those tasks that need its coordinates.
  const input = {
    graph,
    weight,
    get road() {
      return readRoad(inside);
    },
  };
  const { run } = cases.find((one) => one.name === name)!.prepare(input);
  if (graph.edgeCount < 2e6) run(0);
  const before = process.cpuUsage();
  const answer = run(1);
  report(name, process.cpuUsage(before), answer);
}

/** The answer is handed in, so that it counts. */
function report(name: string, { user, system }: { user: number; system: number }, _answer?: unknown): void {
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(`| ${name} | ${((user + system) / 1000).toFixed(1)} | ${peakMb.toFixed(0)} |`);
}
