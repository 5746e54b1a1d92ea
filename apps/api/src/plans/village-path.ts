import type { VillagePath } from "@cuntong/contract";
import { type BillLine, isPerMetre, type ProposedSpan, type Quantity } from "@cuntong/network";
import type { Frozen } from "../http/mount.ts";
import { type ProposalView, spansToRoot } from "./proposal-view.ts";

/** How a connected village reaches the existing plant; `undefined` for a village that the proposal does not connect. */
export function villagePath(view: ProposalView, code: string): Frozen<VillagePath> | undefined {
  const village = view.villages.get(code);
  if (village?.state !== "connected") return undefined;
  const spans = spansToRoot(view, village.nodeId);
  const root = view.nodes.get(village.rootNodeId);
  if (!root) throw new Error(`The proposal lacks node ${village.rootNodeId}.`);
  return {
    code: village.code,
    name: village.name,
    spans: spans.map(pathSpan),
    rootNode: { id: root.id, kind: root.kind, position: root.position },
    pathM: village.pathM,
    pathCostFen: spans.reduce((sum, span) => sum + span.costFen, 0),
    shareFen: village.shareFen,
    bill: billOf(spans, view.proposal.bill),
  };
}

/** A span as paths and cards show it. */
export function pathSpan(span: ProposedSpan): Frozen<VillagePath>["spans"][number] {
  const { id, support, corridorClass, line, lengthM, costFen, villagesBeyond, reuses } = span;
  const carrier = reuses === undefined ? {} : { reuses };
  return { id, support, corridorClass, line, lengthM, costFen, villagesBeyond, ...carrier };
}

/** What some spans are made of, priced as the whole proposal is. */
export function billOf(spans: readonly ProposedSpan[], whole: readonly BillLine[]): BillLine[] {
  const quantities = new Map<string, number>();
  for (const { code, quantity } of spans.flatMap((span) => span.quantities)) {
    quantities.set(code, (quantities.get(code) ?? 0) + quantity);
  }
  return whole.flatMap((line) => {
    const quantity = quantities.get(line.code);
    return quantity === undefined ? [] : [{ ...line, quantity, costFen: costFen({ ...line, quantity }) }];
  });
}

/** Quantity x price in exact fen, half up: centimetres where the unit is `m`, pieces otherwise. */
function costFen({ unit, quantity, priceFen }: Quantity & { readonly priceFen: number }): number {
  const product = BigInt(quantity) * BigInt(priceFen);
  return Number(isPerMetre(unit) ? (product + 50n) / 100n : product);
}
