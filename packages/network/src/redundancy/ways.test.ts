import { lineLengthM, type Position } from "@cuntong/geo";
import { expect, test } from "vitest";
import type { CircuitId, DuctId, NodeId, SpanId } from "../records/ids.ts";
import type { PlantNode } from "../records/node.ts";
import type { Circuit } from "../records/service.ts";
import type { Duct, Span } from "../records/span.ts";
import { Network } from "../snapshot/network.ts";
import { sketch } from "../testing/sketch.ts";
import type { Village } from "../village.ts";
import { compareWays } from "./compare-ways.ts";
import { redundancyOf } from "./redundancy.ts";

const at = (eastM: number, northM: number): Position => [108 + eastM / 102_500, 23 + northM / 110_700];
const places: Readonly<Record<string, Position>> = {
  ...{ A: at(0, 0), B: at(5000, 0), V: at(2500, 2000), p: at(1000, 0), q: at(4000, 0), r: at(2500, 1000) },
};
const nodes = Object.entries(places).map(
  ([id, position]): PlantNode => ({
    ...{ id: id as NodeId, position, status: "operational" },
    kind: id === "A" || id === "B" ? "headend" : id === "V" ? "village" : "site",
  }),
);

function span(from: string, to: string, more: Partial<Span> = {}, via: Position[] = []): Span {
  const line = [places[from]!, ...via, places[to]!];
  const ends = { from: from as NodeId, to: to as NodeId };
  const shape = { line, lengthM: lineLengthM(line), support: "aerial", status: "operational" } as const;
  return { id: `${from}-${to}` as SpanId, ...ends, ...shape, ...more };
}

const ways = (ids: string[]) => ({ spanIds: ids as SpanId[] });
const village = { code: "V", name: "V", position: places.V, status: "connected" } as unknown as Village;

test("two ways are held against each other: spans, ducts, nodes, groups, and metres side by side", () => {
  const beside = [at(1300, 6), at(3700, 6)];
  const spans = [
    span("A", "p"),
    span("p", "q"),
    span("q", "B", { riskGroups: ["bridge"] }),
    span("p", "r", { id: "along" as SpanId }, beside),
    span("r", "B", { riskGroups: ["bridge"] }),
  ];
  const duct = { spanId: "A-p", innerMm: 30, outerMm: 34, status: "operational" } as unknown as Duct;
  const network = Network.of({ nodes, spans, ducts: [{ ...duct, id: "d" as DuctId }] }, 7);
  const answer = compareWays(network, ways(["A-p", "p-q", "q-B"]), ways(["A-p", "along", "r-B"]));
  if (!answer.ok) throw new Error(answer.code);
  const { parallel, sharedM, ...rest } = answer.value;
  expect(rest).toMatchObject({
    revision: 7,
    spans: [{ spanId: "A-p", ductIds: [] }],
    nodeIds: ["p"],
    groups: [{ id: "bridge", aSpanIds: ["q-B"], bSpanIds: ["r-B"] }],
    disjoint: false,
  });
  expect(parallel.map(({ aSpanId, bSpanId }) => [aSpanId, bSpanId])).toEqual([["p-q", "along"]]);
  // Beside each other from 50 m past p to where the other turns off to r.
  expect(parallel[0]!.fromM).toBeCloseTo(50, 0);
  expect(parallel[0]!.toM).toBeGreaterThan(2690);
  expect(parallel[0]!.toM).toBeLessThan(2720);
  expect(lineLengthM(parallel[0]!.line)).toBeCloseTo(parallel[0]!.toM - parallel[0]!.fromM, 0);
  expect(sharedM).toBeCloseTo(spans[0]!.lengthM + parallel[0]!.toM - parallel[0]!.fromM, 3);
});

test("circuits are compared where their glass runs, and one whose light does not arrive is refused", () => {
  const { records } = sketch(`
    OLT1 ==24== SC1 ==12== SC2 --drop-- V2
                 |
                 +--drop-- V1
  `);
  const circuit = (id: string, port: number, to: string) =>
    ({ id, a: { equipmentId: "OLT1", port }, z: { equipmentId: to, port: 1 }, status: "operational" }) as Circuit;
  const circuits = [circuit("c1", 1, "V2"), circuit("c2", 2, "V1"), circuit("c3", 3, "V1")];
  const network = Network.of({ ...records, circuits });
  const compared = (a: string, b: string) =>
    compareWays(network, { circuitId: a as CircuitId }, { circuitId: b as CircuitId });
  expect(compared("c1", "c2")).toMatchObject({
    value: { a: { spanIds: ["OLT1-SC1", "SC1-SC2", "SC2-V2"] }, spans: [{ spanId: "OLT1-SC1" }], nodeIds: ["SC1"] },
  });
  expect(compared("c1", "c3")).toMatchObject({ ok: false, code: "CIRCUIT_OPEN" });
  expect(compared("c1", "c4")).toMatchObject({ ok: false, code: "CIRCUIT_UNKNOWN" });
  expect(compareWays(network, ways(["x"]), ways(["x"]))).toMatchObject({ ok: false, code: "SPAN_UNKNOWN" });
});

function villageWays(network: Network, code: string) {
  const found = redundancyOf(network);
  return found.ok ? found.value.waysOf(code) : found;
}

test("a village's two ways end at two headends, and what they cannot avoid sharing is named", () => {
  const home = [span("A", "p"), span("p", "V"), span("V", "q"), span("q", "B")];
  const network = Network.of({ nodes, spans: home, villages: [village] });
  expect(villageWays(network, "V")).toMatchObject({
    value: {
      ways: [{ nodeIds: ["V", "q", "B"] }, { nodeIds: ["V", "p", "A"] }],
      ...{ sharedSpanIds: [], sharedNodeIds: [], sharedGroups: [], exact: true },
    },
  });
  const poles = home.map((one) => (one.id === "A-p" || one.id === "q-B" ? { ...one, riskGroups: ["flood"] } : one));
  expect(villageWays(Network.of({ nodes, spans: poles, villages: [village] }), "V")).toMatchObject({
    value: { sharedGroups: [{ kind: "named", id: "flood", spanIds: ["q-B", "A-p"] }], sharedSpanIds: [] },
  });
  const alone = Network.of({ nodes, spans: [span("A", "p"), span("p", "V")], villages: [village] });
  expect(villageWays(alone, "V")).toMatchObject({
    value: { sharedSpanIds: ["A-p", "p-V"], sharedNodeIds: ["A", "p"] },
  });
  expect(villageWays(alone, "X")).toMatchObject({ code: "VILLAGE_UNKNOWN" });
  const apart = Network.of({ nodes, spans: [], villages: [village] });
  expect(villageWays(apart, "V")).toMatchObject({ code: "VILLAGE_UNREACHED" });
});
