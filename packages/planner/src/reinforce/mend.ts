import type { SearchWatch } from "./grow.ts";
import { protectTarget } from "./protect-target.ts";
import type { Choice } from "./survivable-problem.ts";
import { unsafeTargets } from "./unsafe-targets.ts";

/** Runs of built edges between vertices where something else meets: what can only go or stay together. */
function runsOf({ problem: { graph, stands }, built }: Choice): number[][] {
  const degree = new Uint32Array(graph.vertexCount);
  const meets = new Uint8Array(graph.vertexCount);
  for (let e = 0; e < graph.edgeCount; e++) {
    for (const v of [graph.from[e], graph.to[e]]) {
      if (built[e] === 1) degree[v]++;
      if (stands[e] === 1) meets[v] = 1;
    }
  }
  const taken = new Uint8Array(graph.edgeCount);
  const runs: number[][] = [];
  for (let e = 0; e < graph.edgeCount; e++) {
    if (built[e] === 0 || taken[e] === 1) continue;
    taken[e] = 1;
    const run = [e];
    for (let i = 0; i < run.length; i++) {
      for (const v of [graph.from[run[i]], graph.to[run[i]]]) {
        if (degree[v] !== 2 || meets[v] === 1) continue;
        for (let arc = graph.arcStart[v]; arc < graph.arcStart[v + 1]; arc++) {
          const next = graph.arcEdge[arc];
          if (built[next] === 0 || taken[next] === 1) continue;
          taken[next] = 1;
          run.push(next);
        }
      }
    }
    runs.push(run);
  }
  return runs;
}

/** Without the runs, the dearest first, that nobody needs. */
export function trimmed(choice: Choice, keep: ReadonlySet<number>): Choice {
  let now = choice;
  for (const run of byCost(choice)) {
    const without = now.without(run);
    if (holds(without, keep)) now = without;
  }
  return now;
}

function byCost(choice: Choice): number[][] {
  const { cost } = choice.problem;
  const costOf = (run: readonly number[]) => run.reduce((sum, e) => sum + cost[e], 0);
  return runsOf(choice).sort((a, b) => costOf(b) - costOf(a));
}

function holds(choice: Choice, keep: ReadonlySet<number>): boolean {
  return unsafeTargets(choice).every((t) => !keep.has(t));
}

/** Takes each run out, protects those again that it had held, keeps what costs less, and at the end takes out what that made needless. */
export function mend(choice: Choice, keep: ReadonlySet<number>, { isCancelled }: SearchWatch): Choice {
  let best = choice;
  for (const run of byCost(choice)) {
    if (isCancelled?.()) break;
    const mended = protectedAgain(best.without(run), keep);
    if (mended && mended.cost() < best.cost()) best = mended;
  }
  return trimmed(best, keep);
}

function protectedAgain(choice: Choice, keep: ReadonlySet<number>): Choice | undefined {
  let now = choice;
  for (let left = Infinity; ; ) {
    const open = unsafeTargets(now).filter((t) => keep.has(t));
    if (open.length === 0) return now;
    if (open.length >= left) return undefined;
    left = open.length;
    now = now.with(protectTarget(now, now.problem.targets[open[0]]));
  }
}
