import { expect, test } from "vitest";
import type { EquipmentId } from "../records/ids.ts";
import type { Network } from "../snapshot/network.ts";
import { sketch } from "../testing/sketch.ts";
import type { VillageCode } from "../village.ts";
import type { Way } from "./hop.ts";
import { lossBudgets } from "./loss-budget.ts";
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
