import type { CorridorFile as CorridorRecord } from "@cuntong/db";
import { openCorridorFile, writeCorridors } from "@cuntong/formats";
import type { Extent } from "@cuntong/geo";
import type { Corridors } from "@cuntong/network";
import type { DataFolder } from "../data-folder.ts";

/** Name ending of corridor files. */
export const corridorsEnding = ".corridors";

/** Freezes corridors into a file of the data folder; what the project's record says of it, and its extent. */
export async function keepCorridors(
  files: DataFolder,
  corridors: Corridors,
): Promise<{ record: CorridorRecord; extent: Extent | undefined }> {
  const bytes = writeCorridors(corridors);
  const { file, sha256 } = await files.keep(bytes, corridorsEnding);
  const { extent } = openCorridorFile(bytes);
  const counts = {
    vertices: corridors.vertexLon.length,
    edges: corridors.edgeFrom.length,
    barriers: corridors.barriers.kind.length,
  };
  return { record: { file, sha256, ...counts }, extent };
}
