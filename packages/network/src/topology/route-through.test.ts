import { expect, test } from "vitest";
import { plantStatuses } from "../records/status.ts";
import { sketch } from "../testing/sketch.ts";
import { routeThrough } from "./route-through.ts";

// A ring of four sites.
const { network, at } = sketch(`
  A ==12== B ==12== C
  |                 |
  +======12======== D
`);
const node = (name: string) => ({ table: "nodes", id: at(name) }) as const;
const span = (from: string, to: string) => ({ table: "spans", id: at(from, to) }) as const;
const nodesOf = (...stops: Parameters<typeof routeThrough>[1]) => {
  const found = routeThrough(network, stops, plantStatuses);
  return found.ok ? found.value.nodeIds : [found.code, found.holder];
};

test("between two picked nodes the shortest way is proposed, and one more stop leads it round", () => {
  expect(nodesOf(node("A"), node("C"))).toEqual(["A", "B", "C"]);
  expect(nodesOf(node("A"), node("D"), node("C"))).toEqual(["A", "D", "C"]);
  expect(nodesOf(node("A"))).toEqual(["A"]);
});

test("a picked span is run along from its nearer end, and a first one towards what follows", () => {
  expect(nodesOf(node("A"), span("B", "C"))).toEqual(["A", "B", "C"]);
  expect(nodesOf(span("B", "C"), node("A"))).toEqual(["C", "B", "A"]);
  expect(nodesOf(span("A", "B"), node("C"))).toEqual(["A", "B", "C"]);
});

test("no span is taken twice: back to the start leads round the ring, and what cannot be reached so is named", () => {
  expect(nodesOf(node("A"), node("B"), node("A"))).toEqual(["A", "B", "C", "D", "A"]);
  expect(nodesOf(node("A"), span("A", "B"), span("A", "B"))).toEqual(["NO_ROUTE", span("A", "B")]);
});

test("what is not there is refused", () => {
  expect(nodesOf(node("A"), { table: "nodes", id: "X" })).toEqual(["NODE_UNKNOWN", undefined]);
  expect(nodesOf({ table: "spans", id: "X" })).toEqual(["SPAN_UNKNOWN", undefined]);
});
