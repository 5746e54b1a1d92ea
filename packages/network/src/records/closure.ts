import type { ClosureId, ClosureTypeId, NodeId, SplitterId, SplitterTypeId } from "./ids.ts";
import type { PlantStatus } from "./status.ts";

/** A kind of closure or of a cabinet's splice housing; an entry of the catalogue. */
export interface ClosureType {
  readonly id: ClosureTypeId;
  readonly name: string;
  readonly trays: number;
  readonly splicesPerTray: number;
  readonly source: string;
}

/** Where strands are spliced, at a node; a cabinet's or frame's splice trays are a closure too. */
export interface Closure {
  readonly id: ClosureId;
  readonly nodeId: NodeId;
  readonly typeId: ClosureTypeId;
  readonly name?: string;
  readonly status: PlantStatus;
}

/** A kind of optical splitter; an entry of the catalogue. */
export interface SplitterType {
  readonly id: SplitterTypeId;
  readonly name: string;
  /** 1 or 2. */
  readonly inputs: 1 | 2;
  readonly outputs: number;
  /** Loss from an input to an output by design, dB, whatever the wavelength. */
  readonly lossDb: number;
  /** The most its maker admits, dB. */
  readonly maxLossDb: number;
  readonly source: string;
}

/** An optical splitter 1:N or 2:N, in a closure. */
export interface Splitter {
  readonly id: SplitterId;
  readonly closureId: ClosureId;
  readonly typeId: SplitterTypeId;
  readonly name?: string;
  readonly status: PlantStatus;
}
