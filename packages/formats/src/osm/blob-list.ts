import type { Issue } from "@cuntong/network";
import { PbfReader } from "pbf";
import type { ByteSource } from "./byte-source.ts";
import { faultIssue, OsmFault } from "./osm-fault.ts";

/** Limits of the format (fileformat.proto): a header must, and a blob must, be smaller. */
export const blobLimits = { headerBytes: 64 * 1024, blobBytes: 32 * 1024 * 1024 } as const;

/** Where one blob of the file lies. */
export interface BlobPlace {
  readonly type: string;
  /** Byte offset of the blob's frame, for reports. */
  readonly offset: number;
  readonly start: number;
  readonly length: number;
}

/**
 * Walks the frames of a file without opening the blobs: `[4-byte header length][BlobHeader][Blob]` again and again. The list holds
 * every whole blob before the first fault.
 */
export async function listBlobs(
  source: ByteSource,
  fileName: string,
): Promise<{ blobs: readonly BlobPlace[]; issues: readonly Issue[] }> {
  const blobs: BlobPlace[] = [];
  let offset = 0;
  try {
    if (source.length === 0) throw new OsmFault("OSM_EMPTY", "The file is empty.", 0);
    while (offset < source.length) {
      const blob = await readFrame(source, offset);
      if (offset === 0 && blob.type !== "OSMHeader") throw notPbf();
      blobs.push(blob);
      offset = blob.start + blob.length;
    }
  } catch (error) {
    return { blobs, issues: [faultIssue(error, fileName, offset)] };
  }
  return { blobs, issues: [] };
}

async function readFrame(source: ByteSource, offset: number): Promise<BlobPlace> {
  const head = await source.read(offset, 4);
  if (head.length < 4) throw truncated(source);
  const headerLength = new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
  if (headerLength === 0 || headerLength >= blobLimits.headerBytes) {
    if (offset === 0) throw notPbf();
    throw new OsmFault("OSM_BLOB_SIZE", `A blob header claims ${headerLength} bytes; the limit is 64 KiB.`, offset);
  }
  const bytes = await source.read(offset + 4, headerLength);
  if (bytes.length < headerLength) throw offset === 0 && !looksLikeHeader(bytes) ? notPbf() : truncated(source);
  const { type, length } = readBlobHeader(bytes, offset);
  const start = offset + 4 + headerLength;
  if (start + length > source.length) throw truncated(source);
  return { type, offset, start, length };
}

function readBlobHeader(bytes: Uint8Array, offset: number): { type: string; length: number } {
  const header = { type: "", length: -1 };
  try {
    const pbf = new PbfReader(bytes);
    pbf.readFields((tag) => {
      if (tag === 1) header.type = pbf.readString();
      else if (tag === 3) header.length = pbf.readVarint();
    }, header);
    if (pbf.pos !== bytes.length || header.type === "" || header.length < 0) throw new Error("fields missing");
  } catch {
    if (offset === 0) throw notPbf();
    throw new OsmFault("OSM_MALFORMED", "A blob header cannot be read.", offset);
  }
  if (header.length >= blobLimits.blobBytes)
    throw new OsmFault("OSM_BLOB_SIZE", `A blob claims ${header.length} bytes; the limit is 32 MiB.`, offset);
  return header;
}

/** A real file starts with field 1 (type), a string of nine bytes: OSMHeader. */
function looksLikeHeader(bytes: Uint8Array): boolean {
  return bytes.length === 0 || (bytes[0] === 0x0a && (bytes.length < 2 || bytes[1] === 9));
}

function notPbf(): OsmFault {
  return new OsmFault("OSM_NOT_PBF", "This is not an OSM PBF file: it does not start with an OSMHeader blob.", 0);
}

function truncated(source: ByteSource): OsmFault {
  return new OsmFault("OSM_TRUNCATED", `The file ends inside a blob, at byte ${source.length}.`, source.length);
}
