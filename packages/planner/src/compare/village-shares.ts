import type { NodeId, Proposal, ProposedSpan, VillageCode } from "@cuntong/network";

/**
 * What each connected village bears when every span's figure is divided evenly among the villages beyond it; what leads to no village is
 * borne by all. `ofSpan` gives the figure of a span, by its place in the proposal.
 */
export function villageShares(
  { spans, villages }: Proposal,
  ofSpan: (span: ProposedSpan, place: number) => number,
): ReadonlyMap<VillageCode, number> {
  const connected = villages.flatMap((village) => (village.state === "connected" ? [village] : []));
  const burden = new Map<NodeId, number>();
  let common = 0;
  // Spans are numbered outwards from the existing nodes, so the way to a span's near end is known before the span comes.
  spans.forEach((span, place) => {
    const sofar = burden.get(span.from) ?? 0;
    const own = ofSpan(span, place);
    if (span.villagesBeyond === 0) common += own;
    burden.set(span.to, sofar + (span.villagesBeyond > 0 ? own / span.villagesBeyond : 0));
  });
  return new Map(connected.map(({ code, nodeId }) => [code, (burden.get(nodeId) ?? 0) + common / connected.length]));
}
