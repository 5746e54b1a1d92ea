import { type Issue, isClean, type Village } from "@cuntong/network";
import { eachBlock } from "./each-block.ts";
import { type OsmReadOptions, type OsmSource, osmCredit, withOsmFile } from "./osm-file.ts";
import { osmPlaceKinds, PlaceList } from "./place-list.ts";
import { PrimitiveBlock } from "./primitive-block.ts";

/** Villages from OpenStreetMap, with what was wrong or left out, and the credit to show with them. */
export interface OsmPlaces {
  readonly villages: readonly Village[];
  readonly issues: readonly Issue[];
  readonly credit: string;
}

/**
 * Reads the place nodes ({@link osmPlaceKinds}) of an `.osm.pbf` extract as unconnected villages, code `osm-n<node id>`. Never throws
 * on any bytes; throws only the reason of an aborted signal.
 */
export async function readOsmPlaces(source: OsmSource, options: OsmReadOptions): Promise<OsmPlaces> {
  const issues: Issue[] = [];
  const places = new PlaceList(options.fileName);
  await withOsmFile(source, options, issues, async ({ walk, data }) => {
    const { onProgress } = options;
    const onBytes = onProgress && ((bytes: number) => onProgress(bytes / walk.source.length));
    issues.push(
      ...(await eachBlock({ ...walk, onBytes }, data, (bytes) => places.addBlock(new PrimitiveBlock(bytes)))),
    );
    issues.push(...places.issues(!isClean(issues)));
  });
  options.onProgress?.(1);
  return { villages: [...places.villages.values()], issues, credit: osmCredit };
}
