import type { Line } from "@cuntong/geo";
import type { DuctId, NodeId, SpanId } from "./ids.ts";
import type { Confidence, PlantStatus } from "./status.ts";

/** What carries a span's cable. */
export const supports = ["aerial", "duct", "buried", "wall", "submarine"] as const;
export type Support = (typeof supports)[number];

/** What lies between two neighbouring nodes: one line, one support. */
export interface Span {
  readonly id: SpanId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly name?: string;
  readonly support: Support;
  /** Begins at the position of `from` and ends at that of `to`. */
  readonly line: Line;
  /** Drawn length: geodesic metres on the ellipsoid. */
  readonly lengthM: number;
  readonly status: PlantStatus;
  /** How the line is known; `drawn` where it is not said. */
  readonly confidence?: Confidence;
  /** Metres taped or wheeled along the ground: they go before the drawn length in a cable's sheath, and are never shorter. */
  readonly measuredM?: number;
  /** Names of what the span can fail together with: the same poles, trench or bridge. */
  readonly riskGroups?: readonly string[];
}

/** A tube in a span that holds cables or other ducts. */
export interface Duct {
  readonly id: DuctId;
  readonly spanId: SpanId;
  /** The duct this one lies in, on the same span. */
  readonly insideId?: DuctId;
  readonly name?: string;
  /** Inner and outer diameter, millimetres. */
  readonly innerMm: number;
  readonly outerMm: number;
  readonly status: PlantStatus;
}
