/** A point on the earth: `[lon, lat]` in degrees, WGS 84. */
export type Position = readonly [lon: number, lat: number];

/** A polyline of at least two positions. */
export type Line = readonly Position[];

/** Rings of positions; the first ring of each polygon is its outside. */
export type MultiPolygon = readonly (readonly Line[])[];

/** `[west, south, east, north]` in degrees, WGS 84. */
export type Extent = readonly [west: number, south: number, east: number, north: number];
