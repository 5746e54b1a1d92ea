import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { glassLine } from "../locate/glass-line.ts";
import { locate } from "../locate/locate.ts";
import type { EquipmentId } from "../records/ids.ts";
import { sketch } from "../testing/sketch.ts";
import { pathTo, reversed } from "../trace/line.ts";
import { trace } from "../trace/trace.ts";
import { acceptBaseline } from "./accept-baseline.ts";
import { compareTraces } from "./compare-traces.ts";
import type { OtdrEvent } from "./event.ts";
import { layTrace } from "./lay-trace.ts";
import { locateEnd } from "./locate-end.ts";
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
  const since = (events: readonly OtdrEvent[]) => compareTraces({ events: baseline }, { events });
  expect(since(baseline)).toEqual([]);
  const later: OtdrEvent[] = [
    { glassM: 1002, lossDb: 0.4, isEnd: false },
    { glassM: 2000, lossDb: 0.8, isEnd: false },
    { glassM: 3000, lossDb: 0.1, reflectanceDb: -30, isEnd: false },
    { glassM: 7000, reflectanceDb: -20, isEnd: true },
  ];
  expect(since(later)).toEqual([
    { kind: "loss-changed", glassM: 1002, byDb: expect.closeTo(0.35) },
    { kind: "new-loss", glassM: 2000, lossDb: 0.8 },
    { kind: "reflection-changed", glassM: 3000, byDb: 25 },
    { kind: "end-moved", glassM: 7000, byM: -2000 },
  ]);
  const short: OtdrEvent[] = [{ glassM: 2500, isEnd: true }];
  expect(since(short)).toEqual([
    { kind: "gone", glassM: 1000 },
    { kind: "end-moved", glassM: 2500, byM: -6500 },
  ]);
});

describe("two instruments set to different indices see one place at different metres", () => {
  const baseline = { groupIndex: 1.468, waveNm: 1550, events: eventsOf(line, 20) };
  /** The same glass seen by an instrument that is set to another index. */
  const seenAt = (groupIndex: number, events: readonly OtdrEvent[]) =>
    events.map((event) => ({ ...event, glassM: (event.glassM * baseline.groupIndex) / groupIndex }));

  test("and a comparison takes it for the same place, in the later one's metres", () => {
    const later = { groupIndex: 1.4705, waveNm: 1550.4, events: seenAt(1.4705, baseline.events) };
    expect(compareTraces(baseline, later)).toEqual([]);
    expect(compareTraces({ events: baseline.events }, later)).toContainEqual(
      expect.objectContaining({ kind: "end-moved" }),
    );
    const bend: OtdrEvent = { glassM: 30_000, lossDb: 0.8, isEnd: false };
    const bent = { ...later, events: [...later.events, bend].sort((a, b) => a.glassM - b.glassM) };
    expect(compareTraces(baseline, bent)).toEqual([{ kind: "new-loss", glassM: 30_000, lossDb: 0.8 }]);
  });

  test("but of light of another wavelength, which has an index of its own in the same glass, the metres stand", () => {
    const other = { groupIndex: 1.4675, waveNm: 1310, events: baseline.events };
    expect(compareTraces(baseline, other)).toEqual([]);
  });

  test("and a reading is put to the index of the trace that calibrates the glass, or both to that of the glass", () => {
    const start = { equipmentId: "OLT1" as EquipmentId, port: 1 };
    const laid = layTrace(network, start, eventsOf(line, 1.004));
    if (!laid.ok || !laid.value) throw new Error("not laid");
    const { anchors } = laid.value;
    const placeOf = (opticalM: number, indices: object, anchorsIndex?: number) => {
      const options = { anchors, ...(anchorsIndex !== undefined && { anchorsIndex }) };
      const answer = locate(network, start, { opticalM, ...indices }, options);
      if (!answer.ok) throw new Error(answer.message);
      return answer.value.faults[0].place.glassM;
    };
    const plain = placeOf(4000, {});
    const seen = (4000 * 1.468) / 1.4705;
    expect(placeOf(seen, { instrumentIndex: 1.4705 }, 1.468)).toBeCloseTo(plain, 3);
    expect(placeOf(seen, { instrumentIndex: 1.4705, glassIndex: 1.4695 }, 1.468)).toBeCloseTo(plain, 0);
    // Where nobody knows the index of the anchors, the instrument's is taken for it.
    expect(placeOf(4000, { instrumentIndex: 1.4705 })).toBeCloseTo(plain, 3);
  });
});

