import { expect, test } from "vitest";
import { endNode } from "../lengths/cable-path.ts";
import { placeEquipment } from "../operations/place-equipment.ts";
import type { Table } from "../records/tables.ts";
import { done } from "../testing/edit.ts";
import { sketch } from "../testing/sketch.ts";
import { around } from "./around.ts";
import { Network } from "./network.ts";

const { network, cable } = sketch(`
  OLT1 ==24== SC1 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);
const seen = (table: Table, id: string) => Network.of(around(network, { table, id }) ?? {});

test("around a node each cable that comes to it has its whole way, so that its ends are known", () => {
  const plant = seen("nodes", "SC1");
  for (const id of [cable("OLT1", "SC1"), cable("SC1", "SC2"), cable("SC1", "V1")]) {
    const record = plant.get("cables", id);
    expect(record && endNode(plant, record, "b")).toBe(endNode(network, network.get("cables", id)!, "b"));
  }
});

test("around a closure every joint of the cable ends at its node is there, and the settings are", () => {
  const plant = seen("closures", "SC1");
  const joints = [...network.records("splices")].filter(({ closureId }) => closureId === "SC1");
  expect([...plant.records("splices")].map(({ id }) => id).sort()).toEqual(joints.map(({ id }) => id).sort());
});

test("nothing is around what is not there", () => {
  expect(around(network, { table: "nodes", id: "ghost" })).toBeUndefined();
});

test("around a device stand the others at its node: what it can be patched to", () => {
  const odf = { nodeId: network.get("nodes", "OLT1")!.id, kind: "odf", ports: 12 } as const;
  const plant = done(
    network,
    placeEquipment(network, odf, () => "ODF1"),
  );
  const found = around(plant, { table: "equipment", id: "OLT1" });
  expect(found?.equipment?.map(({ id }) => id).sort()).toEqual(["ODF1", "OLT1"]);
});
