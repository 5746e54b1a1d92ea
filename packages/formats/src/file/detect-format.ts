/** Formats by their bytes. `zip` is any zip that is not an XLSX, KMZ or zipped Shapefile by its entries. */
export type FileFormat = "csv" | "json" | "xml" | "zip" | "gpkg" | "sqlite" | "shp" | "xls" | "pbf" | "pdf" | "gzip";

const magics: readonly [FileFormat, readonly number[]][] = [
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
  ["xls", [0xd0, 0xcf, 0x11, 0xe0]],
  ["shp", [0x00, 0x00, 0x27, 0x0a]],
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["gzip", [0x1f, 0x8b]],
];

/** The format of a file by its first bytes, and by its name only where bytes cannot tell (tables and text). */
export function detectFormat(bytes: Uint8Array, fileName: string): FileFormat {
  const magic = magics.find(([, head]) => head.every((byte, i) => bytes[i] === byte));
  if (magic) return magic[0];
  if (ascii(bytes, 0, 15) === "SQLite format 3") return isGeoPackage(bytes) ? "gpkg" : "sqlite";
  if (/\.pbf$/i.test(fileName) || ascii(bytes, 6, 15) === "OSMHeader") return "pbf";
  const first = firstSign(bytes);
  if (first === "{" || first === "[" || /\.(geo)?json(l|s|seq)?$/i.test(fileName)) return "json";
  return first === "<" || /\.(kml|xml)$/i.test(fileName) ? "xml" : "csv";
}

/** GeoPackage's application id `GPKG` (or `GP10`, `GP11`) at byte 68 of the SQLite header; some writers leave it empty. */
function isGeoPackage(bytes: Uint8Array): boolean {
  const id = ascii(bytes, 68, 72);
  return id.startsWith("GP") || id === "\0\0\0\0";
}

/** The first character that is no space, byte-order mark or record separator. */
function firstSign(bytes: Uint8Array): string {
  const head = bytes.subarray(0, 200);
  const skip = new Set([0x20, 0x09, 0x0a, 0x0d, 0x1e, 0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x00]);
  const byte = head.find((value) => !skip.has(value));
  return byte === undefined ? "" : String.fromCharCode(byte);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
