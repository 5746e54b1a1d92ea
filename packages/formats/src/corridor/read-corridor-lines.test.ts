import { readFileSync } from "node:fs";
import { distanceM, fromWgs84, type Position } from "@cuntong/geo";
import { type Corridors, corridorClasses, edgeFlags } from "@cuntong/network";
import { describe, expect, test } from "vitest";
import { type ReadCorridorLinesOptions, readCorridorLines } from "./read-corridor-lines.ts";

const fixture = (path: string) => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url));

interface Line {
  readonly at: readonly Position[];
  readonly properties?: Readonly<Record<string, string>>;
}

function read(lines: readonly Line[], options: Partial<ReadCorridorLinesOptions> = {}) {
  const features = lines.map(({ at, properties = {} }) => ({
    type: "Feature",
    properties,
    geometry: { type: "LineString", coordinates: at },
  }));
  const bytes = new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features }));
  return readCorridorLines(bytes, { fileName: "roads.geojson", ...options });
}

/** Edges as text: `from-to class source (inner points)`. */
function draw(corridors: Corridors): string[] {
  return [...corridors.edgeFrom].map((from, e) => {
    const at = (v: number) => `${corridors.vertexLon[v]},${corridors.vertexLat[v]}`;
    const inner = corridors.shapeStart[e + 1]! - corridors.shapeStart[e]!;
    return `${at(from)} - ${at(corridors.edgeTo[e]!)} ${corridorClasses[corridors.edgeClass[e]!]} #${corridors.edgeSource[e]} (${inner})`;
  });
}

