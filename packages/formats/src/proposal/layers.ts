import type { Line, Position } from "@cuntong/geo";
import type { CrossingKind, Proposal, ProposedNode, ProposedSpan, ProposedVillage } from "@cuntong/network";

/** A value of a written field; `undefined` is written as nothing. */
export type FieldValue = string | number | boolean | undefined;

/** A field of a layer of the work file, in the words of docs/glossary.md. */
interface Field<Row> {
  readonly name: string;
  readonly type: "text" | "integer" | "real" | "boolean";
  value(row: Row): FieldValue;
}

/** One layer of the work file: what GeoPackage and GeoJSON both write. */
export interface ProposalLayer<Row> {
  readonly name: "nodes" | "spans" | "villages";
  readonly geometry: "POINT" | "LINESTRING";
  readonly description: string;
  readonly fields: readonly Field<Row>[];
  rows(proposal: Proposal): readonly Row[];
  shape(row: Row): { readonly point: Position } | { readonly line: Line };
}

const nodes: ProposalLayer<ProposedNode> = {
  name: "nodes",
  geometry: "POINT",
  description: "Nodes of the proposal: existing ones that it starts from, closures, village end points",
  fields: [
    { name: "id", type: "text", value: (node) => node.id },
    { name: "kind", type: "text", value: (node) => node.kind },
    { name: "existing", type: "boolean", value: (node) => node.existing },
    // Spans say it too: read back as plant, a proposal is not taken for something that is there.
    { name: "status", type: "text", value: (node) => (node.existing ? "operational" : "proposed") },
    { name: "villageCode", type: "text", value: (node) => node.villageCode },
  ],
  rows: (proposal) => proposal.nodes,
  shape: (node) => ({ point: node.position }),
};

const spans: ProposalLayer<ProposedSpan> = {
  name: "spans",
  geometry: "LINESTRING",
  description:
    "Proposed spans: one support and one corridor class each, from the root outwards; reuses: the existing span that carries it",
  fields: [
    { name: "id", type: "text", value: (span) => span.id },
    { name: "fromNode", type: "text", value: (span) => span.from },
    { name: "toNode", type: "text", value: (span) => span.to },
    { name: "support", type: "text", value: (span) => span.support },
    { name: "corridorClass", type: "text", value: (span) => span.corridorClass },
    { name: "status", type: "text", value: () => "proposed" },
    { name: "lengthM", type: "real", value: (span) => span.lengthM },
    { name: "costFen", type: "integer", value: (span) => span.costFen },
    { name: "costYuan", type: "real", value: (span) => span.costFen / 100 },
    { name: "reuses", type: "text", value: (span) => span.reuses },
    { name: "villagesBeyond", type: "integer", value: (span) => span.villagesBeyond },
    crossings("riverCrossings", "river"),
    crossings("railwayCrossings", "railway"),
    crossings("roadCrossings", "road"),
    crossings("powerlineCrossings", "powerline"),
  ],
  rows: (proposal) => proposal.spans,
  shape: (span) => ({ line: span.line }),
};

function crossings(name: string, kind: CrossingKind): Field<ProposedSpan> {
  return { name, type: "integer", value: (span) => span.crossings[kind] ?? 0 };
}

const villages: ProposalLayer<ProposedVillage> = {
  name: "villages",
  geometry: "POINT",
  description: "Villages: how each is connected, or why not and how far the nearest corridor is",
  fields: [
    { name: "code", type: "text", value: (village) => village.code },
    { name: "name", type: "text", value: (village) => village.name },
    { name: "countyCode", type: "text", value: (village) => village.countyCode },
    { name: "state", type: "text", value: (village) => village.state },
    { name: "people", type: "integer", value: (village) => village.people },
    { name: "households", type: "integer", value: (village) => village.households },
    connected("nodeId", "text", (village) => village.nodeId),
    connected("rootNodeId", "text", (village) => village.rootNodeId),
    connected("pathM", "real", (village) => village.pathM),
    connected("shareFen", "integer", (village) => village.shareFen),
    connected("shareYuan", "real", (village) => village.shareFen / 100),
    {
      name: "reason",
      type: "text",
      value: (village) => (village.state === "connected" ? undefined : village.reason),
    },
    {
      name: "addedFen",
      type: "integer",
      value: (village) => (village.state === "left-out" ? village.addedFen : undefined),
    },
    unreachable("gapM", "real", (village) => village.gapM),
    unreachable("nearestLon", "real", (village) => village.nearest[0]),
    unreachable("nearestLat", "real", (village) => village.nearest[1]),
  ],
  rows: (proposal) => proposal.villages,
  shape: (village) => ({ point: village.position }),
};

type InState<State> = Extract<ProposedVillage, { state: State }>;

function connected(
  name: string,
  type: Field<unknown>["type"],
  value: (village: InState<"connected">) => FieldValue,
): Field<ProposedVillage> {
  return { name, type, value: (village) => (village.state === "connected" ? value(village) : undefined) };
}

function unreachable(
  name: string,
  type: Field<unknown>["type"],
  value: (village: InState<"unreachable">) => FieldValue,
): Field<ProposedVillage> {
  return { name, type, value: (village) => (village.state === "unreachable" ? value(village) : undefined) };
}

/** The layers of the work file. */
export const proposalLayers = { nodes, spans, villages } as const;
