import type { TracedCable } from "@cuntong/contract";
import { type Cable, cableLengths, type Network, type TraceStart, trace } from "@cuntong/network";
import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { pathThrough } from "../traced-path.ts";
import { type LineMeasure, type Station, straightLine, thinned } from "./straight-line.ts";

const { network, cable } = sketch(`
  OLT1 ==24== SC1/4 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);

function drawn(plant: Network): Map<string, TracedCable> {
  return new Map(
    [...plant.records("cables")].map((one: Cable) => {
      const type = plant.get("cableTypes", one.typeId);
      if (!type) throw new Error(one.typeId);
      const { chainages, sheathFrom } = cableLengths(plant, one, type);
      return [one.id, { ...one, line: [], chainages: [...chainages], slack: [...(one.slack ?? [])], sheathFrom }];
    }),
  );
}

function lay(start: unknown, measure: LineMeasure = "glass", key: string | null = null, plant = network) {
  const traced = trace(plant, start as TraceStart);
  if (!traced.ok) throw new Error(traced.message);
  return straightLine(pathThrough(traced.value, key), drawn(plant), measure);
}

test("a village's light is laid out from its terminal through closure and splitter to the OLT", () => {
  const line = lay({ villageCode: "V2" });
  expect(line.stations.map(({ nodeId, kind, of }) => `${nodeId} ${kind} ${of.table}/${of.id}`)).toEqual([
    "V2 port equipment/V2",
    "SC2 splice closures/SC2",
    "SC1 splitter splitters/SC1",
    "OLT1 port equipment/OLT1",
  ]);
  expect(line.stretches.map(({ hop }) => hop.cableId)).toEqual(["SC2-V2", "SC1-SC2", "OLT1-SC1"]);
});

test("the line is as long as the light's way in the metres it is drawn in, and its stretches follow each other", () => {
  const traced = trace(network, { villageCode: "V2" } as never);
  const total = traced.ok ? traced.value.ways[0]?.hops.at(-1)?.total : undefined;
  for (const measure of ["drawn", "sheath", "glass"] as const) {
    const { lengthM, stretches } = lay({ villageCode: "V2" }, measure);
    expect(lengthM).toBeCloseTo(total?.[`${measure}M`] ?? -1, 6);
    expect(stretches.map(({ fromM }) => fromM)).toEqual([0, ...stretches.slice(0, -1).map(({ toM }) => toM)]);
  }
});

test("a strand that is looked at both ways is one line from its far end to its other, wherever one asks", () => {
  const names = (id: string, strand: number) =>
    lay({ cableId: id, tube: 1, strand }).stations.map(({ nodeId, kind }) => `${nodeId} ${kind}`);
  const whole = ["OLT1 port", "SC1 splitter", "SC2 splice", "V2 port"];
  const asked = names(cable("SC1", "SC2"), 1);
  expect([whole, [...whole].reverse()]).toContainEqual(asked);
});

test("glass that is joined to nothing ends in a gap, at both of its ends", () => {
  const line = lay({ cableId: cable("SC1", "SC2"), tube: 1, strand: 7 });
  expect(line.stations.map(({ nodeId, kind }) => `${nodeId} ${kind}`)).toEqual(["SC1 gap", "SC2 gap"]);
});

test("poles that a cable passes and coils on them lie where the sheath says, from whichever end it is entered", () => {
  const { network: row } = sketch("SC1 ==4== P1 ==4== SC2");
  const spans = [...row.records("spans")].map(({ id }) => id);
  const [first] = [...row.records("cables")];
  if (!first) throw new Error("There is no cable.");
  const long = { ...first, id: "long", startNodeId: "SC1", spanIds: spans, slack: [{ nodeId: "P1", sheathM: 20 }] };
  const plant = row.apply({ note: "", put: { cables: [long as never] }, remove: {} });
  const on = lay({ cableId: "long", tube: 1, strand: 1, end: "a" }, "sheath", null, plant);
  const back = lay({ cableId: "long", tube: 1, strand: 1, end: "b" }, "sheath", null, plant);
  expect(on.stations.map(({ kind, coilM }) => [kind, coilM])).toEqual([
    ["cable", 0],
    ["coil", 20],
    ["gap", 0],
  ]);
  expect(back.stations[1]?.atM).toBeCloseTo(on.lengthM - (on.stations[1]?.atM ?? 0), 6);
});

test("poles that lie too thick are left out before coils are, and joints never", () => {
  const station = (kind: Station["kind"], atM: number): Station => {
    return { atM, nodeId: `${atM}`, kind, kinds: [kind], keys: [], of: { table: "nodes", id: `${atM}` }, coilM: 0 };
  };
  const poles = Array.from({ length: 99 }, (_, i) => station("node", (i + 1) * 50));
  const line = [station("port", 0), ...poles, station("coil", 4960), station("splice", 5000)];
  const kinds = (pixelsPerM: number) => [...new Set(thinned(line, pixelsPerM).map(({ kind }) => kind))];
  expect(kinds(1)).toEqual(["port", "node", "coil", "splice"]);
  expect(kinds(0.1)).toEqual(["port", "coil", "splice"]);
  expect(kinds(0.002)).toEqual(["port", "splice"]);
});
