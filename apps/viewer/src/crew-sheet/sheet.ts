import type { Line, Position } from "@cuntong/geo";

/** A named place that a crew can find: a pole, closure, cabinet, manhole. */
export interface Landmark {
  readonly id: string;
  readonly name: string;
  readonly position: Position;
}

/** What a crew needs to find and mend one fault. */
export interface Sheet {
  readonly title: string;
  readonly incidentId?: string;
  /** Revision of the plant that it was computed on. */
  readonly revision: number;
  /** When it was made, ISO 8601. */
  readonly madeAt: string;
  readonly position: Position;
  /** The landmark before the fault, seen from where was measured, and metres past it. */
  readonly before?: Landmark & { readonly pastM: number };
  readonly after?: Landmark & { readonly toM: number };
  /** 95 % of the places where it may be lie between these metres before and after the position. */
  readonly interval: { readonly beforeM: number; readonly afterM: number };
  /** Where the cable can be opened, the nearest first. */
  readonly access: readonly (Landmark & { readonly alongM: number })[];
  readonly cable?: string;
  /** Metre mark on the sheath, where marks were read. */
  readonly sheathMarkM?: number;
  /** The route round the fault, and the part of it where the fault may be. */
  readonly route: Line;
  readonly doubt: Line;
  readonly landmarks: readonly Landmark[];
  readonly villages: readonly { readonly code: string; readonly name: string; readonly people?: number }[];
}
