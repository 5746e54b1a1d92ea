import type { Position } from "@cuntong/geo";

/** A value of a feature's field. Objects and lists come as JSON text. */
export type FieldValue = string | number | boolean;

/** Rings of a polygon, the outside first; the first position of a ring is not repeated at its end. */
export type Polygon = readonly (readonly Position[])[];

/** Points, lines and polygons of one feature, in degrees of the layer's datum. */
export interface Shape {
  readonly points: readonly Position[];
  readonly lines: readonly (readonly Position[])[];
  /** They are nobody's village or corridor, but may be an area. */
  readonly polygons: readonly Polygon[];
}

/** One feature of a geographic file. */
export interface Feature {
  /** From 1, in the order of the file and layer. */
  readonly number: number;
  readonly id?: string;
  /** Name of the KML folder that it lies in, the innermost that has one. */
  readonly folder?: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly shape: Shape;
}

/** A layer of a geographic file; its positions are degrees, `datumHint` is what the file itself says they are in. */
export interface Layer {
  readonly name?: string;
  readonly features: readonly Feature[];
  readonly datumHint?: "WGS84" | "CGCS2000" | "GCJ02" | "BD09";
}

/**
 * Sets a field of a feature. Fields are plain objects, which engines keep small; the one name that would reach their prototype is left out.
 */
export function setField(fields: Record<string, FieldValue>, name: string, value: FieldValue): void {
  if (name !== "__proto__") fields[name] = value;
}

export const noShape: Shape = { points: [], lines: [], polygons: [] };

/** Text of a field value, as a table cell would hold it. */
export function fieldText(value: FieldValue | undefined): string {
  return value === undefined ? "" : String(value);
}
