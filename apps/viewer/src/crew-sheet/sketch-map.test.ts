import { expect, test } from "vitest";
import { barM, labelled, paperAround, pathOn } from "./sketch-map.ts";

test("north is up, metres are metres, and all that is needed fits", () => {
  const paper = paperAround([107.4, 24.5], [[107.4, 24.51]]);
  expect(paper.reachM).toBeGreaterThan(1108);
  expect(paper.reachM).toBeLessThan(1400);
  const [x, y] = paper.place([107.4, 24.51]);
  expect(x).toBe(0);
  expect(y).toBeLessThan(-1100);
  expect(pathOn(paper, [[107.4, 24.5]])).toBe("M0.0 0.0");
});

test("the scale bar is round and fits", () => {
  expect([150, 420, 3000].map((reachM) => barM({ reachM, place: () => [0, 0] }))).toEqual([50, 200, 1000]);
});

test("labels that would cover another are left out", () => {
  expect(
    labelled(
      [
        [0, 0],
        [5, 5],
        [0, 40],
        [200, 0],
      ],
      20,
    ),
  ).toEqual([true, false, true, true]);
});
