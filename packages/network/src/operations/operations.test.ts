import fc from "fast-check";
import { expect, test } from "vitest";
import { difference, invert } from "../change/invert.ts";
import type { Records, Table } from "../records/tables.ts";
import { tables } from "../records/tables.ts";
import { checkPlant } from "../rules/check.ts";
import { Network } from "../snapshot/network.ts";
import { emptyPlant, play, randomPlant, stepNames } from "../testing/random-plant.ts";

const nothing = { note: "", put: {}, remove: {} };

test("whatever operations come one after the other, every rule holds", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(randomPlant(160), ({ network }) => {
      expect(checkPlant(network).filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: 70 },
  );
});

test("undoing everything, newest first, leaves the plant of the beginning, and each state on the way is the one that was", {
  timeout: 30_000,
}, () => {
  fc.assert(
    fc.property(randomPlant(100), ({ network, past }) => {
      let now = network;
      for (const { change, before } of [...past].reverse()) {
        now = now.apply(invert(change, before));
        expect(difference(before, now, "")).toEqual(nothing);
      }
      expect(difference(emptyPlant, now, "")).toEqual(nothing);
    }),
    { numRuns: 40 },
  );
});

test("a plant that grew by changes answers as one loaded whole from its records", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(randomPlant(140), ({ network }) => {
      const records = Object.fromEntries(tables.map((table) => [table, [...network.records(table)]]));
      const loaded = Network.of(records as { [T in Table]: Records[T][] });
      for (const table of tables) {
        for (const record of network.records(table)) {
          const id = "code" in record ? record.code : record.id;
          for (const from of tables) {
            expect(loaded.referrers(table, id, from)).toEqual(network.referrers(table, id, from));
          }
          if (table !== "cables" && table !== "splitters" && table !== "equipment") continue;
          expect(loaded.jointsOf(table, id)).toEqual(network.jointsOf(table, id));
        }
      }
      for (const span of network.records("spans")) {
        for (const near of ["nodes", "spans"] as const) {
          expect([...loaded.near(near, span.line, 0)].sort()).toEqual([...network.near(near, span.line, 0)].sort());
        }
      }
    }),
    { numRuns: 15 },
  );
});

test("the random stories use every operation", { timeout: 30_000 }, () => {
  const used = new Set<string>();
  for (let seed = 1; seed <= 25; seed++) for (const { step } of play(seed, 200).past) used.add(step);
  expect(stepNames.filter((name) => !used.has(name))).toEqual([]);
});
