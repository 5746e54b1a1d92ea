import { expect, test } from "vitest";
import { Recent } from "./recent.ts";

test("what was used last stays, what was not goes first", async () => {
  const made: string[] = [];
  const recent = new Recent<string>(2);
  const get = (key: string) =>
    recent.get(key, async () => {
      made.push(key);
      return key;
    });
  for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
  expect(made).toEqual(["a", "b", "c", "b"]);
});

test("asking twice at once makes once, and a failure is asked again", async () => {
  let calls = 0;
  const recent = new Recent<number>(2);
  const failing = () => recent.get("x", async () => Promise.reject(new Error(`call ${++calls}`)));
  const both = await Promise.allSettled([failing(), failing()]);
  expect([calls, both.map(({ status }) => status)]).toEqual([1, ["rejected", "rejected"]]);
  await expect(failing()).rejects.toThrow("call 2");
});

test("weights are added up, and one that is too heavy alone still answers", async () => {
  const recent = new Recent<number>(10, (value) => value);
  expect(await recent.get("heavy", async () => 99)).toBe(99);
  let again = 0;
  await recent.get("light", async () => 1);
  await recent.get("heavy", async () => {
    again++;
    return 99;
  });
  expect(again).toBe(1);
});
