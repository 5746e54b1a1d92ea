import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EquipmentId, NodeId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import type { Network } from "../snapshot/network.ts";
import { runLocateSimulation } from "../testing/locate-simulation.ts";
import { sketch } from "../testing/sketch.ts";
import { pathTo } from "../trace/line.ts";
import { trace } from "../trace/trace.ts";
import { Calibration } from "./calibration.ts";
import { glassLine } from "./glass-line.ts";
import { locate, locateAlongRoute } from "./locate.ts";

const port = (equipmentId: string): Port => ({ equipmentId: equipmentId as EquipmentId, port: 1 });

const { network } = sketch(`
  OLT1 ====24==== SC1/4 ======12====== SC2 --drop-- V2
                    |
                    +--drop-- V1
`);

function lineFrom(plant: Network, from: Port) {
  const traced = trace(plant, from, { wavesNm: [1550] });
  if (!traced.ok) throw new Error(traced.message);
  const [way] = traced.value.ways;
  return way.stops.filter(({ reason }) => reason === "port").map((stop) => glassLine(plant, pathTo(way, stop)));
}

function located(plant: Network, from: Port, opticalM: number) {
  const answer = locate(plant, from, { opticalM });
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return answer.value;
}

describe("a reading along one line", () => {
  test("every metre of glass is found where it lies, and its interval holds it", () => {
    const [line] = lineFrom(network, port("V2"));
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (part) => {
        const opticalM = part * line.glassM;
        const { faults, ends } = located(network, port("V2"), opticalM);
        expect([faults.length, ends.length]).toEqual([1, 0]);
        const [{ place, interval }] = faults;
        expect(place.glassM).toBeCloseTo(opticalM, 3);
        expect(interval.from.glassM).toBeLessThan(opticalM);
        expect(interval.to.glassM).toBeGreaterThanOrEqual(opticalM);
        const { before, after } = place;
        const stretch = line.stretches.find(
          ({ fromGlassM, toGlassM }) => fromGlassM <= opticalM && opticalM <= toGlassM,
        )!;
        expect([before.nodeId, after.nodeId]).toEqual([stretch.fromNodeId, stretch.toNodeId]);
        const share = (opticalM - stretch.fromGlassM) / (stretch.toGlassM - stretch.fromGlassM);
        expect(before.metres / (before.metres + after.metres)).toBeCloseTo(share, 3);
      }),
    );
  });

  test("a farther reading never lies nearer", () => {
    const [line] = lineFrom(network, port("V2"));
    const places = Array.from(
      { length: 60 },
      (_, i) => located(network, port("V2"), (line.glassM * i) / 60).faults[0].place.glassM,
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("the crew gets two landmarks, the nearest access each way, and the place in the datum of its map", () => {
    const { faults } = located(network, port("V2"), 100);
    expect(faults[0].place.before.name).toBe("V2");
    expect(faults[0].place.after.name).toBe("SC2");
    expect(faults[0].access.map(({ nodeId, direction }) => [nodeId, direction])).toContainEqual(["SC2", "onward"]);
    const { WGS84, GCJ02, BD09 } = faults[0].place.datums;
    expect(WGS84).toBe(faults[0].place.position);
    expect(Math.hypot(GCJ02[0] - WGS84[0], GCJ02[1] - WGS84[1])).toBeGreaterThan(0.001);
    expect(BD09).not.toEqual(GCJ02);
  });

  test("beyond the end it says the end, and by how many metres", () => {
    const [line] = lineFrom(network, port("V2"));
    const { faults, ends } = located(network, port("V2"), line.glassM + 500);
    expect(faults).toEqual([]);
    expect(ends[0].excessM).toBeCloseTo(500, 0);
    expect(ends[0].place.after.nodeId).toBe("OLT1");
  });

  test("an index other than the glass's is corrected, one without the other refused", () => {
    const plain = located(network, port("V2"), 1000).glassM;
    const answer = locate(network, port("V2"), { opticalM: 1000, instrumentIndex: 1.468, glassIndex: 1.4685 });
    expect(answer.ok && answer.value.glassM).toBeCloseTo(plain * (1.468 / 1.4685), 6);
    expect(locate(network, port("V2"), { opticalM: 1000, glassIndex: 1.468 })).toMatchObject({
      ok: false,
      code: "INDEX_MISSING",
    });
    expect(locate(network, port("V2"), { opticalM: -1 })).toMatchObject({ ok: false, code: "READING_INVALID" });
    expect(locate(network, port("V9"), { opticalM: 1 })).toMatchObject({ ok: false, code: "EQUIPMENT_UNKNOWN" });
  });
});

test("beyond a splitter every way is a candidate, and a way that is shorter says so", () => {
  const lines = lineFrom(network, port("OLT1"));
  const common = Math.min(...lines.map(({ sections }) => sections[0].toGlassM));
  expect(located(network, port("OLT1"), common / 2).faults).toHaveLength(1);
  expect(located(network, port("OLT1"), common + 200).faults.length).toBe(2);
  const shortest = Math.min(...lines.map(({ glassM }) => glassM));
  const { faults, ends } = located(network, port("OLT1"), shortest + 300);
  expect([faults.length, ends.some(({ towards }) => towards.port?.equipmentId === "V1")]).toEqual([1, true]);
});

test("two anchors calibrate: the place moves by what they say, and the interval narrows", () => {
  const [line] = lineFrom(network, port("V2"));
  const stretched = 1.004;
  const anchors = line.joints
    .slice(1)
    .map(({ glassM }) => ({ fromGlassM: 0, toGlassM: glassM, opticalM: glassM * stretched, sdM: 0.5 }));
  const at = line.glassM * 0.6;
  const plain = locate(network, port("V2"), { opticalM: at * stretched });
  const calibrated = locate(network, port("V2"), { opticalM: at * stretched }, { anchors });
  if (!plain.ok || !calibrated.ok) throw new Error("not located");
  const [one, two] = [plain.value.faults[0], calibrated.value.faults[0]];
  expect([one.calibration, two.calibration]).toEqual(["uncalibrated", "calibrated"]);
  expect(Math.abs(two.place.glassM - at)).toBeLessThan(1);
  expect(Math.abs(one.place.glassM - at)).toBeGreaterThan(3);
  expect(two.interval.beforeM).toBeLessThan(one.interval.beforeM);
  const calibration = new Calibration(line, anchors);
  for (const { factor } of calibration.factors()) expect(factor).toBeCloseTo(stretched, 2);
  expect(Math.max(...calibration.residualsM().map(Math.abs))).toBeLessThan(1);
});

test("anchors of another branch, or of lengths that were edited since, calibrate nothing", () => {
  const [line] = lineFrom(network, port("V2"));
  const moved = line.joints
    .slice(1)
    .map(({ glassM }) => ({ fromGlassM: 0, toGlassM: glassM + 5, opticalM: glassM * 1.004, sdM: 0.5 }));
  const answer = locate(network, port("V2"), { opticalM: line.glassM * 0.6 }, { anchors: moved });
  expect(answer).toEqual(locate(network, port("V2"), { opticalM: line.glassM * 0.6 }));
});

test("on random plants with hidden truth the interval covers 93 to 97 %, and calibration shrinks the median error fivefold", () => {
  const { covered, medianM, calibrated } = runLocateSimulation(3000, 7);
  for (const share of [covered, calibrated.covered]) {
    expect(share).toBeGreaterThan(0.93);
    expect(share).toBeLessThan(0.97);
  }
  expect(medianM / calibrated.medianM).toBeGreaterThan(5);
}, 30_000);

test("where there are only spans, a reading lies along the route as if a cable ran there, and all is assumed", () => {
  const answer = locateAlongRoute(network, { from: "OLT1" as NodeId, to: "SC2" as NodeId }, { opticalM: 600 }, 0.7);
  if (!answer.ok) throw new Error(answer.message);
  expect(answer.value).toMatchObject({
    assumed: true,
    faults: [{ calibration: "uncalibrated", place: { coil: false } }],
  });
  expect(locateAlongRoute(network, { from: "OLT1" as NodeId, to: "X" as NodeId }, { opticalM: 1 }, 0.7)).toMatchObject({
    code: "NODE_UNKNOWN",
  });
});
