import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeLists } from "./merge-lists.ts";

const letters = (text: string) => [...text];

test("what two sides changed at different places is taken from both", () => {
  const merge = (base: string, one: string, two: string) =>
    mergeLists(letters(base), letters(one), letters(two))?.join("");
  expect(merge("abcd", "axbcd", "abcdy")).toBe("axbcdy");
  expect(merge("abcd", "acd", "abce")).toBe("ace");
  expect(merge("abcd", "abcd", "dcba")).toBe("dcba");
  expect(merge("ab", "axb", "axb")).toBe("axb");
  expect(merge("ab", "axb", "ayb")).toBeUndefined();
  expect(merge("abc", "axc", "ayc")).toBeUndefined();
  expect(merge("abc", "ac", "axc")).toBeUndefined();
});

test("edits at places apart come together whatever they are, and the sides may be exchanged", () => {
  const part = fc.array(fc.constantFrom("p", "q", "r"), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(part, { minLength: 4, maxLength: 4 }), ([oldA, newA, oldB, newB]) => {
      const whole = (a: string[], b: string[]) => ["<", ...a, "1", "2", "3", ...b, ">"];
      const base = whole(oldA, oldB);
      const merged = mergeLists(base, whole(newA, oldB), whole(oldA, newB));
      expect(merged).toEqual(whole(newA, newB));
      expect(mergeLists(base, whole(oldA, newB), whole(newA, oldB))).toEqual(merged);
    }),
    { numRuns: 1000 },
  );
});
