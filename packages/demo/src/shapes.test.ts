import { expect, test } from "vitest";
import { touchingPieces } from "../extract/touching.ts";
import shapes from "./data/counties.json" with { type: "json" };
import { isInside, readCounties } from "./shapes.ts";

const counties = readCounties();

test("111 counties have closed rings of their own", () => {
  expect(counties).toHaveLength(111);
  for (const { geometry } of counties)
    for (const ring of geometry.flat()) {
      expect(ring.length).toBeGreaterThan(3);
      expect(`${ring[0]}`).toBe(`${ring.at(-1)}`);
    }
});

test("neighbours share their borders: a piece of border belongs to at most two counties, and inland to two", () => {
  const owners = new Map<string, number>();
  for (const { geometry } of counties)
    for (const ring of geometry.flat())
      for (let i = 1; i < ring.length; i++) {
        const key = [`${ring[i - 1]}`, `${ring[i]}`].sort().join(" ");
        owners.set(key, (owners.get(key) ?? 0) + 1);
      }
  const counts = Map.groupBy(owners.values(), (count) => count);
  expect([...counts.keys()].sort()).toEqual([1, 2]);
  expect(counts.get(2)!.length).toBeGreaterThan(counts.get(1)!.length * 2);
});

test("no border crosses or touches another but where they meet at an end, so every shape is valid", () => {
  const arcs = shapes.arcs.map((text) => {
    const steps = text.split(" ").map(Number);
    let [x, y] = [0, 0];
    return Array.from({ length: steps.length / 2 }, (_, i): [number, number] => {
      x += steps[2 * i];
      y += steps[2 * i + 1];
      return [x, y];
    });
  });
  expect([...touchingPieces(arcs)]).toEqual([]);
});

test.each([
  ["Guangxi University", 108.288, 22.838, "西乡塘区"],
  ["Yangshuo", 110.4903, 24.7747, "阳朔县"],
  ["Weizhou island", 109.118, 21.04, "海城区"],
])("%s lies in its county in WGS 84", (_, lon, lat, name) => {
  expect(counties.filter(({ geometry }) => isInside(geometry, lon, lat)).map((county) => county.name)).toEqual([name]);
});
