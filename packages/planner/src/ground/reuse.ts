import type { PlanSettings, PlantNode } from "@cuntong/network";
import type { PlanInput } from "../plan/plan.ts";

/** True for an existing node that fibre starts from at no cost: every one, or headends alone where existing spans are to be reused. */
export function isRoot({ existingSpans }: PlanSettings, { kind }: PlantNode): boolean {
  return existingSpans !== "reuse" || kind === "headend";
}

/** Existing spans that may carry further cable, by index, each with its ends among the nodes. */
export function spansToReuse({
  nodes,
  spans,
  settings,
}: PlanInput): (readonly [span: number, from: number, to: number])[] {
  if (settings.existingSpans !== "reuse") return [];
  const at = new Map(nodes.map(({ id }, i) => [id, i]));
  return spans.flatMap((span, i) => {
    const [from, to] = [at.get(span.from), at.get(span.to)];
    return from === undefined || to === undefined ? [] : [[i, from, to] as const];
  });
}
