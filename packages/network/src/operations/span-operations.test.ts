import { lineLengthM, metresPerDegree, type Position } from "@cuntong/geo";
import { expect, test } from "vitest";
import { difference } from "../change/invert.ts";
import type { ClosureTypeId, DuctId, NodeId, SpanId } from "../records/ids.ts";
import { crossesItself } from "../rules/line.ts";
import { counter, done, refusal } from "../testing/edit.ts";
import { sketch } from "../testing/sketch.ts";
import { trace } from "../trace/trace.ts";
import type { VillageCode } from "../village.ts";
import { drawSpan } from "./draw-span.ts";
import { insertClosure } from "./insert-closure.ts";
import { joinSpans } from "./join-spans.ts";
import { moveNode } from "./move-node.ts";
import { placeDuct } from "./place-duct.ts";
import { placeNode } from "./place-node.ts";
import { rerouteSpan } from "./reroute.ts";
import { splitSpan } from "./split-span.ts";
import { untangleSpan } from "./untangle-span.ts";

const picture = "OLT1 ==24== SC1 ==12== SC2 --drop-- V2";
const villageTrace = { villageCode: "V2" as VillageCode };

test("splitting a span keeps the strands, slack and light of the cables on it", () => {
  const { network, at, cable } = sketch(picture);
  const span = network.get("spans", at("OLT1", "SC1"))!;
  const slack = [{ nodeId: at("OLT1"), sheathM: 12 }];
  const before = network.apply({
    note: "",
    put: { cables: [{ ...network.get("cables", cable("OLT1", "SC1"))!, slack }] },
    remove: {},
  });
  const after = done(before, splitSpan(before, { spanId: span.id, atM: 400, kind: "pole" }, counter()));
  const [first, rest] = [after.get("spans", span.id)!, after.get("spans", "new-2")!];
  expect([first.lengthM, first.lengthM + rest.lengthM]).toEqual([expect.closeTo(400, 6), span.lengthM]);
  expect([first.from, first.to, rest.from, rest.to]).toEqual(["OLT1", "new-1", "new-1", "SC1"]);
  expect(after.get("cables", cable("OLT1", "SC1"))).toMatchObject({ spanIds: [span.id, "new-2"], slack });
  const [old, now] = [trace(before, villageTrace), trace(after, villageTrace)];
  const glassM = [old, now].map((traced) => traced.ok && traced.value.ways[0].hops.at(-1)!.total.glassM);
  expect(glassM[0]).toBeCloseTo(glassM[1] as number, 6);
  expect(trace(after, villageTrace)).toMatchObject({ value: { ways: [{ stops: [{ reason: "port" }] }] } });
});

test("a cable that runs against its span goes over the parts in its own order, each duct in its twin", () => {
  const { network, at, cable } = sketch(picture);
  const newId = counter();
  const spanId = at("SC1", "SC2");
  const outer = done(network, placeDuct(network, { spanId, innerMm: 100, outerMm: 110 }, newId));
  const inner = { spanId, insideId: "new-1" as DuctId, innerMm: 26, outerMm: 32 };
  const both = done(outer, placeDuct(outer, inner, newId));
  const backwards = {
    ...network.get("cables", cable("SC1", "SC2"))!,
    id: "back" as never,
    startNodeId: at("SC2"),
    ducts: [{ spanId, ductId: "new-2" as DuctId }],
  };
  const before = both.apply({ note: "", put: { cables: [backwards] }, remove: {} });
  const after = done(before, splitSpan(before, { spanId, atM: 100 }, newId));
  const [rest, twin] = ["new-4", "new-6"];
  expect(after.get("cables", "back")).toMatchObject({
    spanIds: [rest, spanId],
    ducts: [
      { spanId, ductId: "new-2" },
      { spanId: rest, ductId: twin },
    ],
  });
  expect(after.get("ducts", twin)).toMatchObject({ spanId: rest, insideId: "new-5" });
});