describe("a trace that is to be a baseline", () => {
  const start = { equipmentId: "OLT1" as EquipmentId, port: 1 };
  const village = { equipmentId: "V1" as EquipmentId, port: 1 };
  const whole = { isWhole: true, checksum: "ok" } as const;
  const laidAt = (port: typeof start, events: readonly OtdrEvent[]) => {
    const laid = layTrace(network, port, events);
    if (!laid.ok) throw new Error(laid.message);
    return laid.value;
  };
  const fromVillage = eventsOf(glassLine(network, reversed(path)), 1.002);

  test("is refused where its file is damaged, its checksum failed, or nothing of it is a joint", () => {
    const laid = laidAt(start, eventsOf(line, 1));
    expect(acceptBaseline(whole, laid)).toMatchObject({ ok: true, value: { shotAt: start } });
    expect(acceptBaseline({ ...whole, checksum: "absent" }, laid).ok).toBe(true);
    expect(acceptBaseline({ ...whole, checksum: "mismatch" }, laid)).toMatchObject({ code: "CHECKSUM_FAILED" });
    expect(acceptBaseline({ ...whole, isWhole: false }, laid)).toMatchObject({ code: "TRACE_DAMAGED" });
    const stranger = laidAt(start, [{ glassM: 90_000, isEnd: true }]);
    expect(acceptBaseline(whole, stranger)).toMatchObject({ code: "NOTHING_MATCHED" });
    expect(acceptBaseline(whole, undefined)).toMatchObject({ code: "NOTHING_MATCHED" });
  });

  test("is refused where it was shot from the far end, and accepted for the port it was really shot from", () => {
    expect(acceptBaseline(whole, laidAt(start, fromVillage))).toMatchObject({
      code: "SHOT_FROM_FAR_END",
      holder: { table: "equipment", id: "V1" },
    });
    expect(acceptBaseline(whole, laidAt(village, fromVillage))).toMatchObject({ ok: true, value: { shotAt: village } });
  });
});

describe("the end of a trace", () => {
  const start = { equipmentId: "OLT1" as EquipmentId, port: 1 };
  const stretched = 1.004;
  const seen = eventsOf(line, stretched);
  /** The plant's metre of a break between the second and the third joint. */
  const breakM = (line.joints[2].glassM + line.joints[3].glassM) / 2;
  const endOf = (events: readonly OtdrEvent[], known = layTrace(network, start, seen)) => {
    const laid = layTrace(network, start, events);
    if (!laid.ok || !laid.value || !known.ok) throw new Error("not laid");
    const [plain, calibrated] = [[], known.value!.anchors].map((anchors) =>
      locateEnd(network, laid.value!, events, anchors),
    );
    if (!plain.ok || !calibrated.ok) throw new Error("not located");
    return [plain.value!, calibrated.value!];
  };

  test("is located by the joints that the trace itself shows before it, and the nearer with those of a baseline", () => {
    const broken: OtdrEvent[] = [seen[0], seen[1], { glassM: breakM * stretched, isEnd: true }];
    const [plain, calibrated] = endOf(broken).map(({ faults }) => faults[0]);
    expect(plain).toMatchObject({
      calibration: "calibrated",
      place: { before: { name: "SC2" }, after: { name: "SC3" } },
    });
    for (const { place, interval } of [plain, calibrated])
      expect(Math.abs(place.glassM - breakM)).toBeLessThan(interval.beforeM);
    expect(Math.abs(calibrated.place.glassM - breakM)).toBeLessThan(1);
    expect(calibrated.interval.beforeM).toBeLessThan(plain.interval.beforeM);
  });

  test("of a trace from the far end is located from there", () => {
    const back = glassLine(network, reversed(path));
    const [{ faults }] = endOf([
      ...eventsOf(back, stretched).slice(0, 2),
      { glassM: (back.glassM - breakM) * stretched, isEnd: true },
    ]);
    expect(faults[0].place).toMatchObject({ before: { name: "SC3" }, after: { name: "SC2" } });
  });

  test("is at the far port where nothing is broken, and nowhere where the trace does not show it", () => {
    const [{ faults, ends }] = endOf(seen);
    expect([...faults, ...ends][0].place.after.name).toBe("V1");
    const laid = layTrace(network, start, seen);
    if (!laid.ok || !laid.value) throw new Error("not laid");
    expect(locateEnd(network, laid.value, [seen[0]])).toEqual({ ok: true, value: undefined });
  });
});

test("a trace that fits two ways beyond a splitter alike says nothing of what they do not share", () => {
  const { network: drawn, at } = sketch(
    "OLT1 ====24==== SC1/4 --drop-- V1\n                |\n                +--drop-- V2",
  );
  const [one, two] = ["V1", "V2"].map((village) => drawn.get("spans", at("SC1", village))!);
  const twins = drawn.apply({ note: "", put: { spans: [{ ...two, measuredM: one.lengthM }] }, remove: {} });
  const events = [drawn, twins].map((plant) => {
    const answer = trace(plant, { equipmentId: "OLT1" as EquipmentId, port: 1 }, { wavesNm: [] });
    if (!answer.ok) throw new Error(answer.message);
    const [only] = answer.value.ways;
    const stop = only.stops.find(({ reason, nodeId }) => reason === "port" && nodeId === "V1")!;
    return eventsOf(glassLine(plant, pathTo(only, stop)), 1);
  });
  const shown = [drawn, twins].map((plant, i) => {
    const laid = layTrace(plant, { equipmentId: "OLT1" as EquipmentId, port: 1 }, events[i]);
    if (!laid.ok || !laid.value) throw new Error("not laid");
    return [laid.value.anchors.map(({ toNodeId }) => toNodeId), laid.value.unmatchedEvents];
  });
  expect(shown).toEqual([
    [["SC1", "V1"], []],
    [["SC1"], [1]],
  ]);
});
