import { expect, test } from "vitest";
import { generateSmall } from "./index.ts";
import { digest } from "./testing/digest.ts";
import { corridorFaults, gapsToRoads, outsideTheirCounty, plantFaults } from "./testing/expect-demo.ts";

const demo = generateSmall({ seed: 7 });

test("one seed gives the same county to the byte, another seed another", () => {
  expect(digest(generateSmall({ seed: 7 }))).toBe(digest(demo));
  expect(digest(generateSmall({ seed: 8 }))).not.toBe(digest(demo));
});

test.each([7, 8, 9, 2026, -1])(
  "seed %i: all 147 villages stand in their county, 20 are unconnected, the plant is whole",
  (seed) => {
    const made = generateSmall({ seed });
    expect(made.villages).toHaveLength(147);
    expect(made.villages.filter(({ status }) => status === "unconnected")).toHaveLength(20);
    expect(outsideTheirCounty(made)).toEqual([]);
    expect(plantFaults(made)).toEqual([]);
    expect(corridorFaults(made)).toEqual([]);
    expect(Math.max(...gapsToRoads(made))).toBeLessThan(160);
  },
);

test("every connected village has its node, and no unconnected one has", () => {
  const withNode = new Set(demo.nodes.filter(({ kind }) => kind === "village").map(({ position }) => `${position}`));
  for (const { position, status } of demo.villages) expect(withNode.has(`${position}`)).toBe(status === "connected");
});

test("the elevation under the county has no void and the grid that it reads can be saved", () => {
  const { heights, elevation, villages } = demo;
  expect(heights.heightM).toHaveLength(heights.columns * heights.rows);
  for (const { position } of villages) expect(elevation.heightM(position[0], position[1])).toBeGreaterThan(0);
  expect(elevation.heightM(heights.west, heights.north)).toBe(heights.heightM[0]);
  expect(elevation.heightM(heights.west - 1, heights.north)).toBeUndefined();
});

test("progress runs from the terrain to the end", () => {
  const steps: string[] = [];
  generateSmall({ seed: 7, onProgress: ({ step, fraction }) => steps.push(`${step} ${fraction}`) });
  expect(steps[0]).toBe("terrain 0");
  expect(steps.at(-1)).toBe("done 1");
});
