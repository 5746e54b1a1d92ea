import { expect, test } from "vitest";
import { alikePoints } from "./alike.ts";
import type { PointFeature } from "./use-redundancy.ts";

test("spans and poles of a stretch that cut off as much are one group, in the order of the worst", () => {
  const point = (id: string, villages: number, people: number) =>
    ({ properties: { kind: "span", id, villages, people, services: 0 } }) as unknown as PointFeature;
  const points = [point("S1", 6, 900), point("N1", 6, 900), point("S2", 6, 700), point("S3", 1, 100)];
  expect(alikePoints(points)).toEqual([
    { members: [0, 1], villages: 6, people: 900 },
    { members: [2], villages: 6, people: 700 },
    { members: [3], villages: 1, people: 100 },
  ]);
});
