/**
 * How fast and in how much memory a large `.osm.pbf` is read, and its corridors kept and found again. Writes a file of its own first: a
 * grid of roads with shape points, among buildings that the reader must pass over.
 *
 *     node packages/formats/bench/read-osm.ts [ways, default 500000]
 */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCorridorFile, readOsmCorridors, writeCorridors } from "../src/index.ts";
import { encodeBlocks, encodeHeader, type TestNode, type TestWay } from "../src/osm/testing/encode-pbf.ts";

const ways = Number(process.argv[2] ?? 500_000);
const perBlock = 8000;
/** Nodes of a way: two ends, shared with its neighbours, and eight shape points; a building has as many of its own. */
const perWay = 10;
const side = Math.ceil(Math.sqrt(ways / 2));

const folder = mkdtempSync(join(tmpdir(), "cuntong-bench-"));
try {
  const path = join(folder, "grid.osm.pbf");
  writeGrid(path);
  console.log(`file: ${(statSync(path).size / 1e6).toFixed(0)} MB, ${ways} road ways, ${2 * ways * perWay} nodes`);
  const { corridors, issues } = await timed("read .osm.pbf by path", () =>
    readOsmCorridors(path, { fileName: "grid" }),
  );
  console.log(
    `  ${corridors.edgeFrom.length} edges, ${corridors.shapeLon.length} shape points, ${issues.length} issues`,
  );
  const bytes = await timed("write the corridor file", () => writeCorridors(corridors));
  writeFileSync(join(folder, "corridors"), bytes);
  const kept = readFileSync(join(folder, "corridors"));
  const file = await timed(`open it (${(kept.length / 1e6).toFixed(0)} MB)`, () => openCorridorFile(kept));
  await timed("1,000 small tiles", () => {
    for (let i = 0; i < 1000; i++) {
      const [lon, lat] = [104 + ((i * 7919) % 1000) / 200, 21 + ((i * 104_729) % 1000) / 200];
      file.edgesIn([lon, lat, lon + 0.02, lat + 0.02]);
    }
  });
} finally {
  rmSync(folder, { recursive: true });
}

async function timed<T>(what: string, act: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await act();
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(`${what}: ${(performance.now() - start).toFixed(0)} ms (peak memory so far ${memory.toFixed(0)} MB)`);
  return result;
}

function writeGrid(path: string): void {
  const file = openSync(path, "w");
  writeSync(file, encodeHeader({}));
  const total = 2 * ways * perWay;
  for (let first = 0; first < total; first += perBlock) {
    const nodes = Array.from({ length: Math.min(perBlock, total - first) }, (_, i) => nodeAt(first + i));
    writeSync(file, encodeBlocks({ nodes, ways: [] }, {}));
  }
  for (let first = 0; first < 2 * ways; first += perBlock) {
    const block = Array.from({ length: Math.min(perBlock, 2 * ways - first) }, (_, i) => wayAt(first + i));
    writeSync(file, encodeBlocks({ nodes: [], ways: block }, {}));
  }
  closeSync(file);
}

/** Node ids of way `w` are `10 w + 1 .. 10 w + 10`; crossings take the first of the way that starts there. */
function nodeAt(index: number): TestNode {
  const way = Math.floor(index / perWay) >> 1;
  const [column, row] = [(way >> 1) % side, Math.floor((way >> 1) / side)];
  const along = (index % perWay) / perWay;
  // Scrambled so that the file packs no better than a real one, in which nothing repeats.
  const jitter = scramble(index) / 20;
  const [east, north] = way % 2 === 0 ? [along + jitter, jitter / 2] : [jitter / 2, along + jitter];
  return { id: index + 1, lon: 104 + ((column + east) * 5) / side, lat: 21 + ((row + north) * 5) / side };
}

/** A number in 0..1 that looks random. */
function scramble(index: number): number {
  const once = Math.imul(index ^ (index >>> 15), 0x2c1b3c6d);
  const twice = Math.imul(once ^ (once >>> 12), 0x297a2d39);
  return ((twice ^ (twice >>> 15)) >>> 0) / 2 ** 32;
}

function wayAt(index: number): TestWay {
  const first = index * perWay + 1;
  const own = Array.from({ length: perWay }, (_, i) => first + i);
  if (index % 2 === 1) return { id: index + 1, refs: [...own, first], tags: { building: "yes" } };
  const way = index >> 1;
  const cell = way >> 1;
  const next = way % 2 === 0 ? cell + 1 : cell + side;
  const start = 4 * cell * perWay + 1;
  const end = 4 * Math.min(next, (ways >> 1) - 1) * perWay + 1;
  return {
    id: index + 1,
    refs: [start, ...own.slice(1), end],
    tags: { highway: "unclassified", name: `路${way % 1000}` },
  };
}
