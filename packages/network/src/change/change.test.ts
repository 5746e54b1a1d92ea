import { expect, test } from "vitest";
import type { SpanId } from "../records/ids.ts";
import { sketch } from "../testing/sketch.ts";
import { canonicalJson, changeJson } from "./canonical.ts";
import { type Change, combine } from "./change.ts";
import { difference, invert } from "./invert.ts";

const picture = "OLT1 ==24== SC1 --drop-- V1";

function edits(): { change: Change; network: ReturnType<typeof sketch>["network"] } {
  const { network, at, cable } = sketch(picture);
  const span = network.get("spans", at("OLT1", "SC1"))!;
  const change: Change = {
    note: "renamed and thinned",
    put: {
      spans: [
        { ...span, name: "east road" },
        { ...span, id: "new" as SpanId },
      ],
    },
    remove: { cables: [cable("SC1", "V1")] },
  };
  return { change, network };
}

test("a change makes the next revision and leaves the one before as it was", () => {
  const { change, network } = edits();
  const next = network.apply(change);
  expect(next.revision).toBe(network.revision + 1);
  expect(next.get("spans", "OLT1-SC1")?.name).toBe("east road");
  expect(network.get("spans", "OLT1-SC1")?.name).toBeUndefined();
  expect([network.count("spans"), next.count("spans"), network.count("cables"), next.count("cables")]).toEqual([
    2, 3, 2, 1,
  ]);
  expect(next.referrers("nodes", "SC1", "spans")).toEqual(["OLT1-SC1", "SC1-V1", "new"]);
  expect(next.referrers("spans", "SC1-V1", "cables")).toEqual([]);
});

test("undoing gives the plant before, and undoing that the plant after", () => {
  const { change, network } = edits();
  const next = network.apply(change);
  const undo = invert(change, network);
  const back = next.apply(undo);
  expect(difference(network, back, "")).toEqual({ note: "", put: {}, remove: {} });
  expect(difference(next, back.apply(invert(undo, next)), "")).toEqual({ note: "", put: {}, remove: {} });
});

test("the difference of two snapshots leads from one to the other", () => {
  const { change, network } = edits();
  const next = network.apply(change);
  expect(changeJson(difference(network, next, change.note))).toBe(changeJson(change));
});

test("changes one after the other are one change, the last word winning", () => {
  const { change, network } = edits();
  const both = combine("there and back", [change, invert(change, network)]);
  expect(difference(network, network.apply(both), "").put).toEqual({});
  expect(both.remove).toEqual({ spans: ["new"] });
});

test("a change has one text, whatever the order of its records and fields", () => {
  const { change } = edits();
  const [one, two] = change.put.spans!;
  const backwards = Object.fromEntries(Object.entries(one).reverse()) as unknown as typeof one;
  expect(changeJson({ ...change, put: { spans: [two, backwards] } })).toBe(changeJson(change));
  expect(canonicalJson({ b: [1, undefined], a: undefined, Z: "é" })).toBe('{"Z":"é","b":[1,null]}');
  expect(() => canonicalJson({ m: Number.NaN })).toThrow(RangeError);
});
