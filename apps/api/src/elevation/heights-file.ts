import type { HeightGrid } from "@cuntong/demo";

/**
 * Heights on a regular grid in one file, little-endian: "CTHEIGHT" | u32 version | u32 columns | u32 rows | padding to 24
 * | f64 west, north, step (degrees) | Int16 metres, row by row from the north-west.
 */
const magic = "CTHEIGHT";
const version = 1;
const headerBytes = 48;

export function writeHeightsFile({ west, north, step, columns, rows, heightM }: HeightGrid): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + 2 * heightM.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < magic.length; i++) bytes[i] = magic.charCodeAt(i);
  for (const [i, value] of [version, columns, rows].entries()) view.setUint32(8 + 4 * i, value, true);
  for (const [i, value] of [west, north, step].entries()) view.setFloat64(24 + 8 * i, value, true);
  new Int16Array(bytes.buffer, headerBytes).set(heightM);
  return bytes;
}

/** Reads a file of {@link writeHeightsFile}; throws on anything else, for the file is our own. */
export function readHeightsFile(file: Uint8Array): HeightGrid {
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice();
  if (bytes.length < headerBytes || String.fromCharCode(...bytes.subarray(0, magic.length)) !== magic) {
    throw new Error("This is not a heights file.");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [found, columns, rows] = [8, 12, 16].map((at) => view.getUint32(at, true)) as [number, number, number];
  const [west, north, step] = [24, 32, 40].map((at) => view.getFloat64(at, true)) as [number, number, number];
  if (found !== version) throw new Error(`The heights file is of version ${found}, not ${version}.`);
  if (bytes.length !== headerBytes + 2 * columns * rows) throw new Error("The heights file is cut short.");
  const heightM = new Int16Array(bytes.buffer, bytes.byteOffset + headerBytes, columns * rows);
  return { west, north, step, columns, rows, heightM };
}
