import type { Lines } from "@cuntong/geo";
import {
  type CorridorClass,
  type Corridors,
  corridorClasses,
  edgeFlags,
  type PlanSettings,
  type Support,
} from "@cuntong/network";

/**
 * The edges that a plan may use: whole corridor edges, pieces of those that a village or node was snapped to, straight access links of
 * class `offroad`, and existing spans that carry further cable (class `other`). Stretch `i` runs from vertex `from[i]` to `to[i]` along `lines`, both ends included.
 */
export interface Stretches {
  readonly vertexLon: Float64Array;
  readonly vertexLat: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Corridor edge that the stretch is, or is a piece of; -1 for an access link or an existing span. */
  readonly edge: Int32Array;
  /** Index into `corridorClasses`. */
  readonly corridorClass: Uint8Array;
  /** Bit set of `edgeFlags`. */
  readonly flags: Uint8Array;
  /** Number of its kind in `stretchKinds`. */
  readonly kind: Uint8Array;
  /** Existing span, by index, that carries the cable; -1 where new plant does. */
  readonly reuse: Int32Array;
  readonly lines: Lines;
}

/** What would carry the cable along a corridor, or null where building is forbidden. */
export function supportOf(settings: PlanSettings, corridorClass: CorridorClass, flags: number): Support | null {
  const support = settings.supportByClass[corridorClass];
  return support !== null && (flags & edgeFlags.bridge) !== 0 ? settings.bridgeSupport : support;
}

/** 1 for each corridor edge along which the settings allow building. */
export function usableEdges(corridors: Corridors, settings: PlanSettings): Uint8Array {
  const usable = corridorClasses.map((name) => (settings.supportByClass[name] === null ? 0 : 1));
  return Uint8Array.from(corridors.edgeClass, (index) => usable[index] ?? 0);
}

/** The corridor edges as whole lines, both end vertices included. */
export function corridorLines(corridors: Corridors): Lines {
  const { edgeFrom, edgeTo, shapeStart, vertexLon, vertexLat } = corridors;
  const edgeCount = edgeFrom.length;
  const start = new Uint32Array(edgeCount + 1);
  for (let e = 0; e < edgeCount; e++) start[e + 1] = start[e] + 2 + (shapeStart[e + 1] - shapeStart[e]);
  const lon = new Float64Array(start[edgeCount]);
  const lat = new Float64Array(start[edgeCount]);
  for (let e = 0; e < edgeCount; e++) {
    const first = start[e];
    const last = start[e + 1] - 1;
    lon[first] = vertexLon[edgeFrom[e]];
    lat[first] = vertexLat[edgeFrom[e]];
    lon[last] = vertexLon[edgeTo[e]];
    lat[last] = vertexLat[edgeTo[e]];
    for (let s = shapeStart[e], p = first + 1; p < last; s++, p++) {
      lon[p] = corridors.shapeLon[s];
      lat[p] = corridors.shapeLat[s];
    }
  }
  return { start, lon, lat };
}
