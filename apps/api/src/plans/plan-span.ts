import type { PlanSpan } from "@cuntong/contract";
import type { Frozen } from "../http/mount.ts";
import { type ProposalView, spansToRoot } from "./proposal-view.ts";
import { billOf, pathSpan } from "./village-path.ts";

/** Villages that a span's answer names; the rest are in its count. */
const villagesNamed = 100;

/** A span of a proposal with its bill and the villages that it serves; `undefined` for an id that the proposal does not have. */
export function planSpan(view: ProposalView, id: string): Frozen<PlanSpan> | undefined {
  const span = view.spans.get(id);
  if (!span) return undefined;
  return {
    ...pathSpan(span),
    crossings: span.crossings,
    cables: span.cables ?? [],
    bill: billOf([span], view.proposal.bill),
    villages: villagesBeyond(view, id),
  };
}

function villagesBeyond(view: ProposalView, id: string): Frozen<PlanSpan>["villages"] {
  const beyond = view.proposal.villages.filter(
    (village) => village.state === "connected" && spansToRoot(view, village.nodeId).some((span) => span.id === id),
  );
  return beyond.slice(0, villagesNamed).map(({ code, name, position }) => ({ code, name, position }));
}
