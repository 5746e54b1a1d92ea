import { type TraceStart, trace } from "@cuntong/network";
import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { keysTo, placeOfKey, traceRows } from "./trace-rows.ts";

const { network } = sketch(`
  OLT1 ==12== SC1/4 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);

function rows(start: unknown, folded: string[] = []) {
  const traced = trace(network, start as TraceStart);
  if (!traced.ok) throw new Error(traced.message);
  return traceRows(traced.value, new Set(folded)).map((row) => {
    const name = row.kind === "hop" ? row.hop.kind : row.kind === "stop" ? `${row.stop.reason} x${row.count}` : "way";
    return `${"  ".repeat(row.depth)}${row.folds ? "▾ " : ""}${name}`;
  });
}

test("behind a splitter the ways go one deeper, and its spare outputs are one line", () => {
  expect(rows({ equipmentId: "OLT1", port: 1 })).toEqual([
    "port",
    "splice",
    "strand",
    "▾ splice",
    "  splitter",
    "  splice",
    "  strand",
    "  splice",
    "  strand",
    "  splice",
    "  port",
    "  port x1",
    "  splitter",
    "  splice",
    "  strand",
    "  splice",
    "  port",
    "  port x1",
    "  spare x2",
  ]);
});

test("what is folded hides all that comes after it", () => {
  expect(rows({ equipmentId: "OLT1", port: 1 }, ["0.3"])).toEqual(["port", "splice", "strand", "▾ splice"]);
});

test("a strand that is looked at both ways has two ways, each of which folds", () => {
  const both = { cableId: "SC1-SC2", tube: 1, strand: 7 };
  expect(rows(both)).toEqual(["▾ way", "  open x1", "▾ way", "  strand", "  open x1"]);
  expect(rows(both, ["0", "1"])).toEqual(["▾ way", "▾ way"]);
});

test("a key leads back to its row, and one of another trace to nothing", () => {
  const traced = trace(network, { villageCode: "V2" } as never);
  if (!traced.ok) throw new Error(traced.message);
  expect(placeOfKey(traced.value, "0.2")).toEqual({ way: 0, hop: 2 });
  expect(placeOfKey(traced.value, "0.end0")).toMatchObject({ way: 0, stop: 0 });
  for (const key of ["", "9.1", "0.99", "0.end9", "x"]) expect(placeOfKey(traced.value, key)).toBeNull();
  expect(keysTo(traced.value, "0.2")).toEqual(["0.0", "0.1", "0.2"]);
});
