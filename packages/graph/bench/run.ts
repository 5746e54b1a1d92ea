import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cases } from "./cases.ts";
import { type PathCase, type PathInput, pathInput } from "./paths.ts";
import { graphologyPeer, type Peer, type PeerFigure, pythonLibraries, pythonPeer } from "./peers.ts";
import { pgRoutingPeer } from "./pgrouting.ts";
import { drawRoad, readRoad } from "./road-file.ts";

/**
 * `node bench/run.ts [edges ...] [--only=part of a name] [--graphology] [--no-pgrouting]`
 *
 * CPU time (user and system) of one thread, median of five (forty for one pair) after a warm-up; ours and the peers on the same arrays in Hilbert
 * order, in turn, in the same run. Sizes 1e4, 1e5 and 1e6 unless told otherwise; at 1e7 preparations are left out, and three repetitions do. graphology is asked
 * up to 1e5 edges, beyond that only with --graphology.
 */
const options = process.argv.slice(2).filter((word) => word.startsWith("--"));
const sizes = process.argv
  .slice(2)
  .filter((word) => !word.startsWith("--"))
  .map(Number);
const only = options.find((word) => word.startsWith("--only="))?.slice("--only=".length) ?? "";
const seed = 7;

for (const size of sizes.length > 0 ? sizes : [1e4, 1e5, 1e6]) {
  const folder = mkdtempSync(join(tmpdir(), "cuntong-graph-"));
  try {
    benchSize(size, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function benchSize(size: number, folder: string): void {
  drawRoad(folder, size, seed);
  const input = pathInput(readRoad(folder));
  const { graph } = input;
  console.log(`\n## ${graph.vertexCount} vertices, ${graph.edgeCount} edges (seed ${seed})`);
  console.log(
    `resident: ${perEdge(graph.buffer.byteLength)} bytes an edge, weights ${perEdge(input.weight.byteLength)}`,
  );
  const peers = size > 2e6 ? [] : peersOf(input, folder, size);
  console.log(`peers found: ${peers.map(({ name }) => name).join(", ") || "none asked"}\n`);
  console.log(`| task | ms | goal at 1e6 | ${peers.map(({ name }) => name).join(" | ")} | answers |`);
  console.log(`|${"---|".repeat(4 + peers.length)}`);
  for (const one of casesFor(size)) console.log(row(one, input, peers, size));
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(`\npeak resident memory so far: ${peakMb.toFixed(0)} MB`);

  function perEdge(bytes: number): string {
    return (bytes / graph.edgeCount).toFixed(1);
  }
}

function peersOf(input: PathInput, folder: string, size: number): Peer[] {
  const withGraphology = size <= 2e5 || options.includes("--graphology");
  const withPgRouting = !options.includes("--no-pgrouting");
  return [
    ...pythonLibraries(input).flatMap((library) => asked(library, () => pythonPeer(library, folder, input))),
    ...(withPgRouting ? asked("pgRouting", () => pgRoutingPeer(input)) : []),
    ...(withGraphology ? [graphologyPeer(input)] : []),
  ];
}

/** The peer where it is installed; one that is and does not work is said, and the rest measured without it. */
function asked(name: string, ask: () => Peer | undefined): Peer[] {
  try {
    const peer = ask();
    return peer ? [peer] : [];
  } catch (error) {
    console.log(`${name} is installed and could not be asked: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

/** Rows of the table. */
function casesFor(size: number): PathCase[] {
  const light = (name: string) => !/hierarchy|landmarks|breadth-first|groups/.test(name);
  const all = size > 2e6 ? cases.filter(({ name }) => light(name)) : cases;
  return all.filter(({ name }) => name.includes(only));
}

function row(one: PathCase, input: PathInput, peers: readonly Peer[], size: number): string {
  const { run, answer } = one.prepare(input);
  warmUp(run);
  const spent: number[] = [];
  for (let i = 0; i < repetitions(one, size); i++) {
    const before = process.cpuUsage();
    run(i);
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  const ms = spent.sort((a, b) => a - b)[spent.length >> 1];
  const ours = answer?.();
  const figures = peers.map(({ figures }) => figures.find(({ task }) => task === one.task));
  const cells = figures.map((figure) => (figure ? cell(figure, ms) : ""));
  return `| ${[one.name, ms.toFixed(2), one.goalMs ?? "", ...cells, verdict(ours, figures)].join(" | ")} |`;
}

function cell(figure: PeerFigure, oursMs: number): string {
  const note = figure.note === undefined ? "" : `, ${figure.note}`;
  return `${figure.ms.toFixed(1)} (${(figure.ms / oursMs).toFixed(1)}x${note})`;
}

/** Runs that are not counted, so that small sizes are not judged by code that is still being compiled. */
function warmUp(run: (repetition: number) => unknown): void {
  const until = performance.now() + 100;
  for (let i = 0; i === 0 || (i < 200 && performance.now() < until); i++) run(i);
}

function repetitions({ name }: PathCase, size: number): number {
  if (size > 2e6) return 3;
  return name.startsWith("one to one") || name.startsWith("k =") ? 40 : 5;
}

/** Every sum of the road-like graph is exact, so an answer that differs at all is wrong. */
function verdict(ours: number | undefined, figures: readonly ({ answer?: number | null } | undefined)[]): string {
  const theirs = figures.flatMap((figure) => (typeof figure?.answer === "number" ? [figure.answer] : []));
  if (ours === undefined || theirs.length === 0) return "";
  if (theirs.every((answer) => answer === ours)) return "identical";
  process.exitCode = 1;
  return `DIFFER: ${ours} against ${theirs.join(", ")}`;
}
