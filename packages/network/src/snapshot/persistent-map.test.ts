import fc from "fast-check";
import { expect, test } from "vitest";
import { PersistentMap } from "./persistent-map.ts";

/** Few keys, so that they meet, and pairs of one FNV hash. */
const key = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((n) => `k${n}`),
  fc.constantFrom("costarring", "liquid", "declinate", "macallums", "altarage", "zinke"),
);
const step = fc.record({ put: fc.array(fc.tuple(key, fc.nat(9))), remove: fc.array(key, { maxLength: 8 }) });

test("a persistent map answers as a Map does, its older states stay, and its content alone decides its order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let map = PersistentMap.empty<string, number>();
      const plain = new Map<string, number>();
      const states: [PersistentMap<string, number>, string][] = [];
      for (const { put, remove } of steps) {
        map = map.with(put, remove);
        for (const gone of remove) plain.delete(gone);
        for (const [k, value] of put) plain.set(k, value);
        states.push([map, JSON.stringify([...plain].sort())]);
      }
      for (const [state, wanted] of states) expect(JSON.stringify([...state].sort())).toBe(wanted);
      expect(map.size).toBe(plain.size);
      for (let n = 0; n <= 40; n++) expect(map.get(`k${n}`)).toBe(plain.get(`k${n}`));
      expect([...map]).toEqual([...PersistentMap.of([...plain].reverse())]);
    }),
    { numRuns: 500 },
  );
});

test("what two maps differ in is found, whichever way they came about", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat(2))), fc.array(step, { maxLength: 3 }), (start, steps) => {
      const one = PersistentMap.of(start);
      let two = one;
      for (const { put, remove } of steps) two = two.with(put, remove);
      const keys = new Set([...one, ...two].map(([k]) => k));
      const differing = [...keys].filter((k) => one.get(k) !== two.get(k)).sort();
      expect([...one.changedKeys(two)].sort()).toEqual(differing);
    }),
    { numRuns: 500 },
  );
});

test("keys of one 32-bit hash live beside each other and go again", () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => `key ${i}`);
  const map = PersistentMap.of(keys.map((k, i) => [k, i] as const));
  expect(map.size).toBe(100_000);
  expect(keys.every((k, i) => map.get(k) === i)).toBe(true);
  expect(map.with([], keys)).toMatchObject({ size: 0 });
});
