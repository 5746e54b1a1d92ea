import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { recover } from "../text/mojibake.ts";
import { readVillages } from "../village/read-villages.ts";

const fixtures = new URL("../../fixtures/", import.meta.url);
const read = (path: string) => readVillages(readFileSync(new URL(path, fixtures)), { fileName: path });

const expected = [
  { code: "450102001201", name: "光明村", people: 1234, households: 300, status: "unconnected", countyCode: "450102" },
  { code: "450102001202", name: "杨村", people: 88, households: 20, status: "connected", countyCode: "450102" },
  { code: "450102001203", name: "濛井村", status: "unconnected", countyCode: "450102" },
];
const positions = [
  [108.3, 22.8],
  [108.41, 22.9],
  [108.2, 22.7],
];

describe("the same three villages", () => {
  test.each([
    ["csv/villages-utf8-bom.csv", "WGS84"],
    ["csv/villages-gb18030.csv", "WGS84"],
    ["csv/villages-utf16.tsv", "WGS84"],
    ["xlsx/villages.xlsx", "WGS84"],
    ["geojson/villages.geojson", "WGS84"],
    ["gpkg/villages.gpkg", "WGS84"],
    ["gpkg/villages-cgcs2000-zone36.gpkg", "CGCS2000"],
    ["shapefile/villages-utf8.zip", "WGS84"],
    ["shapefile/villages-gbk-no-cpg.zip", "WGS84"],
    ["shapefile/villages-cgcs2000-108e.zip", "CGCS2000"],
    ["kml/villages.kml", "WGS84"],
    ["kml/villages.kmz", "WGS84"],
  ])("are in %s (%s)", async (path, datum) => {
    const { villages, rows, datum: finding, issues } = await read(path);
    expect(villages.map(({ position: _position, ...village }) => village)).toEqual(expected);
    for (const [i, { position }] of villages.entries()) {
      expect(position[0]).toBeCloseTo(positions[i]![0]!, 9);
      expect(position[1]).toBeCloseTo(positions[i]![1]!, 9);
    }
    expect([rows, finding.used]).toEqual([3, datum]);
    expect(issues.filter(({ severity }) => severity !== "info")).toEqual([]);
  });

  test("a lone .shp gives points with made-up codes, and says so", async () => {
    const { villages, issues } = await read("shapefile/villages.shp");
    expect(villages.map(({ position }) => position)).toEqual(positions);
    expect(issues.map(({ code }) => code)).toEqual(expect.arrayContaining(["SHAPEFILE_ALONE", "CODE_GENERATED"]));
  });

  test("Beijing 1954 is refused by name, as its shift is not public", async () => {
    const { villages, issues } = await read("shapefile/villages-beijing54.zip");
    expect(villages).toEqual([]);
    expect(issues[0]).toMatchObject({ code: "CRS_UNSUPPORTED", value: "Beijing_1954_3_Degree_GK_CM_108E" });
  });
});

describe("files cut in half", () => {
  test.each([
    ["xlsx/villages.xlsx", "FILE_TRUNCATED"],
    ["kml/villages.kmz", "FILE_TRUNCATED"],
    ["kml/villages.kml", "FILE_TRUNCATED"],
    ["geojson/villages.geojson", "FILE_TRUNCATED"],
    ["shapefile/villages-utf8.zip", "FILE_TRUNCATED"],
    ["shapefile/villages.shp", "FILE_TRUNCATED"],
    ["gpkg/villages.gpkg", "GPKG_DAMAGED"],
  ])("%s says %s", async (path, code) => {
    const bytes = readFileSync(new URL(path, fixtures));
    const { issues } = await readVillages(bytes.subarray(0, bytes.length >> 1), { fileName: path });
    expect(issues.map((issue) => issue.code)).toContain(code);
    expect(issues.some(({ severity }) => severity === "error")).toBe(true);
  });
});

const hasGdal = spawnSync("ogr2ogr", ["--version"]).status === 0;
const noGdal = hasGdal ? "" : " (skipped: ogr2ogr not installed)";

