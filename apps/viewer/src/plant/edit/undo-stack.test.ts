import type { PlantChangeEntry } from "@cuntong/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { undoStack } from "./undo-stack.ts";

function entry(revision: number, undoes?: number): PlantChangeEntry {
  const words = { at: "2026-11-29T05:00:00.000Z", by: "operator", what: "plant", note: `note ${revision}` };
  return { revision, ...words, touched: [], touchedCount: 0, ...(undoes !== undefined && { undoes }) };
}

const names = (changes: readonly PlantChangeEntry[], own = new Set(changes.map(({ revision }) => revision))) => {
  const { undo, redo } = undoStack(changes, own);
  return [undo?.revision, redo?.undoing.revision, redo?.of.note];
};

test("the latest own change is undone first, and others' changes are passed over", () => {
  expect(names([entry(3), entry(2), entry(1)], new Set([1, 2]))).toEqual([2, undefined, undefined]);
});

test("what was undone can be done again, by undoing the undoing", () => {
  expect(names([entry(1), entry(2), entry(3, 2)])).toEqual([1, 3, "note 2"]);
});

test("what was done again is undone by its own revision, under its first name", () => {
  const { undo } = undoStack([entry(1), entry(2, 1), entry(3, 2)], new Set([1, 2, 3]));
  expect([undo?.revision, undo?.note]).toEqual([3, "note 1"]);
});

test("a new change ends what could be redone", () => {
  expect(names([entry(1), entry(2, 1), entry(3)])).toEqual([3, undefined, undefined]);
});

test("any run of edits, undos and redos agrees with two plain stacks", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("edit", "undo", "redo"), { maxLength: 40 }), (acts) => {
      const log: PlantChangeEntry[] = [];
      const done: string[] = [];
      let undone: string[] = [];
      for (const act of acts) {
        const { undo, redo } = undoStack(log, new Set(log.map(({ revision }) => revision)));
        const revision = log.length + 1;
        if (act === "edit") {
          log.push(entry(revision));
          done.push(`note ${revision}`);
          undone = [];
        } else if (act === "undo" && undo) {
          log.push(entry(revision, undo.revision));
          undone.push(done.pop() ?? "");
        } else if (act === "redo" && redo) {
          log.push(entry(revision, redo.undoing.revision));
          done.push(undone.pop() ?? "");
        }
      }
      const { undo, redo } = undoStack(log, new Set(log.map(({ revision }) => revision)));
      expect([undo?.note, redo?.of.note]).toEqual([done[done.length - 1], undone[undone.length - 1]]);
    }),
    { numRuns: 200 },
  );
});
