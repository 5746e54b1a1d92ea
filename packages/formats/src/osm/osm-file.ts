import type { Issue } from "@cuntong/network";
import { type BlobPlace, listBlobs } from "./blob-list.ts";
import { openByteSource } from "./byte-source.ts";
import { type BlockWalk, eachBlock } from "./each-block.ts";
import { checkHeaderBlock } from "./header-block.ts";

/** An `.osm.pbf` extract: its bytes, or the path of a file, which is read block by block and may be larger than memory. */
export type OsmSource = Uint8Array | string;

export interface OsmReadOptions {
  /** Name for reports. */
  readonly fileName: string;
  /** Aborting makes the read throw the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with 0..1, now and then. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** The credit that must be shown with anything made from OSM data. */
export const osmCredit = "© OpenStreetMap contributors, ODbL 1.0";

/** An opened file: its framing checked to the end and its header understood. `data` is empty when the header is refused. */
export interface OsmFile {
  readonly walk: BlockWalk;
  readonly data: readonly BlobPlace[];
}

/** Opens a file for the time of `use`. What is wrong with it as a whole is added to `issues`; a whole front part is still read. */
export async function withOsmFile(
  input: OsmSource,
  options: OsmReadOptions,
  issues: Issue[],
  use: (file: OsmFile) => Promise<void>,
): Promise<void> {
  const { fileName, signal } = options;
  const source = await openByteSource(input).catch((error: unknown) => {
    issues.push(unreadable(error, fileName));
  });
  if (!source) return;
  try {
    const walk: BlockWalk = { source, fileName, signal };
    const list = await listBlobs(source, fileName);
    issues.push(...list.issues);
    const headers = list.blobs.filter((blob) => blob.type === "OSMHeader");
    const refused = await eachBlock(walk, headers, checkHeaderBlock);
    issues.push(...refused);
    // Blobs of other types are the format's room for extensions: readers pass over them.
    if (refused.length === 0) await use({ walk, data: list.blobs.filter((blob) => blob.type === "OSMData") });
  } finally {
    await source.close();
  }
}

function unreadable(error: unknown, fileName: string): Issue {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    severity: "error",
    code: "FILE_UNREADABLE",
    place: { file: fileName },
    message: `Cannot open the file (${reason}).`,
  };
}
