import { expect, test } from "vitest";
import { generate } from "./generate.ts";
import { readCounties } from "./shapes.ts";
import { corridorFaults, gapsToRoads, plantFaults } from "./testing/expect-demo.ts";

const counties = readCounties().filter(({ code }) => code.startsWith("4505"));
const scope = { id: "beihai", name: "Beihai", nameZh: "北海市", counties, unconnected: 60 };

test.each([1, 2, 3])(
  "seed %i: the islands off Beihai hang on a cable through the sea, and nobody there is left out",
  (seed) => {
    const demo = generate(scope, { seed });
    expect(demo.spans.some(({ support, lengthM }) => support === "submarine" && lengthM > 10_000)).toBe(true);
    expect(demo.villages.filter(({ status }) => status === "unconnected")).toHaveLength(60);
    expect(plantFaults(demo)).toEqual([]);
    expect(corridorFaults(demo)).toEqual([]);
    expect(Math.max(...gapsToRoads(demo))).toBeLessThan(160);
  },
);
