import { expect, test } from "vitest";
import type { CableId, EquipmentId } from "../records/ids.ts";
import { orderEnds, type Splice, type StrandEnd } from "../records/joint.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import { sketch } from "../testing/sketch.ts";
import type { VillageCode } from "../village.ts";
import type { Way } from "./hop.ts";
import { judgeLoss, lossBudgets } from "./loss-budget.ts";
import { type TraceStart, trace } from "./trace.ts";

const branching = `
  OLT1 ==24== SC1 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`;

/** A way in words, a stop a line: hops, then why it ends. */
function words(network: Network, start: TraceStart): string[][] {
  const traced = trace(network, start);
  if (!traced.ok) throw new Error(traced.message);
  return traced.value.ways.map((way) => way.stops.map((_, i) => lineOf(way, i)));
}

function lineOf(way: Way, i: number): string {
  const parts = [`${way.stops[i].reason} ${way.stops[i].closureId ?? way.stops[i].nodeId ?? ""}`.trim()];
  for (let at = way.stops[i].hop; at >= 0; at = way.hops[at].parent) {
    const hop = way.hops[at];
    if (hop.kind === "strand") parts.unshift(`${hop.cableId} ${hop.tube}.${hop.strand}`);
    else if (hop.kind === "port") parts.unshift(`${hop.equipmentId}:${hop.port}`);
    else if (hop.kind === "splitter") parts.unshift(`${hop.splitterId} ${hop.direction} ${hop.output}`);
    else parts.unshift(hop.kind === "patch" ? "~" : "x");
  }
  return parts.join(" ");
}

test("a village's strand is followed to the OLT through every closure", () => {
  const { network } = sketch(branching);
  expect(words(network, { villageCode: "V2" as VillageCode })).toEqual([
    ["V2:1 x SC2-V2 1.1 x SC1-SC2 1.1 x OLT1-SC1 1.1 x OLT1:1 port OLT1"],
  ]);
});

test("a strand that nothing joins is open at the closure where it ends", () => {
  const { network, cable } = sketch(branching);
  expect(words(network, { cableId: cable("SC1", "SC2"), tube: 1, strand: 7, end: "a" })).toEqual([
    ["SC1-SC2 1.7 open SC2"],
  ]);
});

test("behind a splitter the OLT's light is a tree, and a village's way leads up without its neighbours", () => {
  const { network } = sketch(`
    OLT1 ==12== SC1/4 ==12== SC2 --drop-- V2
                 |
                 +--drop-- V1
  `);
  expect(words(network, { equipmentId: "OLT1" as EquipmentId, port: 1 })).toEqual([
    [
      "OLT1:1 x OLT1-SC1 1.1 x SC1 down 1 x SC1-SC2 1.1 x SC2-V2 1.1 x V2:1 port V2",
      "OLT1:1 x OLT1-SC1 1.1 x SC1 down 2 x SC1-V1 1.1 x V1:1 port V1",
      "OLT1:1 x OLT1-SC1 1.1 x spare SC1",
      "OLT1:1 x OLT1-SC1 1.1 x spare SC1",
    ],
  ]);
  expect(words(network, { villageCode: "V1" as VillageCode })).toEqual([
    ["V1:1 x SC1-V1 1.1 x SC1 up 2 x OLT1-SC1 1.1 x OLT1:1 port OLT1"],
  ]);
});

test("a village close to a C+ port without a splitter is overloaded, and the budget says by how much", () => {
  const { network } = sketch("OLT1 ==12== SC1 --drop-- V1");
  const budgets = lossBudgets(network, { equipmentId: "V1" as EquipmentId, port: 1 });
  if (!budgets.ok) throw new Error(budgets.message);
  const [{ passes, verdicts, opticsClass }] = budgets.value;
  expect({ passes, opticsClass }).toEqual({ passes: false, opticsClass: "C+" });
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(["overload", "overload", "overload"]);
});

const strand = (cableId: string, number: number) => ({ cableId: cableId as CableId, tube: 1, strand: number });
const spliced = (id: string, a: StrandEnd, b: StrandEnd, status: Splice["status"] = "operational"): Splice => {
  const place = { closureId: "SC1" as Splice["closureId"] & string, tray: 1 };
  return { id: id as Splice["id"], ...place, ...orderEnds(a, b), method: "fusion", status };
};

