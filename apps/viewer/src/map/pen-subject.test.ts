import { expect, test } from "vitest";
import { ledTo } from "./pen-subject.ts";

test("the spans of a moved node follow it with the ends that are there, and with no other corner", () => {
  const line = [
    [108, 23],
    [108.1, 23.1],
    [108.2, 23],
  ] as const;
  const to = [108.3, 23.3] as const;
  expect(ledTo({ id: "S1", line, atFirst: false, atLast: true }, to)).toEqual([line[0], line[1], to]);
  expect(ledTo({ id: "S2", line, atFirst: true, atLast: false }, to)).toEqual([to, line[1], line[2]]);
});
