import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readOsmCorridors } from "./read-osm-corridors.ts";
import { readOsmPlaces } from "./read-osm-places.ts";
import { blob, encodeOsm, frame } from "./testing/encode-pbf.ts";

const nodes = Array.from({ length: 40 }, (_, i) => ({
  id: i + 1,
  lon: 107 + i / 100,
  lat: 23,
  ...(i % 5 === 0 ? { tags: { place: "village", name: `村${i}`, population: "120" } } : {}),
}));
const ways = Array.from({ length: 12 }, (_, i) => ({
  id: i + 1,
  refs: [i * 3 + 1, i * 3 + 2, i * 3 + 3, i * 3 + 4],
  tags: { highway: i % 2 === 0 ? "track" : "primary", power: "line" },
}));
const whole = encodeOsm({ nodes, ways });
const options = { fileName: "broken.osm.pbf" };

async function codes(bytes: Uint8Array): Promise<string[]> {
  const { issues } = await readOsmCorridors(bytes, options);
  return issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

test("an empty file says so", async () => {
  expect(await codes(new Uint8Array())).toEqual(["OSM_EMPTY"]);
});

test("what is not OSM PBF is refused by name", async () => {
  expect(await codes(Buffer.from("<?xml version='1.0'?><osm version='0.6'/>"))).toEqual(["OSM_NOT_PBF"]);
  expect(await codes(Buffer.from("PK\u0003\u0004 a zip"))).toEqual(["OSM_NOT_PBF"]);
  expect(await codes(Buffer.from([0, 0, 0, 9, 1, 2, 3]))).toEqual(["OSM_NOT_PBF"]);
  expect(await codes(frame("OSMData", blob(Buffer.alloc(3), "raw")))).toEqual(["OSM_NOT_PBF"]);
});

test("a file cut anywhere is truncated at that byte", async () => {
  // A cut exactly between two blobs leaves a valid shorter file, which only lacks its roads.
  const seams = new Set<number>();
  for (let at = 0; at < whole.length; ) {
    seams.add(at);
    const header = Buffer.from(whole).readUInt32BE(at);
    at += 4 + header + blobLength(whole.subarray(at + 4, at + 4 + header));
  }
  for (let length = 1; length < whole.length; length++) {
    const { issues } = await readOsmCorridors(whole.subarray(0, length), options);
    if (seams.has(length)) expect(issues).toMatchObject([{ code: "OSM_NO_CORRIDORS" }]);
    else expect(issues[0]).toMatchObject({ severity: "error", code: "OSM_TRUNCATED", place: { offset: length } });
  }
});

/** The datasize of a BlobHeader: its last field. */
function blobLength(header: Uint8Array): number {
  const [low = 0, high] = header.subarray(header.lastIndexOf(0x18) + 1);
  return high === undefined ? low : (low & 0x7f) + high * 128;
}

test("what was whole before the cut is still read", async () => {
  const twice = Buffer.concat([whole, whole.subarray(0, 60)]);
  const { corridors, issues } = await readOsmCorridors(twice, options);
  expect(issues).toMatchObject([{ code: "OSM_TRUNCATED", place: { offset: twice.length } }]);
  expect(corridors.edgeFrom.length).toBe(12);
});

test("sizes over the limits of the format are refused", async () => {
  const hugeHeader = Buffer.from([0, 1, 0, 1, ...Buffer.alloc(20)]);
  expect(await codes(Buffer.concat([whole, hugeHeader]))).toEqual(["OSM_BLOB_SIZE"]);
  const hugeBlob = Buffer.from([0, 0, 0, 14, 10, 7, ...Buffer.from("OSMData"), 24, 0xff, 0xff, 0xff, 0x7f]);
  expect(await codes(Buffer.concat([whole, hugeBlob]))).toEqual(["OSM_BLOB_SIZE"]);
  const large = frame("OSMData", blob(Buffer.from("x"), "zlib", 40_000_000));
  expect(await codes(Buffer.concat([whole, large]))).toEqual(["OSM_BLOB_SIZE"]);
});

test("a decompression bomb is refused before it is unpacked, and one that lies is stopped at its claim", async () => {
  const bomb = frame("OSMData", blob(Buffer.alloc(30_000_000), "zlib"));
  expect(await codes(Buffer.concat([whole, bomb]))).toEqual(["OSM_BOMB"]);
  for (const packing of ["zlib", "zstd"] as const) {
    const liar = frame("OSMData", blob(Buffer.alloc(30_000_000), packing, 1000));
    expect(await codes(Buffer.concat([whole, liar]))).toEqual(["OSM_BLOB_CORRUPT"]);
  }
});

test("an unknown required feature and a foreign compression are named", async () => {
  const history = encodeOsm({ nodes, ways }, { features: ["OsmSchema-V0.6", "HistoricalInformation"] });
  const { issues } = await readOsmCorridors(history, options);
  expect(issues).toMatchObject([{ code: "OSM_FEATURE", message: expect.stringContaining("HistoricalInformation") }]);
  const lzma = frame("OSMData", Buffer.from([0x22, 1, 0]));
  expect(await codes(Buffer.concat([whole, lzma]))).toEqual(["OSM_COMPRESSION"]);
});

test("a bad block is named by its offset and the others are read", async () => {
  const bad = frame("OSMData", blob(Buffer.from([0x12, 200, 1]), "raw"));
  const { corridors, issues } = await readOsmCorridors(Buffer.concat([whole, bad, bad]), options);
  expect(issues.map(({ code, place }) => [code, place.offset])).toEqual([
    ["OSM_MALFORMED", whole.length],
    ["OSM_MALFORMED", whole.length + bad.length],
  ]);
  expect(corridors.edgeFrom.length).toBe(12);
});

test("blobs of other types are passed over", async () => {
  const extra = frame("OSMIndex", Buffer.from([1, 2, 3]));
  expect(await codes(Buffer.concat([whole, extra]))).toEqual([]);
});

const mutation = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 });

