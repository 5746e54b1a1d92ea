import type { Extent } from "@cuntong/geo";
import type { SettingsId } from "./ids.ts";
import type { SpliceMethod } from "./joint.ts";
import type { Support } from "./span.ts";
import type { Confidence } from "./status.ts";

/** Optics classes of a PON port (ITU-T G.984.2, G.9807.1), and point to point. */
export const opticsClasses = ["B+", "C+", "N1", "N2"] as const;
export type OpticsClass = (typeof opticsClasses)[number];

/** Loss that a class's receivers need at least and bear at most, dB. Less overloads them, more starves them. */
export interface OpticsRange {
  readonly minDb: number;
  readonly maxDb: number;
}

/** Loss of one joint, dB: what is usual, and what a budget reckons with. */
export interface JointLoss {
  readonly meanDb: number;
  readonly worstDb: number;
}

/** Figures a project can change, each shown with its source; the one row has the id `plant`. */
export interface PlantSettings {
  readonly id: SettingsId;
  /** Two positions nearer than this are one. Metres. */
  readonly toleranceM: number;
  /** Where the project's plant may lie; anywhere without it. */
  readonly extent?: Extent;
  readonly spliceLossDb: Readonly<Record<Exclude<SpliceMethod, "uncut">, JointLoss>>;
  /** Each pair of connectors mated in a patch, and a connector in the field. */
  readonly connectorLossDb: JointLoss;
  /** Kept free for ageing and repairs. */
  readonly marginDb: number;
  readonly opticsRange: Readonly<Record<OpticsClass, OpticsRange>>;
  /** Sheath used up by sag, bends and coils that are not recorded as slack: metres for each kilometre drawn. */
  readonly reserveMPerKm: Readonly<Record<Support, number>>;
  /** How far a length may be from the truth, per cent of it, by how it is known. */
  readonly spreadPct: Readonly<Record<Confidence, number>>;
  /** Part of a duct's inner area that its content may fill, per cent. */
  readonly ductFillPct: number;
  readonly sources: Readonly<Record<string, string>>;
}
