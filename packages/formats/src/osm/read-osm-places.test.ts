import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readOsmPlaces } from "./read-osm-places.ts";
import { type EncodeOptions, encodeOsm, type TestNode } from "./testing/encode-pbf.ts";

async function read(tags: readonly TestNode["tags"][], options?: EncodeOptions) {
  const nodes = tags.map((tag, i) => ({ id: 1000 + i, lon: 107 + i / 100, lat: 23, ...(tag ? { tags: tag } : {}) }));
  return readOsmPlaces(encodeOsm({ nodes, ways: [] }, options), { fileName: "p.osm.pbf" });
}

const tags = [
  { place: "village", name: "那良", population: "412" },
  undefined,
  { place: "city", name: "南宁" },
  { highway: "crossing" },
  { place: "hamlet", name: "上屯" },
];

test.each([false, true])("places become unconnected villages (plain nodes: %s)", async (plainNodes) => {
  const { villages, issues } = await read(tags, { plainNodes });
  expect(villages).toEqual([
    { code: "osm-n1000", name: "那良", position: [107, 23], people: 412, status: "unconnected" },
    { code: "osm-n1004", name: "上屯", position: [107.04, 23], status: "unconnected" },
  ]);
  expect(issues).toEqual([]);
});

test("a place without a name or with a population that is no number is taken and marked", async () => {
  const { villages, issues } = await read([{ place: "town" }, { place: "town", name: "B", population: "ca. 1,200" }]);
  expect(villages.map(({ name, people }) => [name, people])).toEqual([
    ["osm-n1000", undefined],
    ["B", undefined],
  ]);
  expect(issues).toMatchObject([
    { severity: "warning", code: "OSM_PLACE_UNNAMED", value: "osm-n1000" },
    { severity: "warning", code: "OSM_POPULATION", value: "ca. 1,200" },
  ]);
});

test("a file without places is an error, not an empty list", async () => {
  expect(await read([undefined])).toMatchObject({
    villages: [],
    issues: [{ severity: "error", code: "OSM_NO_PLACES" }],
  });
});

test("a place that comes twice is one village", async () => {
  const bytes = encodeOsm({ nodes: [{ id: 5, lon: 1, lat: 2, tags: { place: "town", name: "A" } }], ways: [] });
  const { villages } = await readOsmPlaces(Buffer.concat([bytes, bytes]), { fileName: "p" });
  expect(villages.length).toBe(1);
});

const andorra = new URL("../../../../../shared/data/osm/andorra.osm.pbf", import.meta.url);
const skip = existsSync(andorra) ? "" : " (skipped: ../shared/data/osm not present)";

test.skipIf(skip)(`Andorra's 7 towns, 32 villages and 20 hamlets${skip}`, async () => {
  const { villages, issues } = await readOsmPlaces(readFileSync(andorra), { fileName: "andorra.osm.pbf" });
  expect(villages.length).toBe(59);
  expect(issues).toEqual([]);
  expect(villages.find(({ name }) => name === "Andorra la Vella")).toMatchObject({ people: 24678 });
});