function mutate(bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array {
  const copy = Buffer.from(bytes);
  for (const [at, value] of changes) copy[at % copy.length] = value;
  return copy;
}

test("no bytes make the readers throw", async () => {
  const raw = encodeOsm({ nodes, ways }, { packing: "raw" });
  const plain = encodeOsm({ nodes, ways }, { packing: "raw", plainNodes: true });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(raw, plain, whole), mutation, async (bytes, changes) => {
      const broken = mutate(bytes, changes);
      const { corridors } = await readOsmCorridors(broken, options);
      expect([...corridors.vertexLon, ...corridors.shapeLon].every(Number.isFinite)).toBe(true);
      await readOsmPlaces(broken, options);
    }),
    { numRuns: 1500 },
  );
});

test("arbitrary bytes never make the readers throw", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect((await readOsmCorridors(bytes, options)).issues.length).toBeGreaterThan(0);
    }),
  );
});

const andorra = new URL("../../../../../shared/data/osm/andorra.osm.pbf", import.meta.url);
const skip = existsSync(andorra) ? "" : " (skipped: ../shared/data/osm not present)";

test.skipIf(skip)(`Andorra's file with bytes changed never makes the reader throw${skip}`, async () => {
  const bytes = readFileSync(andorra);
  await fc.assert(
    fc.asyncProperty(mutation, async (changes) => {
      await readOsmCorridors(mutate(bytes, changes), options);
    }),
    { numRuns: 30 },
  );
});

test.skipIf(skip)(`Andorra's file cut in half is truncated there${skip}`, async () => {
  const bytes = readFileSync(andorra);
  const half = bytes.subarray(0, bytes.length >> 1);
  const { issues } = await readOsmCorridors(half, options);
  expect(issues[0]).toMatchObject({ code: "OSM_TRUNCATED", place: { offset: half.length } });
});
