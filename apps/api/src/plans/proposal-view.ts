import type { NodeId, Proposal, ProposedNode, ProposedSpan, ProposedVillage } from "@cuntong/network";

/** A proposal with the look-ups that clicks on a map need. */
export interface ProposalView {
  readonly proposal: Proposal;
  readonly nodes: ReadonlyMap<NodeId, ProposedNode>;
  /** The one span that leads to a node from nearer the root. */
  readonly spanTo: ReadonlyMap<NodeId, ProposedSpan>;
  readonly spans: ReadonlyMap<string, ProposedSpan>;
  readonly villages: ReadonlyMap<string, ProposedVillage>;
}

export function viewOf(proposal: Proposal): ProposalView {
  return {
    proposal,
    nodes: new Map(proposal.nodes.map((node) => [node.id, node])),
    spanTo: new Map(proposal.spans.map((span) => [span.to, span])),
    spans: new Map(proposal.spans.map((span) => [span.id, span])),
    villages: new Map(proposal.villages.map((village) => [village.code, village])),
  };
}

/** The spans from a node to the existing plant, the node's own first. */
export function spansToRoot({ spanTo }: ProposalView, node: NodeId): ProposedSpan[] {
  const spans: ProposedSpan[] = [];
  for (let span = spanTo.get(node); span; span = spanTo.get(span.from)) {
    if (spans.length > spanTo.size) throw new Error(`The proposal has a loop at node ${span.to}.`);
    spans.push(span);
  }
  return spans;
}
