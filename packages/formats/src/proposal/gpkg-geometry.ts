import type { Extent, Line, Position } from "@cuntong/geo";

/** EPSG:4326 as GeoPackage means it: lon, lat. */
export const srsId = 4326;

/** A point as a GeoPackage blob (OGC 12-128r17, 2.1.3): header without an envelope, then little-endian WKB. */
export function pointBlob([lon, lat]: Position): Uint8Array {
  const blob = new Uint8Array(8 + 21);
  const view = header(blob, 0b0000_0001);
  view.setUint8(8, 1);
  view.setUint32(9, 1, true);
  view.setFloat64(13, lon, true);
  view.setFloat64(21, lat, true);
  return blob;
}

/** A line as a GeoPackage blob, with its envelope so that readers need not walk it. */
export function lineBlob(line: Line): Uint8Array {
  const blob = new Uint8Array(8 + 32 + 9 + 16 * line.length);
  const view = header(blob, 0b0000_0011);
  const [west, south, east, north] = extentOf(line);
  for (const [i, value] of [west, east, south, north].entries()) view.setFloat64(8 + 8 * i, value, true);
  view.setUint8(40, 1);
  view.setUint32(41, 2, true);
  view.setUint32(45, line.length, true);
  for (const [i, [lon, lat]] of line.entries()) {
    view.setFloat64(49 + 16 * i, lon, true);
    view.setFloat64(57 + 16 * i, lat, true);
  }
  return blob;
}

export function extentOf(positions: readonly Position[]): Extent {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

/** `GP`, version 0, flags (bit 0 little-endian, bits 1-3 the kind of envelope), srs id. */
function header(blob: Uint8Array, flags: number): DataView {
  const view = new DataView(blob.buffer);
  view.setUint8(0, 0x47);
  view.setUint8(1, 0x50);
  view.setUint8(3, flags);
  view.setInt32(4, srsId, true);
  return view;
}
