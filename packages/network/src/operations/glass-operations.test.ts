import { expect, test } from "vitest";
import type {
  CableId,
  CableTypeId,
  ClosureId,
  ClosureTypeId,
  EquipmentId,
  NodeId,
  SpliceId,
  SplitterTypeId,
} from "../records/ids.ts";
import { isSplice } from "../records/joint.ts";
import type { Network } from "../snapshot/network.ts";
import { counter, done, refusal } from "../testing/edit.ts";
import { sketch } from "../testing/sketch.ts";
import { trace } from "../trace/trace.ts";
import type { VillageCode } from "../village.ts";
import { addCircuit } from "./add-circuit.ts";
import { changeStatus } from "./change-status.ts";
import { connectDrop } from "./connect-drop.ts";
import { cutCable } from "./cut-cable.ts";
import { insertClosure } from "./insert-closure.ts";
import { layCable } from "./lay-cable.ts";
import { patchPorts } from "./patch-ports.ts";
import { placeEquipment } from "./place-equipment.ts";
import { placeSplitter } from "./place-splitter.ts";
import { rename } from "./rename.ts";
import { rerouteCable } from "./reroute.ts";
import { retire } from "./retire.ts";
import { spliceRange } from "./splice-range.ts";
import { spliceStrands } from "./splice-strands.ts";
import { splitSpan } from "./split-span.ts";
import { unsplice } from "./unsplice.ts";

const picture = "OLT1 ==24== SC1 ==12== SC2 --drop-- V2";

/** Glass metres and mean loss at 1310 nm from the village to where its light ends, and why it ends. */
function light(network: Network, villageCode = "V2"): { reason: string; glassM: number; lossDb: number } {
  const traced = trace(network, { villageCode: villageCode as VillageCode });
  if (!traced.ok) throw new Error(traced.message);
  const [{ hops, stops }] = traced.value.ways;
  const total = hops.at(-1)!.total;
  return { reason: stops[0].reason, glassM: total.glassM, lossDb: total.lossDb[0] };
}

/** The picture with a closure on the way of its feeder. */
function withClosureOnTheWay(): { network: Network; newId: () => string; closureId: ClosureId } {
  const { network, at } = sketch(picture);
  const newId = counter();
  const split = done(network, splitSpan(network, { spanId: at("OLT1", "SC1"), atM: 300, kind: "closure" }, newId));
  const place = { nodeId: "new-1" as NodeId, typeId: "dome-48" as ClosureTypeId, status: "operational" as const };
  return { network: done(split, insertClosure(split, place, newId)), newId, closureId: "new-3" as ClosureId };
}

test("opening a cable for four strands leaves the others whole: the light loses nothing", () => {
  const { network, newId, closureId } = withClosureOnTheWay();
  const strands = [5, 6, 7, 8].map((strand) => ({ tube: 1, strand }));
  const cableId = "OLT1-SC1" as CableId;
  const cut = done(network, cutCable(network, { cableId, closureId, strands }, newId));
  const { reason, glassM, lossDb } = light(network);
  expect(light(cut)).toEqual({ reason, glassM: expect.closeTo(glassM, 6), lossDb: expect.closeTo(lossDb, 9) });
  const through = cut.jointsOf("cables", cableId).filter((joint) => isSplice(joint) && joint.method === "uncut");
  expect(through.length).toBe(20);
  const open = trace(cut, { cableId, tube: 1, strand: 5, end: "a" });
  expect(open).toMatchObject({ value: { ways: [{ stops: [{ reason: "open", closureId }] }] } });
});

test("a cable is opened in a closure that is set for it, in one change or not at all", () => {
  const { network, newId } = withClosureOnTheWay();
  const insert = { nodeId: "new-1" as NodeId, typeId: "dome-48" as ClosureTypeId };
  const cut = done(network, cutCable(network, { cableId: "OLT1-SC1" as CableId, insert }, newId));
  expect(cut.count("closures")).toBe(network.count("closures") + 1);
  expect(cut.get("cables", "OLT1-SC1")!.spanIds).toHaveLength(1);
  const off = { cableId: "OLT1-SC1" as CableId, insert: { ...insert, nodeId: "SC2" as NodeId } };
  expect(refusal(cutCable(network, off, newId))).toEqual(["NOT_ON_PATH", "SC2"]);
});

