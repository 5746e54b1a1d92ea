import { basename } from "node:path";
import { readSteinlib, type SteinlibProblem } from "@cuntong/formats";
import type { Issue } from "@cuntong/network";
import { type PrizeProof, type SteinerProof, solvePrizes, solveSteiner, TerminalsApart } from "@cuntong/planner";
import { findFile, readBytes } from "./plan/input-file.ts";
import { createProgress, printIssues } from "./terminal.ts";
import { type Command, decimal, parseFileAndOptions, wholeNumber } from "./usage.ts";

/** `cuntong solve`: a Steiner tree problem from a file, with prizes or without, solved with proof. */
export const solveCommand: Command = {
  name: "solve",
  usage: "cuntong solve FILE.gr|FILE.stp[.gz] [--seconds S] [--gap G] [--seed N] [--json]",
  summary:
    "Joins the terminals of a PACE 2018 or SteinLib file at the least cost, or those whose prizes pay, and proves how little any tree could cost. Stops at the gap (0.01 is one per cent; 0 unless given) or after the seconds (60 unless given).",
  async run(args) {
    const { file, options } = parseFileAndOptions(args, {
      seconds: { type: "string", default: "60" },
      gap: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    });
    const limits = {
      seconds: decimal(options.seconds, "--seconds", { most: 86_400 }),
      gap: decimal(options.gap, "--gap", { most: 1 }),
      seed: wholeNumber(options.seed, "--seed", 0),
    };
    return solveFile(file, limits, options.json);
  },
};

interface Limits {
  readonly seconds: number;
  readonly gap: number;
  readonly seed: number;
}

async function solveFile(path: string, limits: Limits, json: boolean): Promise<number> {
  const started = clock();
  const issues: Issue[] = [];
  const file = await findFile(path, issues);
  if (!file) return refuse(issues, json);
  const { problem, issues: found } = readSteinlib(await readBytes(file), basename(path));
  if (!problem) return refuse(found, json);
  printIssues(found);
  const answer = solve(problem, limits, started);
  if (!answer) return refuse([apart(basename(path))], json);
  const seconds = Number((clock() - started).toFixed(2));
  const known = inFileNumbers(answer, problem.scale, seconds);
  process.stdout.write(json ? `${JSON.stringify(known)}\n` : inWords(known));
  return 0;
}

function clock(): number {
  return performance.now() / 1000;
}

/** Undefined where the terminals cannot be joined. */
function solve(problem: SteinlibProblem, limits: Limits, started: number): SteinerProof | PrizeProof | undefined {
  const progress = createProgress();
  const options = {
    gap: limits.gap,
    seed: limits.seed,
    clock,
    deadline: started + limits.seconds,
    onProgress: ({ cost, gap }: Pick<SteinerProof, "cost" | "gap">) =>
      progress.show("searching", undefined, `cost ${cost / problem.scale}, gap ${percent(gap)}`),
  };
  try {
    return problem.prizes
      ? solvePrizes(withPrizes(problem, problem.prizes), options)
      : solveSteiner(problem, problem.terminals, undefined, options);
  } catch (error) {
    if (error instanceof TerminalsApart) return undefined;
    throw error;
  } finally {
    progress.end();
  }
}

/** What must be joined is worth any way to it. */
function withPrizes(problem: SteinlibProblem, { vertices, prize }: NonNullable<SteinlibProblem["prizes"]>) {
  const prizes = new Float64Array(problem.vertexCount);
  vertices.forEach((v, i) => {
    prizes[v] = prize[i]!;
  });
  for (const v of problem.terminals) prizes[v] = Number.POSITIVE_INFINITY;
  return { ...problem, prize: prizes, root: problem.terminals[0] ?? -1 };
}

/** Edges and vertices from 1 in the order of the file, and its units. */
function inFileNumbers(proof: SteinerProof | PrizeProof, scale: number, seconds: number) {
  const { edges, cost, lowerBound, gap, optimal } = proof;
  const prizes =
    "vertices" in proof
      ? { prizesLost: proof.prizesLost / scale, vertices: proof.vertices.map((v) => v + 1) }
      : undefined;
  return {
    cost: cost / scale,
    lowerBound: lowerBound / scale,
    gap,
    optimal,
    seconds,
    edges: edges.map((e) => e + 1),
    ...prizes,
  };
}

function inWords(known: ReturnType<typeof inFileNumbers>): string {
  const { cost, lowerBound, gap, optimal, edges, seconds, prizesLost } = known;
  const proof = optimal ? "which is optimal" : `no tree costs less than ${lowerBound} (proven gap ${percent(gap)})`;
  const lost = prizesLost === undefined ? "" : `, ${prizesLost} of it prizes lost,`;
  return `cost ${cost}${lost} with ${edges.length} edges; ${proof}\n${seconds} s\n`;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(3)} %`;
}

function apart(file: string): Issue {
  return { severity: "error", code: "STEINLIB_APART", place: { file }, message: "No way joins the terminals." };
}

function refuse(issues: readonly Issue[], json: boolean): number {
  printIssues(issues);
  if (json) process.stdout.write(`${JSON.stringify({ issues })}\n`);
  return 2;
}
