import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { hgtCorner } from "./hgt-tile.ts";
import { readHgt } from "./read-hgt.ts";

/** A 1201 tile whose height is its row number from the north, with `voids` voids at its start. */
function tile(voids = 0): Uint8Array {
  const bytes = Buffer.alloc(1201 * 1201 * 2);
  for (let i = 0; i < 1201 * 1201; i++) bytes.writeInt16BE(i < voids ? -32768 : Math.floor(i / 1201), 2 * i);
  return bytes;
}

async function codes(fileName: string, bytes: Uint8Array): Promise<string[]> {
  return (await readHgt([{ fileName, bytes }])).issues.map(({ code }) => code);
}

test("a tile lies where its name says, north up", async () => {
  const { elevation, tiles, issues } = await readHgt([{ fileName: "some/where/S02W003.hgt", bytes: tile() }]);
  expect([tiles, issues]).toEqual([1, []]);
  expect(elevation.heightM(-3, -1)).toBe(0);
  expect(elevation.heightM(-2.5, -2)).toBe(1200);
  expect(elevation.heightM(-2.25, -1.5)).toBeCloseTo(600, 6);
  expect(elevation.heightM(3, 2)).toBeUndefined();
});

test("several tiles, plain and zipped, make one ground; voids are counted", async () => {
  const zip = zipSync({
    "srtm/N42E002.HGT": tile(5),
    "srtm/readme.txt": Buffer.from("x"),
    "__MACOSX/._N42E002.hgt": tile(),
  });
  const { elevation, tiles, issues } = await readHgt([
    { fileName: "N42E001.hgt", bytes: tile() },
    { fileName: "east.zip", bytes: zip },
  ]);
  expect(tiles).toBe(2);
  expect(issues).toMatchObject([{ severity: "info", code: "HGT_VOIDS", params: { voids: 5, samples: 1442401 } }]);
  expect(elevation.heightM(1.5, 42.5)).toBeCloseTo(600, 6);
  expect(elevation.heightM(2.5, 42.5)).toBeCloseTo(600, 6);
  expect(elevation.heightM(2.001, 43)).toBeUndefined();
});

test("a wrong name, a wrong size, an empty file and a tile given twice are named", async () => {
  expect(await codes("terrain.hgt", tile())).toEqual(["HGT_NAME"]);
  expect(await codes("N95E001.hgt", tile())).toEqual(["HGT_NAME"]);
  expect(await codes("N42E001.hgt", tile().subarray(2))).toEqual(["HGT_SIZE"]);
  expect(await codes("N42E001.hgt", new Uint8Array())).toEqual(["HGT_EMPTY"]);
  const file = { fileName: "N42E001.hgt", bytes: tile() };
  expect((await readHgt([file, file])).issues).toMatchObject([{ severity: "warning", code: "HGT_DUPLICATE" }]);
  expect((await readHgt([])).issues).toMatchObject([{ code: "HGT_NONE" }]);
});

test("zips without tiles, cut short or swollen are named and the whole tiles before are kept", async () => {
  expect(await codes("a.hgt.zip", zipSync({ "readme.txt": Buffer.from("x") }))).toEqual(["HGT_NONE"]);
  const zip = zipSync({ "N42E001.hgt": tile() });
  expect(await codes("a.hgt.zip", zip.subarray(0, zip.length - 30))).toEqual(["HGT_ZIP"]);
  const swollen = zipSync({ "N42E001.hgt": Buffer.alloc(60_000_000) });
  expect(await codes("a.hgt.zip", swollen)).toEqual(["HGT_SIZE"]);
});

test("a zip with any byte changed gives heights or issues, never an exception", async () => {
  const zip = zipSync({ "N42E001.hgt": tile() });
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: zip.length - 1 }), fc.nat({ max: 255 }), async (at, value) => {
      const { issues, tiles } = await readHgt([{ fileName: "a.zip", bytes: zip.slice().fill(value, at, at + 1) }]);
      expect(tiles + issues.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ["N42E001.hgt", { lat: 42, lon: 1 }],
  ["s01w180.SRTMGL1.hgt", { lat: -1, lon: -180 }],
  ["/data/N00E108.hgt", { lat: 0, lon: 108 }],
  ["N00E180.hgt", undefined],
  ["xN42E001.hgt", undefined],
])("the corner of %s", (name, corner) => {
  expect(hgtCorner(name)).toEqual(corner);
});

const andorra = new URL("../../../../../shared/data/osm/N42E001.hgt.zip", import.meta.url);
const skip = existsSync(andorra) ? "" : " (skipped: ../shared/data/osm not present)";

test.skipIf(skip)(`Andorra's tile has its 7,652 voids and its mountains${skip}`, async () => {
  const { elevation, issues } = await readHgt([{ fileName: "N42E001.hgt.zip", bytes: readFileSync(andorra) }]);
  expect(issues).toMatchObject([{ code: "HGT_VOIDS", params: { voids: 7652, samples: 1442401 } }]);
  // Andorra la Vella lies at about 1,020 m, the Coma Pedrosa is 2,942 m high.
  expect(elevation.heightM(1.5218, 42.5063)).toBeGreaterThan(980);
  expect(elevation.heightM(1.5218, 42.5063)).toBeLessThan(1100);
  expect(elevation.heightM(1.4442, 42.5917)).toBeGreaterThan(2700);
});
