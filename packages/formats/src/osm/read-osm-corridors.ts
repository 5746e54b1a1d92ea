import { type Corridors, emptyCorridors, type Issue, isClean } from "@cuntong/network";
import { CorridorAssembly } from "./assemble-corridors.ts";
import type { BlobPlace } from "./blob-list.ts";
import { corridorIssues } from "./corridor-issues.ts";
import { type BlockWalk, eachBlock } from "./each-block.ts";
import { NodeBatch } from "./node-batch.ts";
import { NodeTable } from "./node-table.ts";
import { type OsmFile, type OsmReadOptions, type OsmSource, osmCredit, withOsmFile } from "./osm-file.ts";
import { groupKinds, PrimitiveBlock } from "./primitive-block.ts";
import { WayList } from "./way-list.ts";

/** Corridors from OpenStreetMap, with what was wrong or left out, and the credit to show with them. */
export interface OsmCorridors {
  readonly corridors: Corridors;
  readonly issues: readonly Issue[];
  readonly credit: string;
}

/**
 * Reads roads, tracks and power lines as corridors, and rivers, railways and power lines as barriers, from an `.osm.pbf` extract. Two
 * passes over the file: the ways that matter, then the positions of their nodes. Memory grows with the roads, not with the file.
 *
 * Never throws on any bytes: a damaged file gives issues of severity `error` beside what could be read before the damage. It throws
 * only the reason of an aborted signal.
 */
export async function readOsmCorridors(source: OsmSource, options: OsmReadOptions): Promise<OsmCorridors> {
  const issues: Issue[] = [];
  let corridors = emptyCorridors();
  await withOsmFile(source, options, issues, async (file) => {
    const { ways, nodeBlobs } = await collectWays(file, options, issues);
    const nodes = new NodeTable(ways.refs.view());
    const badPositions = await locateNodes({ ...file, data: nodeBlobs }, nodes, options);
    const assembly = new CorridorAssembly(ways, nodes);
    corridors = assembly.build();
    const damaged = !isClean(issues);
    issues.push(...corridorIssues(options.fileName, corridors, { ...assembly.counts, badPositions, damaged }));
  });
  options.onProgress?.(1);
  return { corridors, issues, credit: osmCredit };
}

async function collectWays({ walk, data }: OsmFile, options: OsmReadOptions, issues: Issue[]) {
  const ways = new WayList();
  const nodeBlobs: BlobPlace[] = [];
  const found = await eachBlock(withProgress(walk, options, 0), data, (bytes, blob) => {
    const block = new PrimitiveBlock(bytes);
    if (block.groups.some(({ kind }) => kind === groupKinds.dense || kind === groupKinds.nodes)) nodeBlobs.push(blob);
    for (const group of block.groups) ways.addGroup(block, group);
  });
  issues.push(...found);
  return { ways, nodeBlobs };
}

/** Fills in the positions; answers how many of the wanted nodes lie outside the earth. */
async function locateNodes({ walk, data }: OsmFile, nodes: NodeTable, options: OsmReadOptions): Promise<number> {
  const batch = new NodeBatch();
  let bad = 0;
  await eachBlock(withProgress(walk, options, 0.5), data, (bytes) => {
    const block = new PrimitiveBlock(bytes);
    for (const group of block.groups) {
      batch.read(block, group, false);
      for (let i = 0; i < batch.ids.length; i++) {
        const node = nodes.indexNear(batch.ids.at(i));
        if (node < 0) continue;
        const lon = block.lon(batch.lon.at(i));
        const lat = block.lat(batch.lat.at(i));
        if (nodes.locate(node, lon, lat)) continue;
        bad++;
      }
    }
  });
  return bad;
}

function withProgress(walk: BlockWalk, { onProgress }: OsmReadOptions, from: number): BlockWalk {
  if (!onProgress) return walk;
  return { ...walk, onBytes: (bytes) => onProgress(from + (0.5 * bytes) / walk.source.length) };
}
