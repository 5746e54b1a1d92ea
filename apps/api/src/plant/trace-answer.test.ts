import { sketch } from "@cuntong/network/testing";
import { expect, test } from "vitest";
import { traceAnswer } from "./trace-answer.ts";

const { network, cable } = sketch(`
  OLT1 ==12== SC1/4 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);

const devices = (query: object) =>
  traceAnswer(network, { basis: "mean", ...query }).budgets.map(
    ({ device, olt }) => `${device.equipmentId} ${olt.equipmentId}`,
  );

test("the loss is judged of the device that is asked about, and of all that an OLT's port feeds", () => {
  expect(devices({ villageCode: "V1" })).toEqual(["V1 OLT1"]);
  expect(devices({ equipmentId: "V2", port: 1 })).toEqual(["V2 OLT1"]);
  expect(devices({ equipmentId: "OLT1", port: 1 })).toEqual(["V2 OLT1", "V1 OLT1"]);
  expect(devices({ cableId: cable("SC1", "SC2"), tube: 1, strand: 1 })).toEqual([]);
});

test("of a circuit the far port is judged, whichever end the OLT is at", () => {
  const port = (equipmentId: string) => ({ equipmentId, port: 1 });
  const circuit = { id: "K1", a: port("OLT1"), z: port("V1"), status: "operational" };
  const plant = network.apply({ note: "", put: { circuits: [circuit as never] }, remove: {} });
  const { budgets, trace } = traceAnswer(plant, { basis: "mean", circuitId: "K1" });
  expect(budgets.map(({ device }) => device)).toEqual([port("V1")]);
  expect(trace.ways[0]?.stops).toHaveLength(1);
});

test("what hops and stops name is told with them, the closure where glass is open too", () => {
  const { records, nodes } = traceAnswer(network, { basis: "mean", cableId: cable("SC1", "SC2"), tube: 1, strand: 7 });
  expect(records.cables.map(({ id }) => id)).toEqual(["SC1-SC2"]);
  expect(records.closures.map(({ id }) => id).sort()).toEqual(["SC1", "SC2"]);
  expect(nodes.map(({ id }) => id).sort()).toEqual(["SC1", "SC2"]);
});