/** Two cables from SC1 to SC2, to be spliced as a test wants. */
function twoCables(...splices: Splice[]): Network {
  const { network, records } = sketch("SC1 ==4== SC2");
  const twin = { ...records.cables![0], id: "twin" as CableId };
  return network.apply({ note: "", put: { cables: [twin], splices }, remove: {} });
}

test("a ring of splices is reported once, and the trace ends", () => {
  const [one, two] = [strand("SC1-SC2", 1), strand("twin", 1)];
  const network = twoCables(
    spliced("x", { ...one, end: "a" }, { ...two, end: "a" }),
    spliced("y", { ...one, end: "b" }, { ...two, end: "b" }),
  );
  expect(words(network, { ...one, end: "a" })).toEqual([["SC1-SC2 1.1 x twin 1.1 x loop SC1"]]);
});

test("an end that two splices claim is crossed by neither", () => {
  const end: StrandEnd = { ...strand("SC1-SC2", 1), end: "b" };
  const network = twoCables(
    spliced("x", end, { ...strand("twin", 1), end: "b" }),
    spliced("y", end, { ...strand("twin", 2), end: "b" }),
  );
  expect(words(network, { ...end, end: "a" })).toEqual([["SC1-SC2 1.1 contested SC2"]]);
  expect(words(network, { ...strand("twin", 2), end: "a" })).toEqual([["twin 1.2 contested SC2"]]);
});

test("what is only planned is passed when it is asked for", () => {
  const [one, two] = [strand("SC1-SC2", 1), strand("twin", 1)];
  const network = twoCables(spliced("x", { ...one, end: "b" }, { ...two, end: "b" }, "planned"));
  const stops = (statuses: readonly PlantStatus[]) => {
    const traced = trace(network, { ...one, end: "a" }, { statuses });
    return traced.ok ? traced.value.ways[0].stops.map(({ reason, because }) => [reason, because]) : traced.code;
  };
  expect(stops(["operational"])).toEqual([["unasked", ["x"]]]);
  expect(stops(["operational", "planned"])).toEqual([["open", undefined]]);
});

test("a strand, port or village that is not there is refused, and so is a wavelength without attenuation", () => {
  const { network, cable } = sketch(branching);
  const code = (start: TraceStart, wavesNm?: number[]) => {
    const traced = trace(network, start, wavesNm ? { wavesNm } : {});
    return traced.ok ? "traced" : traced.code;
  };
  expect(code(strand("none", 1))).toBe("CABLE_UNKNOWN");
  expect(code({ ...strand("SC1-V1", 1), strand: 5 })).toBe("STRAND_UNKNOWN");
  expect(code({ equipmentId: "none" as EquipmentId, port: 1 })).toBe("EQUIPMENT_UNKNOWN");
  expect(code({ equipmentId: "V1" as EquipmentId, port: 2 })).toBe("PORT_UNKNOWN");
  expect(code({ villageCode: "none" as VillageCode })).toBe("VILLAGE_UNKNOWN");
  expect(code(strand(cable("SC1", "V1"), 1), [850])).toBe("ATTENUATION_MISSING");
  const bare = network.apply({ note: "", put: {}, remove: { drops: ["V1"] } });
  expect(trace(bare, { villageCode: "V1" as VillageCode })).toMatchObject({ ok: false, code: "VILLAGE_WITHOUT_DROP" });
});

test("four connectors, 3 dB of margin and 1:32 leave about 21 km on B+ and 33 km on C+", () => {
  const { network } = sketch("SC1 ==4== SC2");
  const verdict = (opticsClass: "B+" | "C+", km: number) =>
    judgeLoss(network, opticsClass, [4 * 0.25 + 16.5 + 0.35 * km], [1310])[0].verdict;
  expect([verdict("B+", 21.3), verdict("B+", 21.5)]).toEqual(["within", "over"]);
  expect([verdict("C+", 32.8), verdict("C+", 33)]).toEqual(["within", "over"]);
});
