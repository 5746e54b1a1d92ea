import type { Position } from "@cuntong/geo";
import type { NodeId } from "./ids.ts";
import type { Confidence, PlantStatus } from "./status.ts";

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

/** A point of the plant. */
export interface PlantNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly name?: string;
  readonly position: Position;
  readonly status: PlantStatus;
  /** How the position is known; `drawn` where it is not said. */
  readonly confidence?: Confidence;
}