test("a cable cut whole is dark until it is spliced by colour, tube to tube", () => {
  const { network, newId, closureId } = withClosureOnTheWay();
  const cut = done(network, cutCable(network, { cableId: "OLT1-SC1" as CableId, closureId }, newId));
  expect(light(cut).reason).toBe("open");
  const a = { cableId: "OLT1-SC1" as CableId, end: "b" as const, tubes: ["blue" as const] };
  const b = { cableId: "new-4" as CableId, end: "a" as const, tubes: [1] };
  const spliced = done(cut, spliceRange(cut, { closureId, a, b, status: "operational" }, newId));
  expect(light(spliced)).toMatchObject({ reason: "port", lossDb: expect.closeTo(light(network).lossDb + 0.08, 9) });
  const trays = spliced.referrers("closures", closureId, "splices").map((id) => spliced.get("splices", id)!.tray);
  expect(new Set(trays)).toEqual(new Set([1]));
});

test("a range takes the strands of a colour in every tube, fills tray after tray, and must be as long as the other", () => {
  const { network, newId, closureId } = withClosureOnTheWay();
  const cut = done(network, cutCable(network, { cableId: "OLT1-SC1" as CableId, closureId }, newId));
  const range = (cableId: string, end: "a" | "b", more: object) => ({ cableId: cableId as CableId, end, ...more });
  const [a, b] = [range("OLT1-SC1", "b", {}), range("new-4", "a", {})];
  const all = done(cut, spliceRange(cut, { closureId, tray: 2, a, b }, newId));
  const trays = all.referrers("closures", closureId, "splices").map((id) => all.get("splices", id)!.tray);
  expect([trays.filter((tray) => tray === 2).length, trays.filter((tray) => tray === 3).length]).toEqual([12, 12]);
  const reds = done(
    cut,
    spliceRange(cut, { closureId, a: { ...a, strands: ["red"] }, b: { ...b, strands: [7] } }, newId),
  );
  const addresses = reds.referrers("closures", closureId, "splices").map((id) => reds.get("splices", id)!.a);
  expect(addresses).toMatchObject([
    { tube: 1, strand: 7 },
    { tube: 2, strand: 7 },
  ]);
  expect(refusal(spliceRange(cut, { closureId, a: { ...a, tubes: [1] }, b }, newId))).toEqual(["RANGE_UNEQUAL"]);
  expect(refusal(spliceRange(cut, { closureId, a: { ...a, tubes: ["natural"] }, b }, newId))).toEqual(["RANGE_EMPTY"]);
  expect(refusal(spliceRange(all, { closureId, a, b }, newId))[0]).toBe("END_TAKEN");
});

test("a cut shares out slack, marks, ducts and the drop, and needs a closure on the way", () => {
  const { network, newId, closureId } = withClosureOnTheWay();
  const cable = network.get("cables", "OLT1-SC1")!;
  const nodes = ["OLT1", "new-1", "SC1"] as NodeId[];
  const slack = nodes.map((nodeId, i) => ({ nodeId, sheathM: i + 1 }));
  const marks = nodes.map((nodeId, i) => ({ nodeId, markM: i * 600 }));
  const before = network.apply({ note: "", put: { cables: [{ ...cable, slack, marks }] }, remove: {} });
  const after = done(before, cutCable(before, { cableId: cable.id, closureId }, newId));
  expect(after.get("cables", cable.id)).toMatchObject({ slack: slack.slice(0, 2), marks: marks.slice(0, 2) });
  expect(after.get("cables", "new-4")).toMatchObject({
    startNodeId: "new-1",
    slack: [slack[2]],
    marks: marks.slice(1),
  });
  const elsewhere = { cableId: cable.id, closureId: "SC2" as ClosureId };
  expect(refusal(cutCable(before, elsewhere, newId))).toEqual(["NOT_ON_PATH", "SC2"]);
  expect(refusal(cutCable(before, { ...elsewhere, closureId: "SC1" as ClosureId }, newId))).toEqual([
    "NOT_ON_PATH",
    "SC1",
  ]);
});

