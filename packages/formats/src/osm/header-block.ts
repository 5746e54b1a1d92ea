import { PbfReader } from "pbf";
import { OsmFault } from "./osm-fault.ts";

const knownFeatures = new Set(["OsmSchema-V0.6", "DenseNodes"]);

/** Refuses a file whose HeaderBlock (osmformat.proto) requires something that this reader does not know, such as history. */
export function checkHeaderBlock(bytes: Uint8Array): void {
  const pbf = new PbfReader(bytes);
  for (let tag = pbf.nextField(); tag !== 0; tag = pbf.nextField()) {
    if (tag !== 4) continue;
    const feature = pbf.readString();
    if (!knownFeatures.has(feature))
      throw new OsmFault("OSM_FEATURE", `The file requires the feature "${feature.slice(0, 100)}", which is not read.`);
  }
  if (pbf.pos !== bytes.length) throw new OsmFault("OSM_MALFORMED", "The header block cannot be read.");
}
