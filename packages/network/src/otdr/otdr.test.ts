import fc from "fast-check";
import { expect, test } from "vitest";
import { glassLine } from "../locate/glass-line.ts";
import type { EquipmentId } from "../records/ids.ts";
import { sketch } from "../testing/sketch.ts";
import { pathTo, reversed } from "../trace/line.ts";
import { trace } from "../trace/trace.ts";
import { compareTraces } from "./compare-traces.ts";
import type { OtdrEvent } from "./event.ts";
import { matchEvents } from "./match-events.ts";

const { network } = sketch(`
  OLT1 =======24======= SC1 ====12==== SC2 ========12======== SC3 --drop-- V1
`);
const traced = trace(network, { equipmentId: "OLT1" as EquipmentId, port: 1 }, { wavesNm: [1550] });
if (!traced.ok) throw new Error(traced.message);
const [way] = traced.value.ways;
const path = pathTo(way, way.stops[0]);
const line = glassLine(network, path);

/** What a perfect instrument sees of a line whose glass is longer than its record by a factor. */
function eventsOf(seen: typeof line, factor: number): OtdrEvent[] {
  return seen.joints
    .filter(({ glassM }) => glassM > 0)
    .map(({ glassM }, i, all) => ({ glassM: glassM * factor, lossDb: 0.08, isEnd: i === all.length - 1 }));
}

test("every joint is found although the glass is longer than its record, from either end", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.985, max: 1.015, noNaN: true }), fc.boolean(), (factor, fromEnd) => {
      const seen = fromEnd ? glassLine(network, reversed(path)) : line;
      const matching = matchEvents(network, path, eventsOf(seen, factor));
      expect(matching.shotFrom).toBe(fromEnd ? "end" : "start");
      expect(matching.matches.map(({ joint }) => joint)).toEqual([1, 2, 3, 4]);
      expect([matching.unmatchedEvents, matching.unmatchedJoints]).toEqual([[], []]);
      expect(matching.anchors).toHaveLength(4);
    }),
  );
});

test("an event that is no joint stays unmatched, and a joint that does not show is named", () => {
  const events = eventsOf(line, 1.002);
  const bend: OtdrEvent = { glassM: (events[0].glassM + events[1].glassM) / 2, lossDb: 1.2, isEnd: false };
  const matching = matchEvents(network, path, [events[0], bend, events[2], events[3]]);
  expect(matching.unmatchedEvents).toEqual([1]);
  expect(matching.unmatchedJoints).toEqual([2]);
});

test("a trace of a broken strand matches as far as it goes, and its end is no joint", () => {
  const events = eventsOf(line, 1);
  const breakM = (events[1].glassM + events[2].glassM) / 2;
  const matching = matchEvents(network, path, [events[0], events[1], { glassM: breakM, isEnd: true }]);
  expect(matching.shotFrom).toBe("start");
  expect(matching.unmatchedEvents).toEqual([2]);
  expect(matching.unmatchedJoints).toEqual([3, 4]);
});

test("a line of equal halves does not say from where it was shot", () => {
  const even = sketch("OLT1 ======12====== SC1 ======12======= V1").network;
  const answer = trace(even, { equipmentId: "OLT1" as EquipmentId, port: 1 }, { wavesNm: [] });
  if (!answer.ok) throw new Error(answer.message);
  const [only] = answer.value.ways;
  const halves = pathTo(only, only.stops[0]);
  expect(matchEvents(even, halves, eventsOf(glassLine(even, halves), 1)).shotFrom).toBe("unsure");
});

test("a later trace is held against the baseline: new loss, new reflection, another loss, an end that moved", () => {
  const baseline: OtdrEvent[] = [
    { glassM: 1000, lossDb: 0.05, isEnd: false },
    { glassM: 3000, lossDb: 0.1, reflectanceDb: -55, isEnd: false },
    { glassM: 9000, isEnd: true },
  ];
  expect(compareTraces(baseline, baseline)).toEqual([]);
  const later: OtdrEvent[] = [
    { glassM: 1002, lossDb: 0.4, isEnd: false },
    { glassM: 2000, lossDb: 0.8, isEnd: false },
    { glassM: 3000, lossDb: 0.1, reflectanceDb: -30, isEnd: false },
    { glassM: 7000, reflectanceDb: -20, isEnd: true },
  ];
  expect(compareTraces(baseline, later)).toEqual([
    { kind: "loss-changed", glassM: 1002, byDb: expect.closeTo(0.35) },
    { kind: "new-loss", glassM: 2000, lossDb: 0.8 },
    { kind: "reflection-changed", glassM: 3000, byDb: 25 },
    { kind: "end-moved", glassM: 7000, byM: -2000 },
  ]);
  const short: OtdrEvent[] = [{ glassM: 2500, isEnd: true }];
  expect(compareTraces(baseline, short)).toEqual([
    { kind: "gone", glassM: 1000 },
    { kind: "end-moved", glassM: 2500, byM: -6500 },
  ]);
});