test("an occupied strand, another place, a full tray and a port beyond the last are refused with who holds them", () => {
  const { network } = sketch(picture);
  const strand = (cableId: string, number: number, end: "a" | "b") => ({
    cableId: cableId as CableId,
    tube: 1,
    strand: number,
    end,
  });
  const splice = (more: object) =>
    refusal(
      spliceStrands(
        network,
        {
          closureId: "SC1" as ClosureId,
          tray: 1,
          a: strand("OLT1-SC1", 2, "b"),
          b: strand("SC1-SC2", 2, "a"),
          ...more,
        },
        counter(),
      ),
    );
  expect(splice({})).toEqual(["done"]);
  expect(splice({ a: strand("OLT1-SC1", 1, "b") })).toEqual(["END_TAKEN", "splice-2"]);
  expect(splice({ closureId: "SC2" as ClosureId })).toEqual(["JOINT_NOT_AT_NODE", "SC2"]);
  expect(splice({ tray: 61 })).toEqual(["TRAY_UNKNOWN", "SC1"]);
  expect(splice({ b: { equipmentId: "OLT1" as EquipmentId, port: 1 }, closureId: undefined })[0]).toBe("END_TAKEN");
});

test("a village is brought light from a splitter, and its drop, once lit, is taken into use", () => {
  const { network, at } = sketch("OLT1 ==24== SC1 ---- X");
  const newId = counter();
  const status = "operational" as const;
  const village = {
    code: "V9" as VillageCode,
    name: "V9",
    position: network.get("nodes", "X")!.position,
    status: "planned" as const,
  };
  let plant = network.apply({ note: "", put: { villages: [village] }, remove: {} });
  const edit = (answer: Parameters<typeof done>[1]) => {
    plant = done(plant, answer);
  };
  const feed = { cableId: "OLT1-SC1" as CableId, tube: 1, strand: 1 };
  edit(placeSplitter(plant, { closureId: "SC1" as ClosureId, typeId: "plc-1x8" as SplitterTypeId, status }, () => "S"));
  edit(
    spliceStrands(
      plant,
      {
        closureId: "SC1" as ClosureId,
        tray: 1,
        a: { ...feed, end: "b" },
        b: { splitterId: "S" as never, side: "in", leg: 1 },
        status,
      },
      newId,
    ),
  );
  const drop = { villageCode: village.code, cableId: "SC1-X" as CableId, closureId: "SC1" as ClosureId, tray: 2 };
  edit(
    connectDrop(
      plant,
      { ...drop, feed: { splitterId: "S" as never, side: "out", leg: 3 }, status: "underConstruction" },
      newId,
    ),
  );
  const [dropId] = plant.referrers("villages", "V9", "drops");
  const takeIntoUse = () => changeStatus(plant, { objects: [{ table: "drops", id: dropId }], to: "operational" });
  expect(refusal(takeIntoUse())).toEqual(["DROP_UNLIT", dropId]);
  edit(
    spliceStrands(
      plant,
      { a: { ...feed, end: "a" }, b: { equipmentId: "OLT1" as EquipmentId, port: 5 }, status },
      newId,
    ),
  );
  edit(takeIntoUse());
  expect(light(plant, "V9").reason).toBe("port");
  expect(
    refusal(connectDrop(plant, { ...drop, closureId: "none" as ClosureId, feed: { ...feed, end: "a" } }, newId)),
  ).toEqual(["CLOSURE_UNKNOWN"]);
  expect(at("SC1")).toBe("SC1");
});

