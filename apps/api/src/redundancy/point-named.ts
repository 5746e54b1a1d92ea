import type { Network, RiskPoint, SpanId } from "@cuntong/network";
import { Refusal } from "../http/problem.ts";

/** The point that a caller names. A group found by where spans lie is named by them. */
export function pointNamed(network: Network, kind: RiskPoint["kind"], id: string): RiskPoint {
  if (kind === "node" || kind === "headend") {
    if (!network.get("nodes", id)) throw new Refusal("NOT_FOUND", `No node ${id}.`);
    return { kind, id, spanIds: [] };
  }
  const spanIds = kind === "named" ? spansOfGroup(network, id) : (id.split(" + ") as SpanId[]);
  const missing = spanIds.find((span) => !network.get("spans", span));
  if (missing !== undefined) throw new Refusal("NOT_FOUND", `No span ${missing}.`);
  if (spanIds.length === 0) throw new Refusal("NOT_FOUND", `No span is in a risk group ${id}.`);
  return { kind, id, spanIds };
}

function spansOfGroup(network: Network, name: string): SpanId[] {
  const spans = [...network.records("spans")].filter(({ riskGroups }) => riskGroups?.includes(name));
  return spans.map(({ id }) => id);
}
