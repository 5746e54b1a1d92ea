import type { Line, Position } from "@cuntong/geo";

/** Branded ids: strings outside, dense integers inside algorithms. */
export type NodeId = string & { readonly brand: "NodeId" };
export type SpanId = string & { readonly brand: "SpanId" };

/** Kinds of node, OFDS-compatible (docs/glossary.md). */
export const nodeKinds = [
  "headend",
  "site",
  "cabinet",
  "closure",
  "pole",
  "manhole",
  "handhole",
  "marker",
  "village",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** What carries a span's cable. */
export const supports = ["aerial", "duct", "buried", "wall", "submarine"] as const;
export type Support = (typeof supports)[number];

/** Status of every piece of plant (OFDS codelist), in the legal order. */
export const plantStatuses = [
  "proposed",
  "planned",
  "underConstruction",
  "operational",
  "inactive",
  "decommissioned",
] as const;
export type PlantStatus = (typeof plantStatuses)[number];

/** A point of the plant. */
export interface PlantNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly name?: string;
  readonly position: Position;
  readonly status: PlantStatus;
}

/** What lies between two neighbouring nodes: one line, one support. */
export interface Span {
  readonly id: SpanId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly support: Support;
  readonly line: Line;
  /** Drawn length: geodesic metres on the ellipsoid. */
  readonly lengthM: number;
  readonly status: PlantStatus;
}
