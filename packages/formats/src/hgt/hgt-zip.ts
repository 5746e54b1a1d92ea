import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { hgtSides } from "./hgt-tile.ts";

/** A zip of the whole earth has fewer tiles than this. */
const maxEntries = 30_000;
const maxTileBytes = Math.max(...hgtSides) ** 2 * 2;

/** An `.hgt` file in a zip; `bytes` is absent when it claims a size that no tile has, and it is then not unpacked at all. */
export interface ZippedTile {
  readonly name: string;
  readonly size: number;
  readonly bytes: Uint8Array | undefined;
}

/** True for bytes that start as a zip does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * The `.hgt` files of a zip, one after the other, so that one is in memory at a time. Throws on a damaged zip (yauzl checks sizes while it
 * unpacks and refuses paths that leave the folder; the checksum is ours).
 */
export async function* hgtEntries(bytes: Uint8Array): AsyncGenerator<ZippedTile> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (zip.entryCount > maxEntries) throw new Error(`${zip.entryCount} entries; at most ${maxEntries} are read`);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.slice(entry.fileName.lastIndexOf("/") + 1);
    // Archives made on a Mac carry a shadow file "._name" for each file.
    if (!/\.hgt$/i.test(name) || name.startsWith("._")) continue;
    yield { name, size: entry.uncompressedSize, bytes: await unpack(zip, entry) };
  }
}

async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array | undefined> {
  if (entry.uncompressedSize > maxTileBytes) return undefined;
  const bytes = await buffer(await zip.openReadStreamPromise(entry));
  if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName} does not have the checksum that the zip gives`);
  return bytes;
}
