import fc from "fast-check";
import { expect, test } from "vitest";
import { readTile } from "../testing/read-tile.ts";
import { encodeTile, type TileFeature, type TileValue } from "./encode.ts";

const pair = fc.tuple(fc.integer({ min: -64, max: 4_160 }), fc.integer({ min: -64, max: 4_160 }));
const value: fc.Arbitrary<TileValue> = fc
  .oneof(fc.string(), fc.boolean(), fc.maxSafeInteger(), fc.double({ noNaN: true }))
  .map((each) => (each === 0 ? 0 : each));
const properties = fc.dictionary(fc.stringMatching(/^[a-z]\w{0,6}$/), value, { maxKeys: 4 });
const parts = (minLength: number) =>
  fc.array(
    fc.array(pair, { minLength, maxLength: 6 }).map((pairs) => pairs.flat()),
    { minLength: 1, maxLength: 3 },
  );
const feature: fc.Arbitrary<TileFeature> = fc.oneof(
  fc.record({
    type: fc.constant("point" as const),
    parts: fc.array(
      pair.map((p) => [...p]),
      { minLength: 1, maxLength: 3 },
    ),
    properties,
  }),
  fc.record({ type: fc.constant("line" as const), parts: parts(2), properties, id: fc.nat() }),
  fc.record({ type: fc.constant("polygon" as const), parts: parts(3), properties }),
);

const pairs = (flat: readonly number[]) =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);

/** What a reader must find, said by the picture and not by the code of the encoder. */
function seen({ id, type, parts, properties }: TileFeature) {
  const shapes = parts.map((part) => pairs(part));
  const closed = type === "polygon" ? shapes.map((ring) => [...ring, ring[0]]) : shapes;
  return { id, type, properties, parts: type === "point" ? closed.map(([point]) => point) : closed };
}

test("what a reader finds in a tile is what was put in", () => {
  fc.assert(
    fc.property(fc.array(feature, { minLength: 1 }), fc.array(feature, { minLength: 1 }), (roads, places) => {
      const tile = encodeTile([
        { name: "roads", features: roads },
        { name: "empty", features: [] },
        { name: "places", features: places },
      ]);
      expect(readTile(tile)).toEqual({ roads: roads.map(seen), places: places.map(seen) });
    }),
  );
});

test("a tile of nothing has no bytes", () => {
  expect(encodeTile([{ name: "roads", features: [] }])).toHaveLength(0);
});
