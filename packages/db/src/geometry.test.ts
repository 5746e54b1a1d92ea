import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeEwkb, encodeEwkb, type Geometry } from "./geometry.ts";

const position = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);
const line = fc.array(position, { minLength: 2, maxLength: 6 });
const polygon = fc.array(line, { minLength: 1, maxLength: 3 });
const anyGeometry: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates) => ({ type: "Point" as const, coordinates })),
  line.map((coordinates) => ({ type: "LineString" as const, coordinates })),
  polygon.map((coordinates) => ({ type: "Polygon" as const, coordinates })),
  line.map((coordinates) => ({ type: "MultiPoint" as const, coordinates })),
  polygon.map((coordinates) => ({ type: "MultiLineString" as const, coordinates })),
  fc.array(polygon, { maxLength: 3 }).map((coordinates) => ({ type: "MultiPolygon" as const, coordinates })),
);

test("reading EWKB undoes writing it, to the last bit", () => {
  fc.assert(
    fc.property(anyGeometry, (geometry) => {
      expect(decodeEwkb(encodeEwkb(geometry))).toEqual(geometry);
    }),
  );
});

test("the bytes are those that PostGIS writes", () => {
  // select 'SRID=4326;LINESTRING(1 2,3 4)'::geometry, and the same for MULTIPOINT(1 2)
  expect(
    encodeEwkb({
      type: "LineString",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    }),
  ).toBe("0102000020e610000002000000000000000000f03f000000000000004000000000000008400000000000001040");
  expect(encodeEwkb({ type: "MultiPoint", coordinates: [[1, 2]] })).toBe(
    "0104000020e6100000010000000101000000000000000000f03f0000000000000040",
  );
});

test("a position that is not a number is never written", () => {
  expect(() => encodeEwkb({ type: "Point", coordinates: [Number.NaN, 1] })).toThrow(RangeError);
});

test("a third dimension and other shapes are not read", () => {
  expect(() => decodeEwkb("01010000a0e6100000000000000000f03f00000000000000400000000000000840")).toThrow(/Z or M/);
  expect(() => decodeEwkb("010700000000000000")).toThrow(/type 7/);
});