describe("corridors of lines", () => {
  test.each(["geojson/roads.geojson", "gpkg/roads.gpkg", "shapefile/roads.zip"])(
    "%s gives the same network",
    async (path) => {
      const { corridors, lines, issues } = await readCorridorLines(fixture(path), { fileName: path });
      expect(issues.filter(({ severity }) => severity !== "info")).toEqual([]);
      expect(lines).toBe(4);
      expect(draw(corridors)).toEqual([
        "108.2,22.7 - 108.25,22.75 primary #1 (0)",
        "108.25,22.75 - 108.3,22.8 primary #1 (0)",
        "108.3,22.8 - 108.35,22.85 primary #1 (0)",
        "108.3,22.8 - 108.34,22.8 track #2 (1)",
        "108.34,22.8 - 108.35,22.85 residential #3 (0)",
        "108.25,22.75 - 108.25,22.7 residential #3 (0)",
      ]);
      expect([...corridors.edgeFlags]).toEqual([0, 0, 0, 0, edgeFlags.bridge, edgeFlags.bridge]);
    },
  );

  test("lines that cross without a shared position are not joined, and a loop keeps its shape", async () => {
    const { corridors } = await read([
      {
        at: [
          [108, 22],
          [108.02, 22.02],
        ],
      },
      {
        at: [
          [108, 22.02],
          [108.02, 22],
        ],
      },
      {
        at: [
          [109, 22],
          [109.1, 22],
          [109.1, 22.1],
          [109, 22],
        ],
      },
    ]);
    expect(draw(corridors)).toEqual([
      "108,22 - 108.02,22.02 other #1 (0)",
      "108,22.02 - 108.02,22 other #2 (0)",
      "109,22 - 109,22 other #3 (2)",
    ]);
  });

  test.each([
    ["class", "track", "track"],
    ["道路等级", "村道", "minor"],
    ["公路等级", "国道", "trunk"],
    ["fclass", "unclassified", "minor"],
    ["highway", "footway", "path"],
    ["power", "line", "powerline"],
  ])("a line with %s=%s is of class %s", async (field, word, expected) => {
    const { corridors, issues } = await read([
      {
        at: [
          [108, 22],
          [108.1, 22],
        ],
        properties: { [field]: word },
      },
    ]);
    expect(corridorClasses[corridors.edgeClass[0]!]).toBe(expected);
    expect(issues.filter(({ code }) => code === "CLASS_UNKNOWN")).toEqual([]);
  });

  test("rivers and railways are barriers, not corridors", async () => {
    const { corridors } = await read([
      {
        at: [
          [108, 22],
          [108.1, 22],
        ],
        properties: { highway: "track" },
      },
      {
        at: [
          [108.05, 21.9],
          [108.05, 22.1],
        ],
        properties: { waterway: "river" },
      },
      {
        at: [
          [108.06, 21.9],
          [108.06, 22.1],
        ],
        properties: { 类型: "铁路" },
      },
    ]);
    expect(corridors.edgeFrom.length).toBe(1);
    expect([...corridors.barriers.kind]).toEqual([0, 1]);
    expect([...corridors.barriers.start]).toEqual([0, 2, 4]);
  });

  test("an unknown class is said once with its count, a line drawn twice once each", async () => {
    const at: Position[] = [
      [108, 22],
      [108.1, 22],
    ];
    const { issues, corridors } = await read([
      { at, properties: { class: "goat" } },
      { at: [...at].reverse(), properties: { class: "goat" } },
      {
        at: [
          [108, 22],
          [108, 22],
        ],
        properties: {},
      },
    ]);
    expect(corridors.edgeFrom.length).toBe(1);
    expect(issues.map(({ code, place, params }) => [code, place.feature, params?.lines])).toEqual([
      ["CLASS_UNKNOWN", undefined, 2],
      ["DATUM_ASSUMED", undefined, undefined],
      ["LINE_DUPLICATE", 2, undefined],
      ["LINE_TOO_SHORT", 3, undefined],
    ]);
  });

  test("a loose end two metres short is reported in metres, and joined only when told", async () => {
    const short: Line[] = [
      {
        at: [
          [108, 22],
          [108.1, 22],
        ],
      },
      {
        at: [
          [108.10002, 22],
          [108.2, 22],
        ],
      },
    ];
    const reported = await read(short);
    const gap = reported.issues.find(({ code }) => code === "LINE_GAP");
    expect(gap?.params?.gapM).toBeCloseTo(distanceM(108.1, 22, 108.10002, 22), 2);
    expect(reported.corridors.edgeFrom.length).toBe(2);
    const joined = await read(short, { closeGaps: true });
    expect(joined.corridors.edgeFrom.length).toBe(3);
  });

  test("lines in GCJ-02 called nothing are detected beside known positions", async () => {
    const known = { lon: [] as number[], lat: [] as number[] };
    const lines: Line[] = [];
    for (let i = 0; i < 60; i++) {
      const at: Position[] = [0, 1, 2].map((j): Position => [108 + i * 0.05 + j * 0.001, 22 + (i % 7) * 0.05]);
      for (const [lon, lat] of at) {
        known.lon.push(lon);
        known.lat.push(lat);
      }
      lines.push({ at: at.map((position) => fromWgs84(position, "GCJ02")) });
    }
    const { datum, corridors } = await read(lines, { reference: known });
    expect(datum.used).toBe("GCJ02");
    expect(corridors.vertexLon[0]).toBeCloseTo(108, 8);
  });

  test("swapped axes are exchanged for the whole layer, metres are refused line by line", async () => {
    const swapped = await read([
      {
        at: [
          [22, 108],
          [22, 108.1],
        ],
      },
    ]);
    expect(draw(swapped.corridors)).toEqual(["108,22 - 108.1,22 other #1 (0)"]);
    expect(swapped.issues.map(({ code }) => code)).toContain("POSITION_SWAPPED");
    const metres = await read([
      {
        at: [
          [36548000, 2530000],
          [36549000, 2530000],
        ],
      },
    ]);
    expect(metres.issues.find(({ code }) => code === "POSITION_NOT_DEGREES")?.suggestion).toContain(
      "zone 36 (EPSG:4524)",
    );
  });

  test("points alone, a table and an empty file are no corridors", async () => {
    const codes = async (path: string) =>
      (await readCorridorLines(fixture(path), { fileName: path })).issues.map(({ code }) => code);
    expect(await codes("geojson/villages.geojson")).toContain("NO_CORRIDORS");
    expect(await codes("csv/villages-utf8-bom.csv")).toContain("NO_CORRIDORS");
    expect((await readCorridorLines(new Uint8Array(), { fileName: "x" })).issues.map(({ code }) => code)).toEqual([
      "FILE_EMPTY",
    ]);
  });

  test("every position of every line is kept, whatever is shared", async () => {
    const lines: Line[] = Array.from({ length: 40 }, (_, i) => ({
      at: Array.from(
        { length: 12 },
        (_, j): Position => [108 + ((i * 7 + j * 3) % 17) * 0.01, 22 + ((i * 5 + j) % 13) * 0.01],
      ),
    }));
    const { corridors } = await read(lines);
    const lengthIn = lines.reduce((sum, { at }) => sum + lengthOf(at), 0);
    let lengthOut = 0;
    for (let e = 0; e < corridors.edgeFrom.length; e++) lengthOut += lengthOf(edgeLine(corridors, e));
    expect(lengthOut).toBeCloseTo(lengthIn, 3);
  });
});

function lengthOf(line: readonly Position[]): number {
  return line.slice(1).reduce((sum, [lon, lat], i) => sum + distanceM(line[i]![0], line[i]![1], lon, lat), 0);
}

function edgeLine(corridors: Corridors, e: number): Position[] {
  const vertex = (v: number): Position => [corridors.vertexLon[v]!, corridors.vertexLat[v]!];
  const inner: Position[] = [];
  for (let i = corridors.shapeStart[e]!; i < corridors.shapeStart[e + 1]!; i++)
    inner.push([corridors.shapeLon[i]!, corridors.shapeLat[i]!]);
  return [vertex(corridors.edgeFrom[e]!), ...inner, vertex(corridors.edgeTo[e]!)];
}
