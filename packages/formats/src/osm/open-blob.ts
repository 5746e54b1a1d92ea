import { promisify } from "node:util";
import { inflate, zstdDecompress } from "node:zlib";
import { PbfReader } from "pbf";
import { blobLimits } from "./blob-list.ts";
import { OsmFault } from "./osm-fault.ts";

const inflateAsync = promisify(inflate);
const zstdAsync = promisify(zstdDecompress);

/** Real blobs shrink two to ten times; a megabyte that claims to shrink more than this is a decompression bomb. */
const bombRatio = 200;
const bombFloorBytes = 1024 * 1024;

type Packing = "raw" | "zlib" | "zstd";
const packings: Readonly<Record<number, Packing | { readonly unsupported: string }>> = {
  1: "raw",
  3: "zlib",
  4: { unsupported: "LZMA" },
  5: { unsupported: "bzip2" },
  6: { unsupported: "LZ4" },
  7: "zstd",
};

/** The bytes inside a Blob message (fileformat.proto), unpacked on libuv's threads, never more than 32 MiB. */
export async function openBlob(bytes: Uint8Array): Promise<Uint8Array> {
  const { packing, data, rawSize } = readBlob(bytes);
  if (packing === "raw") return data;
  if (rawSize >= blobLimits.blobBytes)
    throw new OsmFault("OSM_BLOB_SIZE", `A blob claims to unpack to ${rawSize} bytes; the limit is 32 MiB.`);
  if (rawSize > bombFloorBytes && rawSize > data.length * bombRatio)
    throw new OsmFault("OSM_BOMB", `A blob of ${data.length} bytes claims to unpack to ${rawSize}.`);
  const unpacked = await unpack(packing, data, rawSize);
  if (unpacked.length !== rawSize)
    throw new OsmFault("OSM_BLOB_CORRUPT", `A blob unpacks to ${unpacked.length} bytes and claims ${rawSize}.`);
  return unpacked;
}

function readBlob(bytes: Uint8Array): { packing: Packing; data: Uint8Array; rawSize: number } {
  const pbf = new PbfReader(bytes);
  let rawSize = -1;
  let found: { packing: Packing; data: Uint8Array } | undefined;
  for (let tag = pbf.nextField(); tag !== 0; tag = pbf.nextField()) {
    const packing = packings[tag];
    if (tag === 2) rawSize = pbf.readVarint();
    else if (typeof packing === "string") found = { packing, data: pbf.readBytes() };
    else if (packing) throw new OsmFault("OSM_COMPRESSION", `Blobs packed with ${packing.unsupported} are not read.`);
  }
  if (pbf.pos !== bytes.length || !found) throw new OsmFault("OSM_MALFORMED", "A blob holds no data.");
  if (found.packing !== "raw" && rawSize < 0) throw new OsmFault("OSM_MALFORMED", "A packed blob lacks its size.");
  return { ...found, rawSize };
}

async function unpack(packing: "zlib" | "zstd", data: Uint8Array, rawSize: number): Promise<Uint8Array> {
  const options = { maxOutputLength: Math.max(1, rawSize) };
  try {
    return packing === "zlib" ? await inflateAsync(data, options) : await zstdAsync(data, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OsmFault("OSM_BLOB_CORRUPT", `A blob cannot be unpacked (${reason}).`);
  }
}
