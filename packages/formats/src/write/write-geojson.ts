import type { Line, Position } from "@cuntong/geo";

/** A feature to be written; what has no geometry is written with a null one. */
export interface WriteFeature {
  readonly id?: string | number;
  readonly geometry: { readonly point: Position } | { readonly line: Line } | undefined;
  readonly properties: Readonly<Record<string, string | number | boolean | undefined>>;
}

/**
 * A GeoJSON FeatureCollection (RFC 7946): one feature a line, positions in degrees to seven decimals (a centimetre). Members besides
 * `features` (credits, totals) come first.
 */
export function writeGeoJson(
  features: Iterable<WriteFeature>,
  members: Readonly<Record<string, unknown>> = {},
): Uint8Array {
  const head = Object.entries(members).map(([key, value]) => `,${JSON.stringify(key)}:${JSON.stringify(value)}`);
  const lines = Array.from(features, (feature) => JSON.stringify(toGeoJson(feature)));
  const text = `{"type":"FeatureCollection"${head.join("")},"features":[\n${lines.join(",\n")}\n]}\n`;
  return new TextEncoder().encode(text);
}

function toGeoJson({ id, geometry, properties }: WriteFeature): object {
  return { type: "Feature", ...(id === undefined ? {} : { id }), geometry: toGeometry(geometry), properties };
}

function toGeometry(geometry: WriteFeature["geometry"]): object | null {
  if (geometry === undefined) return null;
  if ("point" in geometry) return { type: "Point", coordinates: rounded(geometry.point) };
  return { type: "LineString", coordinates: geometry.line.map(rounded) };
}

function rounded([lon, lat]: Position): number[] {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}