describe("what GDAL writes", () => {
  test.skipIf(!hasGdal).each([
    ["GPKG", "v.gpkg", ["-t_srs", "EPSG:4546"]],
    ["GPKG", "v.gpkg", ["-t_srs", "EPSG:32649"]],
    ["GPKG", "v.gpkg", ["-t_srs", "EPSG:3857"]],
    ["GPKG", "v.gpkg", ["-t_srs", "EPSG:4490"]],
    ["GPKG", "v.gpkg", ["-dim", "XYZ"]],
    ["ESRI Shapefile", "v.shp", ["-t_srs", "EPSG:4525", "-lco", "ENCODING=UTF-8"]],
    ["ESRI Shapefile", "v.shp", ["-t_srs", "EPSG:4497", "-lco", "ENCODING=GBK"]],
    ["ESRI Shapefile", "v.shp", ["-dim", "XYZM", "-lco", "ENCODING=UTF-8"]],
    ["GeoJSON", "v.geojson", ["-t_srs", "EPSG:4545", "-lco", "RFC7946=NO"]],
    ["KML", "v.kml", []],
    ["CSV", "v.csv", ["-lco", "GEOMETRY=AS_XY"]],
    ["CSV", "v.csv", ["-lco", "GEOMETRY=AS_WKT", "-lco", "SEPARATOR=SEMICOLON"]],
    [
      "XLSX",
      "v.xlsx",
      ["-dialect", "SQLite", "-sql", "SELECT *, ST_X(geometry) AS lon, ST_Y(geometry) AS lat FROM villages"],
    ],
  ])(`%s %s %j is read to the millimetre${noGdal}`, async (driver, name, args) => {
    const folder = mkdtempSync(join(tmpdir(), "cuntong-test-"));
    try {
      const source = new URL("geojson/villages.geojson", fixtures).pathname;
      execFileSync("ogr2ogr", ["-f", driver, join(folder, name), source, ...args], { stdio: "pipe" });
      if (driver === "ESRI Shapefile") {
        const { zipSync } = await import("fflate");
        const parts = readdirSync(folder).map((part) => [part, readFileSync(join(folder, part))] as const);
        const { villages } = await readVillages(zipSync(Object.fromEntries(parts)), { fileName: "v.zip" });
        return expectPlaces(villages);
      }
      return expectPlaces((await readVillages(readFileSync(join(folder, name)), { fileName: name })).villages);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function expectPlaces(villages: readonly { readonly name: string; readonly position: readonly number[] }[]): void {
  expect(villages.map(({ name }) => name)).toEqual(expected.map(({ name }) => name));
  for (const [i, { position }] of villages.entries())
    for (const axis of [0, 1]) expect(position[axis]).toBeCloseTo(positions[i]![axis]!, 8);
}

const shared = new URL("../../../../../shared/data/", import.meta.url);

describe("real files", () => {
  const has = (path: string) => existsSync(new URL(path, shared));
  const skipped = (path: string) => (has(path) ? "" : ` (skipped: ../shared/data/${path} not present)`);
  const real = (path: string) => readVillages(readFileSync(new URL(path, shared)), { fileName: path });

  test.skipIf(!has("guangxi"))(`the official list has no positions and says so${skipped("guangxi")}`, async () => {
    const { villages, issues } = await real("guangxi/villages-2023.csv");
    expect(villages).toEqual([]);
    expect(issues).toMatchObject([{ code: "HEADER_MISSING", params: { missing: "lon,lat" } }]);
  });

  test.skipIf(!has("guangxi"))(
    `places of 2016 name GCJ-02 in their header and lie in their counties${skipped("guangxi")}`,
    async () => {
      const counties = JSON.parse(readFileSync(new URL("guangxi/counties-gcj02.geojson", shared), "utf8"));
      const { toWgs84 } = await import("@cuntong/geo");
      type Feature = { properties: { code: string }; geometry: { coordinates: [number, number][][][] } };
      const shapes = (counties.features as Feature[]).map(({ properties, geometry }) => ({
        code: properties.code,
        area: geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map((at) => toWgs84(at, "GCJ02")))),
      }));
      const bytes = readFileSync(new URL("guangxi/places-2016.csv", shared));
      const options = { fileName: "places-2016.csv", counties: shapes };
      const { villages, datum, issues } = await readVillages(bytes, options);
      expect(datum.used).toBe("GCJ02");
      expect(villages.length).toBeGreaterThan(2_700);
      // The same points taken as WGS 84: the counties tell.
      const asWgs84 = await readVillages(bytes, { ...options, datum: "WGS84" });
      expect(asWgs84.datum.detected).toBe("GCJ02");
      expect(asWgs84.issues.map(({ code }) => code)).toContain("DATUM_SUSPECT");
      expect(issues.map(({ code }) => code)).not.toContain("DATUM_SUSPECT");
    },
  );

  test.skipIf(!has("guangxi"))(
    `of 16,681 real names none is taken for spoilt, and spoilt ones are seen${skipped("guangxi")}`,
    () => {
      const lines = readFileSync(new URL("guangxi/villages-2023.csv", shared), "utf8").trim().split("\n").slice(1);
      const names = lines.map((line) => line.split(",")[1]!);
      expect(names.length).toBe(16_681);
      expect(names.filter((name) => recover(name) !== undefined)).toEqual([]);
      const spoilt = names.map((name) => new TextDecoder("gb18030").decode(new TextEncoder().encode(name)));
      expect(spoilt.filter((name) => recover(name) !== undefined).length).toBeGreaterThan(names.length * 0.998);
    },
  );

  test.skipIf(!has("kml"))(`35 KML files as people send them never throw${skipped("kml")}`, async () => {
    const files = readdirSync(new URL("kml/", shared)).filter((name) => name.endsWith(".kml"));
    expect(files.length).toBe(35);
    const answers = await Promise.all(files.map((name) => real(`kml/${name}`)));
    const byName = new Map(files.map((name, i) => [name, answers[i]!]));
    expect(byName.get("twopoints.kml")!.rows).toBeGreaterThanOrEqual(1);
    expect(byName.get("point.kml")!.villages).toMatchObject([{ name: "Simple placemark" }]);
    expect(byName.get("cdata.kml")!.villages.length).toBe(1);
    expect(byName.get("bad.kml")!.issues.map(({ code }) => code)).toContain("POSITION_INVALID");
  });

  test.skipIf(!has("geojson"))(
    `good and bad GeoJSON never throw, and what is no GeoJSON is refused${skipped("geojson")}`,
    async () => {
      for (const folder of ["good", "bad"]) {
        for (const name of readdirSync(new URL(`geojson/${folder}/`, shared)).filter((file) => file.endsWith("json"))) {
          const { issues, rows, villages } = await real(`geojson/${folder}/${name}`);
          expect([name, villages.length <= rows, issues.length > 0]).toEqual([name, true, true]);
        }
      }
      expect((await real("geojson/bad/bad-json.geojson")).issues.map(({ code }) => code)).toContain("JSON_INVALID");
      expect((await real("geojson/bad/featurecollection-obj.geojson")).issues.map(({ code }) => code)).toContain(
        "GEOJSON_INVALID",
      );
    },
  );
});
