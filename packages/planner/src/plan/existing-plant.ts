import { components } from "@cuntong/graph";
import type { Issue, PlantNode, PlantStatus, Span } from "@cuntong/network";
import type { PlanInput } from "./plan.ts";

/** A proposal is not there yet, and what was taken down is there no more: neither is a root that costs nothing. */
const notThere: ReadonlySet<PlantStatus> = new Set(["proposed", "decommissioned"]);

/** The input with that plant alone which a plan may start from, and what was left out or is doubtful about it. */
export function withExistingPlant(input: PlanInput): { readonly input: PlanInput; readonly issues: readonly Issue[] } {
  const nodes = input.nodes.filter(({ status }) => !notThere.has(status));
  const spans = input.spans.filter(({ status }) => !notThere.has(status));
  // Where spans are reused, a part apart from every headend is a way like any other once fibre gets there.
  const doubts = input.settings.existingSpans === "reuse" ? [] : apart(nodes, spans);
  const issues = [...leftOut(input, nodes), ...doubts];
  return { input: { ...input, nodes, spans }, issues };
}

function leftOut({ nodes: all }: PlanInput, kept: readonly PlantNode[]): Issue[] {
  const nodes = all.length - kept.length;
  if (nodes === 0) return [];
  const message = `${nodes} of ${all.length} nodes are proposed or decommissioned; nothing starts from them`;
  return [{ severity: "warning", code: "NODE_NOT_THERE", place: {}, message, params: { nodes, of: all.length } }];
}

/** Parts of the plant that no span joins to a headend are taken as connected to it all the same, and that is said. */
function apart(nodes: readonly PlantNode[], spans: readonly Span[]): Issue[] {
  const { count, of } = partsOf(nodes, spans);
  const fed = new Set(nodes.flatMap(({ kind }, i) => (kind === "headend" ? [of[i]] : [])));
  const parts = count - Math.max(1, fed.size);
  if (parts <= 0) return [];
  const first = nodes.findIndex((_, i) => (fed.size > 0 ? !fed.has(of[i]) : of[i] !== of[0]));
  const [lon, lat] = nodes[first].position;
  const message = `${parts} parts of the plant are joined by no span to ${fed.size > 0 ? "a headend" : "the rest"}; they are taken as connected, e.g. node ${nodes[first].id}`;
  return [{ severity: "warning", code: "PLANT_APART", place: { lon, lat }, message, params: { parts } }];
}

function partsOf(nodes: readonly PlantNode[], spans: readonly Span[]) {
  const at = new Map(nodes.map(({ id }, i) => [id, i]));
  const known = spans.filter((span) => at.has(span.from) && at.has(span.to));
  return components({
    vertexCount: nodes.length,
    from: Uint32Array.from(known, (span) => at.get(span.from)!),
    to: Uint32Array.from(known, (span) => at.get(span.to)!),
  });
}
