import { lineLengthM, type Position } from "@cuntong/geo";
import fc from "fast-check";
import { defaultCableTypes, defaultClosureTypes, defaultSplitterTypes } from "../catalogue/catalogue.ts";
import { ChangeBuilder } from "../change/change.ts";
import type { CableType } from "../records/cable.ts";
import type { Equipment } from "../records/equipment.ts";
import { isPort, isSplitterLeg, type JointEnd, orderEnds, type Patch, type Splice } from "../records/joint.ts";
import type { Records, Table } from "../records/tables.ts";
import { Network } from "../snapshot/network.ts";

type Dice = (below: number) => number;

const nodeNames = ["A", "B", "C", "D"];

/**
 * A small plant full of joints, for tracing: four nodes in a row, a few cables between them, splitters, frames and devices, and nearly
 * every end joined to another one at its node, at random. Rings and splitters that feed themselves come up; no end is joined twice.
 */
export const glassPlant: fc.Arbitrary<Network> = fc
  .infiniteStream(fc.nat(2 ** 20))
  .map((stream) => makePlant((below) => Number(stream.next().value) % Math.max(1, below)));

function makePlant(dice: Dice): Network {
  const builder = new ChangeBuilder();
  builder.put("closureTypes", ...defaultClosureTypes);
  builder.put("splitterTypes", ...defaultSplitterTypes);
  builder.put("cableTypes", ...[1, 2, 3].map(typeOf));
  const ends = new Map<string, JointEnd[]>(nodeNames.map((name) => [name, []]));
  putGround(builder);
  for (let n = 4 + dice(9); n > 0; n--) putCable(builder, ends, n, dice);
  for (let n = dice(5); n > 0; n--) putSplitter(builder, ends, n, dice);
  for (let n = 2 + dice(5); n > 0; n--) putEquipment(builder, ends, n, dice);
  for (const [name, list] of ends) joinAtRandom(builder, name, list, dice);
  return Network.of(builder.build("").put);
}

function put<T extends Table>(builder: ChangeBuilder, table: T, record: object): void {
  builder.put(table, record as Records[T]);
}

const typeOf = (n: number): CableType =>
  ({ ...defaultCableTypes[0], id: `type-${n}`, strands: n * 2, tubes: n, strandsPerTube: 2, layPct: n }) as CableType;

function putGround(builder: ChangeBuilder): void {
  nodeNames.forEach((id, i) => {
    const position: Position = [108 + i / 100, 23];
    put(builder, "nodes", { id, kind: "site", position, status: "operational" });
    put(builder, "closures", { id: `closure-${id}`, nodeId: id, typeId: "frame-720", status: "operational" });
    if (i === 0) return;
    const line: Position[] = [[108 + (i - 1) / 100, 23], position];
    const ends = { from: nodeNames[i - 1], to: id };
    const length = { line, lengthM: lineLengthM(line), support: "aerial" };
    put(builder, "spans", { id: `span-${i}`, ...ends, ...length, status: "operational" });
  });
}

function putCable(builder: ChangeBuilder, ends: Map<string, JointEnd[]>, n: number, dice: Dice): void {
  const from = dice(4);
  const to = (from + 1 + dice(3)) % 4;
  const size = dice(3) + 1;
  const spans = Array.from({ length: Math.abs(to - from) }, (_, i) => `span-${from < to ? from + 1 + i : from - i}`);
  const status = dice(12) === 0 ? "planned" : "operational";
  const startNodeId = nodeNames[from];
  put(builder, "cables", { id: `cable-${n}`, typeId: `type-${size}`, startNodeId, spanIds: spans, status });
  for (let tube = 1; tube <= size; tube++) {
    for (const strand of [1, 2]) {
      const address = { cableId: `cable-${n}`, tube, strand };
      ends.get(startNodeId)!.push({ ...address, end: "a" } as JointEnd);
      ends.get(nodeNames[to])!.push({ ...address, end: "b" } as JointEnd);
    }
  }
}

function putSplitter(builder: ChangeBuilder, ends: Map<string, JointEnd[]>, n: number, dice: Dice): void {
  const name = nodeNames[dice(4)];
  const [inputs, outputs] = [1 + dice(2), 2 + 2 * dice(2)];
  const typeId = `plc-${inputs}x${outputs}`;
  put(builder, "splitters", { id: `splitter-${n}`, closureId: `closure-${name}`, typeId, status: "operational" });
  for (const [side, legs] of [["in", inputs] as const, ["out", outputs] as const]) {
    for (let leg = 1; leg <= legs; leg++) ends.get(name)!.push({ splitterId: `splitter-${n}`, side, leg } as JointEnd);
  }
}

function putEquipment(builder: ChangeBuilder, ends: Map<string, JointEnd[]>, n: number, dice: Dice): void {
  const kind = (["odf", "olt", "onu"] as const)[dice(3)];
  const name = nodeNames[dice(4)];
  const optics = kind === "olt" ? { opticsClass: "B+" } : {};
  put(builder, "equipment", { id: `${kind}-${n}`, nodeId: name, kind, ports: 2, ...optics, status: "operational" });
  for (const port of [1, 2]) {
    const end = { equipmentId: `${kind}-${n}` as Equipment["id"], port };
    // A frame's port has a rear and a front to be joined by.
    ends.get(name)!.push(end, ...(kind === "odf" ? [end] : []));
  }
}

function joinAtRandom(builder: ChangeBuilder, name: string, list: JointEnd[], dice: Dice): void {
  const rest = [...list];
  const draw = () => rest.splice(dice(rest.length), 1)[0];
  const fronts = new Set<string>();
  const rears = new Set<string>();
  for (let n = 0; rest.length > 1; n++) {
    const [one, two] = [draw(), draw()];
    if (dice(10) === 0) continue;
    const ends = orderEnds(one, two);
    const status = dice(30) === 0 ? "planned" : "operational";
    const patched = isPort(one) ? isPort(two) || isSplitterLeg(two) : isPort(two) && isSplitterLeg(one);
    // A face of a frame's port takes one joint; whatever else was drawn for it stays unjoined.
    const faces = patched ? fronts : rears;
    const names = [one, two].filter(isPort).map(({ equipmentId, port }) => `${equipmentId} ${port}`);
    if (names.some((face) => faces.has(face)) || new Set(names).size < names.length) continue;
    for (const face of names) faces.add(face);
    const id = `${name}-${n}`;
    if (patched) builder.put("patches", { id, ...ends, status } as Patch);
    else
      builder.put("splices", {
        id,
        closureId: `closure-${name}`,
        tray: 1,
        ...ends,
        method: "fusion",
        status,
      } as Splice);
  }
}