test("joining undoes splitting, ducts and measured lengths included", () => {
  const { network, at } = sketch(picture);
  const spanId = at("SC1", "SC2");
  const newId = counter();
  const ducted = done(network, placeDuct(network, { spanId, innerMm: 100, outerMm: 110, name: "D" }, newId));
  const span = { ...ducted.get("spans", spanId)!, measuredM: 1900 };
  const before = ducted.apply({ note: "", put: { spans: [span] }, remove: {} });
  const split = done(before, splitSpan(before, { spanId, atM: 100 }, newId));
  const joined = done(split, joinSpans(split, { nodeId: "new-2" as NodeId }));
  const change = difference(before, joined, "");
  // All that remains of it is the position of the cut on the line.
  expect(Object.keys(change.put)).toEqual(["spans"]);
  expect(joined.get("spans", spanId)).toEqual({ ...span, line: [span.line[0], expect.anything(), span.line[1]] });
  expect(change.remove).toEqual({});
});

test("spans are not joined where a cable ends, something stands or three meet", () => {
  const { network, at } = sketch(`
    OLT1 ==24== SC1 ==12== SC2 --drop-- V2
                 |
                 +--drop-- V1
  `);
  expect(refusal(joinSpans(network, { nodeId: at("SC1") }))).toEqual(["NOT_JOINABLE"]);
  expect(refusal(joinSpans(network, { nodeId: at("SC2") }))).toEqual(["IN_USE", "SC2-V2"]);
  const split = done(network, splitSpan(network, { spanId: at("SC1", "SC2"), atM: 50 }, counter()));
  const closure = { nodeId: "new-1" as NodeId, typeId: "dome-48" as ClosureTypeId };
  const closed = done(
    split,
    insertClosure(split, closure, () => "K"),
  );
  expect(refusal(joinSpans(closed, { nodeId: "new-1" as NodeId }))).toEqual(["IN_USE", "K"]);
});

test("a span is not split at its ends", () => {
  const { network, at } = sketch(picture);
  const split = (atM: number, spanId = at("OLT1", "SC1")) => refusal(splitSpan(network, { spanId, atM }, counter()));
  expect([split(0), split(1e9), split(Number.NaN)]).toEqual([["AT_END"], ["AT_END"], ["AT_END"]]);
  expect(split(5, "none" as SpanId)).toEqual(["SPAN_UNKNOWN"]);
});

const frame = metresPerDegree(23);
const beside = ([lon, lat]: Position, eastM: number, northM: number): Position => [
  lon + eastM / frame.lonM,
  lat + northM / frame.latM,
];

test("a drawn line takes the node it comes near, splits the span it comes near, and makes a node where there is neither", () => {
  const { network, at } = sketch(picture);
  const [olt, sc1] = [network.get("nodes", "OLT1")!.position, network.get("nodes", "SC1")!.position];
  const middle: Position = [(olt[0] + sc1[0]) / 2, olt[1]];
  const newId = counter();
  const line = [beside(middle, 0, 2), beside(middle, 10, 300)];
  const drawn = done(network, drawSpan(network, { line, support: "buried", snapM: 5 }, newId));
  const tee = drawn.get("nodes", "new-1")!;
  expect(drawn.referrers("nodes", tee.id, "spans")).toEqual([at("OLT1", "SC1"), "new-2", "new-4"].sort());
  expect(drawn.get("spans", "new-4")).toMatchObject({
    from: "new-1",
    to: "new-3",
    support: "buried",
    status: "planned",
  });
  expect(drawn.get("spans", "new-4")!.line[0]).toEqual(tee.position);
  const onto = [beside(sc1, 3, 0), beside(middle, 10, 300)];
  const again = done(drawn, drawSpan(drawn, { line: onto, support: "buried", snapM: 5 }, newId));
  expect(again.get("spans", "new-5")).toMatchObject({ from: "SC1", to: "new-3" });
});

