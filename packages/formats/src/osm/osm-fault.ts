import type { Issue } from "@cuntong/network";

/** What can be wrong with an `.osm.pbf` file as a file; documented in docs/issue-codes.md. */
export type OsmFaultCode =
  | "OSM_EMPTY"
  | "OSM_NOT_PBF"
  | "OSM_TRUNCATED"
  | "OSM_BLOB_SIZE"
  | "OSM_BLOB_CORRUPT"
  | "OSM_BOMB"
  | "OSM_COMPRESSION"
  | "OSM_FEATURE"
  | "OSM_MALFORMED";

/** Raised inside this folder when bytes do not hold what the format promises; every reader turns it into an {@link Issue}. */
export class OsmFault extends Error {
  readonly code: OsmFaultCode;
  /** Byte offset in the file; set where the fault is raised or, for faults inside a blob, where the blob is known. */
  readonly offset: number | undefined;

  constructor(code: OsmFaultCode, message: string, offset?: number) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}

const suggestions: Partial<Record<OsmFaultCode, string>> = {
  OSM_NOT_PBF: "Give an .osm.pbf file (osmium or osmconvert turn .osm and .o5m into it).",
  OSM_TRUNCATED: "Fetch the file again.",
  OSM_BLOB_CORRUPT: "Fetch the file again.",
  OSM_COMPRESSION: "Write the file again with zlib blobs (osmium cat does).",
};

/** The issue for anything that went wrong while the blob at `offset` was read. The decoder's own complaints are malformed data. */
export function faultIssue(error: unknown, fileName: string, offset: number): Issue {
  const fault =
    error instanceof OsmFault
      ? error
      : new OsmFault(
          "OSM_MALFORMED",
          `Not valid OSM data (${error instanceof Error ? error.message : String(error)}).`,
        );
  const suggestion = suggestions[fault.code];
  return {
    severity: "error",
    code: fault.code,
    place: { file: fileName, offset: fault.offset ?? offset },
    message: fault.message,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
