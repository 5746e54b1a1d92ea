import {
  type Cable,
  type CableId,
  type CableType,
  type Closure,
  cablePath,
  compareEnds,
  type Network,
  type NodeId,
  type Splice,
  type Splitter,
  type SplitterType,
  type StrandEnd,
} from "@cuntong/network";

/** One end of a cable at a node. */
export interface CableEnd {
  readonly cable: Cable;
  readonly end: StrandEnd["end"];
  readonly type: CableType;
}

/** A splitter of a closure with its type. */
export interface HeldSplitter {
  readonly splitter: Splitter;
  readonly type: SplitterType;
}

/** What can be joined in a closure, and what is. Retired things are left out. */
export interface ClosureContent {
  readonly ends: readonly CableEnd[];
  readonly splitters: readonly HeldSplitter[];
  readonly splices: readonly Splice[];
}

/** The ends of cables at a node: a cable's a-end where it starts, its b-end where its path leads. */
export function cableEndsAt(network: Network, nodeId: NodeId): CableEnd[] {
  const spans = network.referrers("nodes", nodeId, "spans");
  const ids = new Set([
    ...network.referrers("nodes", nodeId, "cables"),
    ...spans.flatMap((id) => network.referrers("spans", id, "cables")),
  ]);
  return [...ids].sort().flatMap((id) => {
    const cable = network.get("cables", id);
    const type = cable && network.get("cableTypes", cable.typeId);
    if (!cable || !type || cable.status === "decommissioned") return [];
    const { nodeIds, brokenAt } = cablePath(network, cable);
    const ends: CableEnd[] = [];
    if (cable.startNodeId === nodeId) ends.push({ cable, end: "a", type });
    if (brokenAt === undefined && nodeIds.length > 1 && nodeIds[nodeIds.length - 1] === nodeId)
      ends.push({ cable, end: "b", type });
    return ends;
  });
}

/** Cables that pass a node without an end there. */
export function cablesThrough(network: Network, nodeId: NodeId): Cable[] {
  const ending = new Set<CableId>(cableEndsAt(network, nodeId).map(({ cable }) => cable.id));
  const ids = new Set(
    network.referrers("nodes", nodeId, "spans").flatMap((id) => network.referrers("spans", id, "cables")),
  );
  return [...ids].sort().flatMap((id) => {
    const cable = network.get("cables", id);
    if (!cable || cable.status === "decommissioned" || ending.has(cable.id)) return [];
    return cablePath(network, cable).nodeIds.includes(nodeId) ? [cable] : [];
  });
}

/** What a closure holds: the ends of the cables at its node, its splitters, and the splices in it by tray. */
export function closureContent(network: Network, closure: Closure): ClosureContent {
  const ends = cableEndsAt(network, closure.nodeId);
  const splitters = network.referrers("closures", closure.id, "splitters").flatMap((id) => {
    const splitter = network.get("splitters", id);
    const type = splitter && network.get("splitterTypes", splitter.typeId);
    return splitter && type && splitter.status !== "decommissioned" ? [{ splitter, type }] : [];
  });
  const splices = network
    .referrers("closures", closure.id, "splices")
    .flatMap((id) => network.get("splices", id) ?? [])
    .filter(({ status }) => status !== "decommissioned")
    .sort((one, two) => (one.tray ?? 0) - (two.tray ?? 0) || compareEnds(one.a, two.a));
  return { ends, splitters, splices };
}