test("ports are patched at one node, a leg or port once, and a circuit in use must arrive", () => {
  const { network, at } = sketch(picture);
  const newId = counter();
  const odf = { nodeId: at("OLT1"), kind: "odf" as const, ports: 24, status: "operational" as const };
  const plant = done(
    network,
    placeEquipment(network, odf, () => "ODF"),
  );
  const port = (equipmentId: string, number: number) => ({ equipmentId: equipmentId as EquipmentId, port: number });
  const patched = done(
    plant,
    patchPorts(plant, { a: port("OLT1", 9), b: port("ODF", 1), status: "operational" }, newId),
  );
  expect(refusal(patchPorts(patched, { a: port("OLT1", 10), b: port("ODF", 1) }, newId))).toEqual([
    "END_TAKEN",
    "new-1",
  ]);
  expect(refusal(patchPorts(patched, { a: port("OLT1", 1), b: port("ODF", 2) }, newId))).toEqual([
    "END_TAKEN",
    "splice-1",
  ]);
  expect(refusal(patchPorts(patched, { a: port("V2", 1), b: port("ODF", 2) }, newId))[0]).toBe("END_TAKEN");
  const circuit = (a: object, status: "operational" | "planned") =>
    refusal(addCircuit(patched, { a: a as ReturnType<typeof port>, z: port("V2", 1), status }, newId));
  expect(circuit(port("OLT1", 1), "operational")).toEqual(["done"]);
  expect(circuit(port("OLT1", 9), "operational")).toEqual(["CIRCUIT_OPEN"]);
  expect(circuit(port("OLT1", 9), "planned")).toEqual(["done"]);
});

test("a cable is led another way between the same ends, and not where its joints would be torn", () => {
  const { network, at } = sketch(`
    OLT1 ==24== SC1 ==12== SC2 --drop-- V2
    |                       |
    D --------------------- E
  `);
  const cableId = "OLT1-SC1" as CableId;
  const round = [at("OLT1", "D"), at("D", "E"), at("SC2", "E"), at("SC1", "SC2")];
  const led = done(network, rerouteCable(network, { cableId, spanIds: round }));
  expect(light(led)).toMatchObject({ reason: "port" });
  expect(light(led).glassM).toBeGreaterThan(light(network).glassM);
  expect(refusal(rerouteCable(network, { cableId, spanIds: round.slice(0, 2) }))[0]).toBe("JOINT_NOT_AT_NODE");
  expect(refusal(rerouteCable(network, { cableId, spanIds: [at("D", "E")] }))[0]).toBe("CABLE_PATH_BROKEN");
});

test("a life goes by legal steps, and ends only when nothing needs it", () => {
  const { network } = sketch(picture);
  const cable = { table: "cables" as const, id: "SC2-V2" };
  expect(refusal(changeStatus(network, { objects: [cable], to: "planned" }))).toEqual(["STATUS_TRANSITION", "SC2-V2"]);
  expect(refusal(retire(network, cable))).toEqual(["IN_USE", "splice-3"]);
  const apart = done(network, unsplice(network, { spliceIds: ["splice-3", "splice-4"] as SpliceId[] }));
  const bare = apart.apply({ note: "", put: {}, remove: { drops: ["V2"] } });
  expect(refusal(retire(bare, cable))[0]).toBe("STATUS_TRANSITION");
  const idle = done(bare, changeStatus(bare, { objects: [cable], to: "inactive" }));
  expect(done(idle, retire(idle, cable)).get("cables", "SC2-V2")?.status).toBe("decommissioned");
  const laid = done(
    bare,
    layCable(
      bare,
      {
        typeId: "gyta-12" as CableTypeId,
        startNodeId: "SC1" as NodeId,
        spanIds: bare.get("cables", "SC1-SC2")!.spanIds,
      },
      () => "new",
    ),
  );
  expect(done(laid, retire(laid, { table: "cables", id: "new" })).get("cables", "new")).toBeUndefined();
});

test("a name changes and the id stays", () => {
  const { network } = sketch(picture);
  const named = done(network, rename(network, { table: "villages", id: "V2", name: "上岭" }));
  expect(named.get("villages", "V2")).toMatchObject({ code: "V2", name: "上岭" });
  expect(refusal(rename(network, { table: "cables", id: "none", name: "x" }))).toEqual(["OBJECT_UNKNOWN"]);
});
