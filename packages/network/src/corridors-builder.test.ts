import { expect, test } from "vitest";
import { corridorClasses, edgeFlags } from "./corridor.ts";
import { CorridorsBuilder, emptyCorridors } from "./corridors-builder.ts";

test("two roads that meet share a vertex, and their inner shape points lie between their offsets", () => {
  const builder = new CorridorsBuilder();
  const [a, b, c] = [builder.addVertex(108, 23), builder.addVertex(108.1, 23), builder.addVertex(108.2, 23)];
  builder.addEdge(a!, b!, corridorClasses.indexOf("track"), 0, 7, [108.05], [23.01]);
  builder.addEdge(b!, c!, corridorClasses.indexOf("primary"), edgeFlags.bridge, 8);
  builder.addBarrier("river", [108, 108.2], [22.9, 23.1]);
  expect(builder.build()).toEqual({
    vertexLon: Float64Array.of(108, 108.1, 108.2),
    vertexLat: Float64Array.of(23, 23, 23),
    edgeFrom: Uint32Array.of(0, 1),
    edgeTo: Uint32Array.of(1, 2),
    edgeClass: Uint8Array.of(8, 2),
    edgeFlags: Uint8Array.of(0, 1),
    edgeSource: Float64Array.of(7, 8),
    shapeStart: Uint32Array.of(0, 1, 1),
    shapeLon: Float64Array.of(108.05),
    shapeLat: Float64Array.of(23.01),
    barriers: {
      start: Uint32Array.of(0, 2),
      lon: Float64Array.of(108, 108.2),
      lat: Float64Array.of(22.9, 23.1),
      kind: Uint8Array.of(0),
    },
  });
});

test("a network without edges still has the first offset of its shapes", () => {
  const empty = emptyCorridors();
  expect([empty.edgeFrom.length, empty.shapeStart, empty.barriers.start]).toEqual([
    0,
    Uint32Array.of(0),
    Uint32Array.of(0),
  ]);
});

test("a hundred thousand edges keep every end and every shape point", () => {
  const builder = new CorridorsBuilder();
  const edges = 100_000;
  for (let i = 0; i <= edges; i++) builder.addVertex(100 + i / edges, 23);
  for (let i = 0; i < edges; i++) builder.addEdge(i, i + 1, i % 12, 0, i, [100 + (i + 0.5) / edges], [23.5]);
  const built = builder.build();
  let sum = 0;
  for (let e = 0; e < edges; e++)
    sum += built.edgeTo[e]! - built.edgeFrom[e]! + built.shapeStart[e + 1]! - built.shapeStart[e]!;
  expect([sum, built.shapeLon.length, built.edgeSource[99_999]]).toEqual([2 * edges, edges, 99_999]);
});

test("an edge to a vertex that does not exist, and a shape point that is not a number, are refused whole", () => {
  const builder = new CorridorsBuilder();
  const a = builder.addVertex(1, 1);
  expect(() => builder.addEdge(a, 1, 0)).toThrow(RangeError);
  expect(() => builder.addEdge(a, a, 99)).toThrow(RangeError);
  expect(() => builder.addEdge(a, a, 0, 0, 0, [1, Number.NaN], [1, 1])).toThrow(RangeError);
  expect(() => builder.addVertex(Number.POSITIVE_INFINITY, 0)).toThrow(RangeError);
  expect(builder.build().shapeLon.length).toBe(0);
});
