/**
 * Classes of corridor: a line where a span could be built. `offroad` is the straight access link that the planner itself lays from a
 * village or node to its corridor.
 */
export const corridorClasses = [
  "motorway",
  "trunk",
  "primary",
  "secondary",
  "tertiary",
  "minor",
  "residential",
  "service",
  "track",
  "path",
  "powerline",
  "other",
  "offroad",
] as const;
export type CorridorClass = (typeof corridorClasses)[number];

/** What a corridor crosses, each priced by the piece. */
export const crossingKinds = ["river", "railway", "road", "powerline"] as const;
export type CrossingKind = (typeof crossingKinds)[number];

/**
 * A corridor network in typed arrays: a million edges must fit, so there are no records.
 *
 * Vertices are points where corridors meet or end; edges are the lines between them. Edge `e` runs from vertex `edgeFrom[e]` to
 * `edgeTo[e]`; its inner shape points (without the two ends) are `shapeLon/shapeLat[shapeStart[e] .. shapeStart[e + 1])`.
 * Positions are degrees WGS 84. Parallel edges and loops are allowed.
 */
export interface Corridors {
  readonly vertexLon: Float64Array;
  readonly vertexLat: Float64Array;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** Index into {@link corridorClasses}. */
  readonly edgeClass: Uint8Array;
  /** Bit set of {@link edgeFlags}. */
  readonly edgeFlags: Uint8Array;
  /** The source's own number of the line (OSM way id, feature number from 1); several edges may share it. */
  readonly edgeSource: Float64Array;
  /** `edgeCount + 1` offsets into the shape arrays. */
  readonly shapeStart: Uint32Array;
  readonly shapeLon: Float64Array;
  readonly shapeLat: Float64Array;
  /** Lines that cost extra to cross. */
  readonly barriers: Barriers;
}

/** Bits of `edgeFlags`. */
export const edgeFlags = { bridge: 1, tunnel: 2, ford: 4 } as const;

/** Barrier lines (rivers, railways ...) in typed arrays: line `i` is `lon/lat[start[i] .. start[i + 1])`, of kind `crossingKinds[kind[i]]`. */
export interface Barriers {
  readonly start: Uint32Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly kind: Uint8Array;
}
