import { basename } from "node:path";
import { readSteinlib, type SteinlibProblem } from "@cuntong/formats";
import type { Issue } from "@cuntong/network";
import { type SteinerProof, solveSteiner, TerminalsApart } from "@cuntong/planner";
import { findFile, readBytes } from "./plan/input-file.ts";
import { createProgress, printIssues } from "./terminal.ts";
import { type Command, parseOptions, UsageError, wholeNumber } from "./usage.ts";

/** `cuntong solve`: a Steiner tree problem from a file, solved with proof. */
export const solveCommand: Command = {
  name: "solve",
  usage: "cuntong solve FILE.gr[.gz] [--seconds S] [--gap G] [--seed N] [--json]",
  summary:
    "Joins the terminals of a PACE 2018 or SteinLib file at the least cost, and proves how little any tree could cost. Stops at the gap (0.01 is one per cent; 0 unless given) or after the seconds (60 unless given).",
  async run([path, ...rest]) {
    if (path === undefined || path.startsWith("--")) throw new UsageError("FILE.gr is missing.");
    const options = parseOptions(rest, {
      seconds: { type: "string", default: "60" },
      gap: { type: "string", default: "0" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    });
    const limits = {
      seconds: decimal(options.seconds, "--seconds", 86_400),
      gap: decimal(options.gap, "--gap", 1),
      seed: wholeNumber(options.seed, "--seed", 0),
    };
    return solveFile(path, limits, options.json);
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
  process.stdout.write(json ? `${JSON.stringify(inFileNumbers(answer, seconds))}\n` : inWords(answer, seconds));
  return 0;
}

function clock(): number {
  return performance.now() / 1000;
}

/** Undefined where the terminals cannot be joined. */
function solve(problem: SteinlibProblem, limits: Limits, started: number): SteinerProof | undefined {
  const progress = createProgress();
  try {
    return solveSteiner(problem, problem.terminals, undefined, {
      gap: limits.gap,
      seed: limits.seed,
      clock,
      deadline: started + limits.seconds,
      onProgress: ({ cost, gap }) => progress.show("searching", undefined, `cost ${cost}, gap ${percent(gap)}`),
    });
  } catch (error) {
    if (error instanceof TerminalsApart) return undefined;
    throw error;
  } finally {
    progress.end();
  }
}

/** Edges in the order of the file, from 1, as its vertices are. */
function inFileNumbers({ edges, ...known }: SteinerProof, seconds: number) {
  return { ...known, seconds, edges: edges.map((e) => e + 1) };
}

function inWords({ cost, lowerBound, gap, optimal, edges }: SteinerProof, seconds: number): string {
  const proof = optimal ? "which is optimal" : `no tree costs less than ${lowerBound} (proven gap ${percent(gap)})`;
  return `cost ${cost} with ${edges.length} edges; ${proof}\n${seconds} s\n`;
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

function decimal(text: string, name: string, most: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new UsageError(`${name} takes a number from 0 to ${most}, not "${text}".`);
  return value;
}
