import { tileBytesLimit } from "@cuntong/db";
import { openCorridorFile, writeCorridors } from "@cuntong/formats";
import { CorridorsBuilder, corridorClasses } from "@cuntong/network";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { expect, test } from "vitest";
import { corridorTile } from "./corridor-tile.ts";

/** Tile 12/3279/1779 covers 108.19..108.28 E, 22.92..23.00 N. */
const address = { z: 12, x: 3279, y: 1779 };

function layerOf(bytes: Uint8Array) {
  return new VectorTile(new PbfReader(bytes)).layers.corridors!;
}

test("in a tile that would be too large the least important classes are left out, the others stay whole", () => {
  const builder = new CorridorsBuilder();
  const add = (name: (typeof corridorClasses)[number], i: number) => {
    const lon = 108.2 + ((i * 7919) % 70_000) / 1e6;
    const lat = 22.93 + ((i * 104_729) % 60_000) / 1e6;
    const from = builder.addVertex(lon, lat);
    builder.addEdge(from, builder.addVertex(lon + 0.001, lat + 0.0005), corridorClasses.indexOf(name));
  };
  for (let i = 0; i < 100_000; i++) add("track", i);
  for (let i = 0; i < 100; i++) add("primary", i);
  const bytes = corridorTile(openCorridorFile(writeCorridors(builder.build())), address);
  const layer = layerOf(bytes);
  expect(bytes.length).toBeLessThanOrEqual(tileBytesLimit);
  expect(Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties)).toEqual([{ class: "primary" }]);
  expect(layer.feature(0).loadGeometry().length).toBe(100);
});

test("a road lies in its tile where the earth has it, to a unit", () => {
  const builder = new CorridorsBuilder();
  const [west, east] = [builder.addVertex(108.1, 22.96), builder.addVertex(108.4, 22.96)];
  builder.addEdge(west, east, corridorClasses.indexOf("trunk"), 0, 1, [108.25], [22.96]);
  const layer = layerOf(corridorTile(openCorridorFile(writeCorridors(builder.build())), address));
  const { coordinates } = layer.feature(0).toGeoJSON(address.x, address.y, address.z).geometry as {
    coordinates: number[][];
  };
  for (const [lon, lat] of coordinates) {
    expect(lat).toBeCloseTo(22.96, 4);
    expect(lon).toBeGreaterThan(108.1);
    expect(lon).toBeLessThan(108.4);
  }
});