test("a line whose two ends are on one span splits it twice", () => {
  const { network, at } = sketch("A ==12== B");
  const { line } = network.get("spans", at("A", "B"))!;
  const part = (share: number): Position => [line[0][0] + (line[1][0] - line[0][0]) * share, line[0][1]];
  const bow = [part(0.25), beside(part(0.5), 0, 200), part(0.75)];
  const drawn = done(network, drawSpan(network, { line: bow, support: "aerial", snapM: 1 }, counter()));
  expect(drawn.count("spans")).toBe(4);
  expect(drawn.get("cables", "A-B")?.spanIds.length).toBe(3);
});

test("a line that crosses itself, is too short or passes through a node is refused", () => {
  const { network } = sketch(picture);
  const sc1 = network.get("nodes", "SC1")!.position;
  const draw = (...line: Position[]) => refusal(drawSpan(network, { line, support: "aerial" }, counter()));
  const far = beside(sc1, 0, 900);
  expect(draw(far, beside(far, 100, 0), beside(far, 100, 100), beside(far, 50, -50))[0]).toBe("LINE_CROSSES_ITSELF");
  expect(draw(far, beside(far, 0.001, 0))[0]).toBe("LINE_CLOSED");
  expect(draw(far, sc1, beside(sc1, 0, -900))).toEqual(["SPAN_THROUGH_NODE", "SC1"]);
  expect(draw([200, 0], far)).toEqual(["LINE_INVALID"]);
});

test("a moved node leads its spans, and may not come where another of its kind is", () => {
  const { network, at } = sketch(picture);
  const to = beside(network.get("nodes", "SC1")!.position, 30, 40);
  const moved = done(network, moveNode(network, { nodeId: at("SC1"), position: to }));
  expect(moved.get("spans", at("OLT1", "SC1"))!.line.at(-1)).toEqual(to);
  expect(moved.get("spans", at("SC1", "SC2"))!.line[0]).toEqual(to);
  const onto = network.get("nodes", "SC2")!.position;
  expect(refusal(moveNode(network, { nodeId: at("SC1"), position: onto }))[0]).toBe("NODE_TOO_NEAR");
});

test("a node is not placed on the middle of a span, and a rerouted span keeps its ends", () => {
  const { network, at } = sketch(picture);
  const [from, to] = network.get("spans", at("OLT1", "SC1"))!.line;
  const middle: Position = [(from[0] + to[0]) / 2, from[1]];
  expect(refusal(placeNode(network, { kind: "pole", position: middle }, counter()))).toEqual([
    "SPAN_THROUGH_NODE",
    "OLT1-SC1",
  ]);
  const round = [from, beside(middle, 0, 500), to];
  const rerouted = done(network, rerouteSpan(network, { spanId: at("OLT1", "SC1"), line: round }));
  expect(rerouted.get("spans", "OLT1-SC1")!.lengthM).toBeGreaterThan(network.get("spans", "OLT1-SC1")!.lengthM);
  expect(refusal(rerouteSpan(network, { spanId: at("OLT1", "SC1"), line: [from, middle] }))).toEqual([
    "SPAN_END_OFF_NODE",
    "SC1",
  ]);
});

test("a span that crosses itself is untangled into parts that do not, and its cables run over all of them", () => {
  const { network, at } = sketch("A ==12== B");
  const span = network.get("spans", at("A", "B"))!;
  const [a, b] = span.line;
  const line = [a, beside(a, 200, 100), beside(a, 200, -100), beside(a, 100, 100), b];
  const tangled = network.apply({
    note: "",
    put: { spans: [{ ...span, line, lengthM: lineLengthM(line) }] },
    remove: {},
  });
  const after = done(tangled, untangleSpan(tangled, { spanId: span.id }, counter()));
  expect([...after.records("spans")].some(({ line: part }) => crossesItself(part))).toBe(false);
  expect(after.get("cables", "A-B")!.spanIds).toEqual(["A-B", "new-2", "new-4"]);
});
