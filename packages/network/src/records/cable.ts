import type { ColourScheme } from "./colours.ts";
import type { CableId, CableTypeId, DuctId, NodeId, SpanId } from "./ids.ts";
import type { Confidence, PlantStatus } from "./status.ts";

/** Attenuation in dB/km by wavelength in nanometres, e.g. `{ "1310": 0.35 }`. */
export type Attenuation = Readonly<Record<string, number>>;

/** What a cable is made of; an entry of the catalogue. */
export interface CableType {
  readonly id: CableTypeId;
  readonly name: string;
  readonly strands: number;
  /** `strands` = `tubes` x `strandsPerTube`. */
  readonly tubes: number;
  readonly strandsPerTube: number;
  readonly tubeColours: ColourScheme;
  readonly strandColours: ColourScheme;
  readonly attenuationDbPerKm: Attenuation;
  /** How much longer the glass is than the sheath, per cent. */
  readonly layPct: number;
  /** Outer diameter, millimetres. */
  readonly outerMm: number;
  /** Where the figures come from. */
  readonly source: string;
}

/** Coiled cable at a node, metres of sheath. */
export interface Slack {
  readonly nodeId: NodeId;
  readonly sheathM: number;
}

/** The metre mark read off the sheath where the cable, in its own direction, arrives at the node (before that node's slack). */
export interface SheathMark {
  readonly nodeId: NodeId;
  readonly markM: number;
}

/** The drum a cable was cut from. */
export interface Drum {
  readonly number: string;
  readonly lengthM: number;
}

/**
 * A sheath between two nodes, over an ordered run of spans; its a-end is at `startNodeId`, its b-end where the last span leads.
 * Opening a cable on its way makes two of it: the strands left whole are joined by splices of method `uncut`, without loss.
 */
export interface Cable {
  readonly id: CableId;
  readonly name?: string;
  readonly typeId: CableTypeId;
  readonly startNodeId: NodeId;
  readonly spanIds: readonly SpanId[];
  /** Which duct it lies in, on the spans where that is known. */
  readonly ducts?: readonly { readonly spanId: SpanId; readonly ductId: DuctId }[];
  readonly slack?: readonly Slack[];
  readonly drum?: Drum;
  /** Readings of the sheath's metre marks; between two of them the sheath is as long as they say. */
  readonly marks?: readonly SheathMark[];
  readonly status: PlantStatus;
  /** How its lengths are known; `drawn` where it is not said. */
  readonly confidence?: Confidence;
  /** True for a cable that runs over one of its spans twice on purpose. */
  readonly loop?: boolean;
}
