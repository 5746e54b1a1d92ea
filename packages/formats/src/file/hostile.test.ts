import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readCorridorLines } from "../corridor/read-corridor-lines.ts";
import { readPlant } from "../plant/read-plant.ts";
import { readPriceBook } from "../price-book/read-price-book.ts";
import { readTopology } from "../topology/read-topology.ts";
import { readVillages } from "../village/read-villages.ts";

const readers = { readVillages, readPlant, readCorridorLines, readPriceBook, readTopology };
const fixture = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function codes(bytes: Uint8Array, fileName: string, limits = {}): Promise<string[]> {
  return (await readVillages(bytes, { fileName, limits })).issues.map(({ code }) => code);
}

/** Magic numbers and beginnings that lead a random file deep into each reader. */
const beginnings = [
  "",
  "PK\u0003\u0004",
  "SQLite format 3\0",
  "\u0000\u0000\u0027\u000a",
  '{"type":"FeatureCollection","features":[',
  '{"networks":[{"nodes":[',
  "<kml><Placemark><Point><coordinates>",
  '<graphml><graph><node id="a"><data key="',
  "code,name,lon,lat,people\n",
  "code,unit,price_fen\n",
];

describe("any bytes", () => {
  test.each(Object.entries(readers))(
    "never make %s throw, and are never clean and empty at once",
    async (_name, reader) => {
      const beginning = fc
        .constantFrom(...beginnings)
        .map((text) => Uint8Array.from(text, (char) => char.charCodeAt(0)));
      const fileName = fc.constantFrom(
        "a.csv",
        "a.json",
        "a.geojson",
        "a.xlsx",
        "a.gpkg",
        "a.zip",
        "a.shp",
        "a.kml",
        "",
      );
      await fc.assert(
        fc.asyncProperty(beginning, fc.uint8Array({ maxLength: 400 }), fileName, async (head, tail, name) => {
          const answer = await reader(Uint8Array.from([...head, ...tail]), { fileName: name });
          expect(answer.issues.length).toBeGreaterThan(0);
        }),
        { numRuns: 150 },
      );
    },
  );

  test.each([
    "gpkg/villages.gpkg",
    "gpkg/roads.gpkg",
    "shapefile/villages-gbk-no-cpg.zip",
    "shapefile/villages.shp",
    "shapefile/roads.zip",
    "kml/villages.kml",
    "kml/villages.kmz",
    "xlsx/villages.xlsx",
    "csv/villages-gb18030.csv",
    "geojson/roads.geojson",
  ])("%s with bytes changed or cut never throws", async (path) => {
    const whole = fixture(path);
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damage, fc.integer({ min: 1, max: whole.length }), async (changes, length) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const part = length % 3 === 0 ? bytes.subarray(0, length) : bytes;
        for (const reader of [readVillages, readCorridorLines, readPlant]) await reader(part, { fileName: path });
      }),
      { numRuns: 25 },
    );
  });

  test("any JSON at all is answered by every reader", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue(),
        fc.constantFrom("networks", "features", "prices", "geometry"),
        async (value, key) => {
          for (const document of [
            value,
            { type: "FeatureCollection", [key]: value },
            { [key]: [value] },
            { type: "Feature", geometry: value },
          ]) {
            for (const reader of Object.values(readers))
              await reader(bytesOf(JSON.stringify(document)), { fileName: "a.json" });
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("hostile files", () => {
  test("a zip bomb is refused before it is unpacked", async () => {
    const bomb = zipSync({ "doc.kml": new Uint8Array(60_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await codes(bomb, "a.kmz")).toEqual(["LIMIT_ZIP"]);
    expect(await codes(zipSync({ "a.kml": new Uint8Array(5_000) }), "a.kmz", { maxBytes: 1_000 })).toEqual([
      "LIMIT_ZIP",
    ]);
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.kml`, new Uint8Array(1)]));
    expect(await codes(zipSync(many), "a.kmz", { maxZipEntries: 20 })).toEqual(["LIMIT_ZIP"]);
  });

  test("a zip whose names leave the folder is refused", async () => {
    expect(await codes(zipSync({ "../../etc/doc.kml": bytesOf("<kml/>") }), "a.kmz")).toEqual(["ZIP_INVALID"]);
  });

  test("XML with a document type or 200,000 levels is refused at once", async () => {
    const laughs =
      '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kml><Placemark><name>&b;</name></Placemark></kml>';
    expect(await codes(bytesOf(laughs), "a.kml")).toEqual(["XML_DOCTYPE"]);
    const started = performance.now();
    expect(await codes(bytesOf(`<kml>${"<a>".repeat(200_000)}`), "a.kml")).toEqual(["LIMIT_XML_DEPTH"]);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test("a workbook with one cell in the far corner is refused before it is padded", async () => {
    const sheet =
      '<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>';
    const parts = { "xl/workbook.xml": bytesOf("<workbook/>"), "xl/worksheets/sheet1.xml": bytesOf(sheet) };
    expect(await codes(zipSync(parts), "a.xlsx")).toEqual(["LIMIT_CELLS"]);
    expect(await codes(zipSync({ "xl/workbook.xml": bytesOf("<!DOCTYPE x><workbook/>") }), "a.xlsx")).toEqual([
      "XML_DOCTYPE",
    ]);
  });

  test("a GeoPackage layer that is a view or computes its columns is not run", async () => {
    const bytes = hostileGpkg();
    const started = performance.now();
    const { issues, villages } = await readVillages(bytes, { fileName: "a.gpkg" });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(issues.map(({ code, place }) => [code, place.layer])).toContainEqual(["GPKG_LAYER_SKIPPED", "forever"]);
    expect(villages.map(({ code }) => code)).toEqual(["1"]);
  });

  test("a GeoPackage whose own tables are views is not asked anything", async () => {
    const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS table_name FROM n";
    const bytes = hostileGpkg(`DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS ${endless}`);
    const started = performance.now();
    expect(await codes(bytes, "a.gpkg")).toEqual(["GPKG_INVALID"]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test("nothing is left in the temporary folder, whatever the file was", async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("cuntong-gpkg-")).length;
    const before = left();
    await codes(fixture("gpkg/villages.gpkg"), "a.gpkg");
    await codes(fixture("gpkg/villages.gpkg").subarray(0, 5_000), "a.gpkg");
    expect(left()).toBeLessThanOrEqual(before);
  });

  test("a shape that claims a thousand million positions costs nothing", async () => {
    const shp = Uint8Array.from(fixture("shapefile/villages.shp"));
    const view = new DataView(shp.buffer);
    view.setInt32(108, 8, true);
    view.setUint32(108 + 36, 1_000_000_000, true);
    expect(await codes(shp, "a.shp")).toContain("GEOMETRY_INVALID");
  });

  test("feature and position limits stop reading", async () => {
    const roads = fixture("geojson/roads.geojson");
    const limited = async (limits: object) =>
      (await readCorridorLines(roads, { fileName: "roads.geojson", limits })).issues.map(({ code }) => code);
    expect(await limited({ maxFeatures: 1 })).toContain("LIMIT_FEATURES");
    expect(await limited({ maxPositions: 4 })).toContain("LIMIT_POSITIONS");
  });
});

/** A GeoPackage with one true layer, one layer that is an endless view and one column that would be computed. */
function hostileGpkg(more = ""): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), "cuntong-test-"));
  try {
    const path = join(folder, "h.gpkg");
    const database = new DatabaseSync(path);
    database.exec(`
      PRAGMA application_id = 0x47504B47;
      CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
      CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
      INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '');
      CREATE TABLE villages (code TEXT, name TEXT, geom BLOB);
      CREATE VIEW forever AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS code, NULL AS geom FROM n;
      INSERT INTO gpkg_contents VALUES ('villages', 'features', 4326), ('forever', 'features', 4326);
      INSERT INTO gpkg_geometry_columns VALUES ('villages', 'geom', 4326), ('forever', 'geom', 4326);
    `);
    const blob = Buffer.from("4750000100000000010100000000000000000059400000000000003640", "hex");
    database.prepare("INSERT INTO villages (code, name, geom) VALUES ('1', 'a', ?)").run(blob);
    // Added last, as an insert would compute it once: reading it takes seconds and 800 MB.
    database.exec("ALTER TABLE villages ADD COLUMN slow TEXT AS (hex(zeroblob(400000000)))");
    if (more !== "") database.exec(more);
    database.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
