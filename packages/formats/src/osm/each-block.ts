import type { Issue } from "@cuntong/network";
import type { BlobPlace } from "./blob-list.ts";
import type { ByteSource } from "./byte-source.ts";
import { openBlob } from "./open-blob.ts";
import { faultIssue } from "./osm-fault.ts";

/** Blobs unpacked ahead of the one being decoded: enough to keep libuv's four threads busy, and at most 128 MiB. */
const ahead = 4;

/** A file with many bad blocks is one bad file: no more issues than this are listed. */
const issueLimit = 20;

export interface BlockWalk {
  readonly source: ByteSource;
  readonly fileName: string;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the file that have been dealt with. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Unpacks the listed blobs a few at a time and hands each to `visit`, in order, so that memory holds a few blocks whatever the file's
 * size. A block that cannot be unpacked or decoded becomes an issue and the walk goes on. An aborted signal throws its reason.
 */
export async function eachBlock(
  walk: BlockWalk,
  blobs: readonly BlobPlace[],
  visit: (bytes: Uint8Array, blob: BlobPlace) => void,
): Promise<Issue[]> {
  const issues: Issue[] = [];
  const opening = blobs.slice(0, ahead).map((blob) => startOpening(walk.source, blob));
  for (const [i, blob] of blobs.entries()) {
    walk.signal?.throwIfAborted();
    const opened = await opening[i % ahead]!;
    const next = blobs[i + ahead];
    if (next) opening[i % ahead] = startOpening(walk.source, next);
    try {
      if ("error" in opened) throw opened.error;
      visit(opened.bytes, blob);
    } catch (error) {
      if (issues.length < issueLimit) issues.push(faultIssue(error, walk.fileName, blob.offset));
    }
    walk.onBytes?.(blob.start + blob.length);
  }
  return issues;
}

/** Never rejects, so that a blob that fails ahead of its turn is not an unhandled rejection. */
async function startOpening(source: ByteSource, blob: BlobPlace): Promise<{ bytes: Uint8Array } | { error: unknown }> {
  try {
    return { bytes: await openBlob(await source.read(blob.start, blob.length)) };
  } catch (error) {
    return { error };
  }
}
