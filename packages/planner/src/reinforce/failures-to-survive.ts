import { cuttingGroups, findFailures, reachTree, riskGroups, setCutsOff, singleThreats } from "@cuntong/graph";
import type { Choice, FailingSet, Target } from "./survivable-problem.ts";

/** A failure that a target does not survive on what stands: one more thing that must be built round. */
export interface Need {
  /** Target, by number. */
  readonly target: number;
  readonly failure: FailingSet;
}

const nothing: FailingSet = { edges: [], vertices: [] };

/** Every failure that cuts a target off with what is built, and of a target that reaches no hub at all that it must reach one. */
export function needsOf(choice: Choice, targets: readonly Target[] = choice.problem.targets): Need[] {
  const { failures } = choice.problem;
  return failures === "any" ? needsOfAny(choice, targets) : needsOfNamed(choice, targets, failures);
}

function needsOfAny(choice: Choice, targets: readonly Target[]): Need[] {
  const { graph, hub, groups } = choice.problem;
  const mask = { edges: choice.closed() };
  const { edge, vertex, isReached } = singleThreats(findFailures(graph, [hub], mask));
  const needs: Need[] = [];
  const open = groups.edgesOf.map((edges) => edges.filter((e) => mask.edges[e] === 0));
  const tree = reachTree(graph, [hub], mask);
  const whole = riskGroups(graph, open);
  const tolls = Array.from(cuttingGroups(graph, whole, mask)).map((g) => ({
    // The group as a whole fails: what could be built in it is of no use then.
    failure: { edges: groups.edgesOf[g], vertices: [] },
    lost: new Set(setCutsOff(tree, { edges: open[g] })),
  }));
  for (const [target, { vertex: v }] of targets.entries()) {
    if (v === hub) continue;
    if (isReached[v] === 0) {
      needs.push({ target, failure: nothing });
      continue;
    }
    for (let e = edge[v]; e >= 0; ) {
      needs.push({ target, failure: { edges: [e], vertices: [] } });
      const lower = edge[graph.from[e]] === e ? graph.from[e] : graph.to[e];
      e = edge[graph.from[e] + graph.to[e] - lower];
    }
    for (let u = vertex[v]; u >= 0 && u !== hub; u = vertex[u])
      needs.push({ target, failure: { edges: [], vertices: [u] } });
    for (const { failure, lost } of tolls) if (lost.has(v)) needs.push({ target, failure });
  }
  return needs;
}

function needsOfNamed(choice: Choice, targets: readonly Target[], failures: readonly FailingSet[]): Need[] {
  const { graph, hub } = choice.problem;
  const tree = reachTree(graph, [hub], { edges: choice.closed() });
  const needs: Need[] = [];
  for (const failure of [nothing, ...failures]) {
    const lost = new Set(setCutsOff(tree, failure));
    for (const [target, { vertex }] of targets.entries()) {
      const isApart = failure === nothing && tree.place[vertex] < 0;
      if ((lost.has(vertex) && !failure.vertices.includes(vertex)) || isApart) needs.push({ target, failure });
    }
  }
  return needs;
}
