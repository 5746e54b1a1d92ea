import { isSplitterLeg, isStrandEnd, type JointEnd } from "../records/joint.ts";
import type { Records, Ref, Table } from "../records/tables.ts";
import { cellsOfLine, cellsOfPoint } from "./cells.ts";

/** What each record names: it may not be without it, and it holds it in place. */
const references: { readonly [T in Table]: (record: Records[T]) => readonly Ref[] } = {
  settings: () => [],
  cableTypes: () => [],
  closureTypes: () => [],
  splitterTypes: () => [],
  nodes: () => [],
  spans: ({ from, to }) => [ref("nodes", from), ref("nodes", to)],
  ducts: ({ spanId, insideId }) => [ref("spans", spanId), ...maybe("ducts", insideId)],
  cables: ({ typeId, startNodeId, spanIds, ducts = [], slack = [], marks = [] }) => [
    ref("cableTypes", typeId),
    ref("nodes", startNodeId),
    ...spanIds.map((id) => ref("spans", id)),
    ...ducts.map(({ ductId }) => ref("ducts", ductId)),
    ...[...slack, ...marks].map(({ nodeId }) => ref("nodes", nodeId)),
  ],
  closures: ({ nodeId, typeId }) => [ref("nodes", nodeId), ref("closureTypes", typeId)],
  splitters: ({ closureId, typeId }) => [ref("closures", closureId), ref("splitterTypes", typeId)],
  villages: () => [],
  equipment: ({ nodeId, villageCode }) => [ref("nodes", nodeId), ...maybe("villages", villageCode)],
  splices: ({ closureId, a, b }) => [...maybe("closures", closureId), holderOf(a), holderOf(b)],
  patches: ({ a, b }) => [holderOf(a), holderOf(b)],
  circuits: ({ a, z }) => [holderOf(a), holderOf(z)],
  drops: ({ villageCode, cableId, equipmentId }) => [
    ref("villages", villageCode),
    ref("cables", cableId),
    ...maybe("equipment", equipmentId),
  ],
  services: ({ villageCode, circuitId }) => [ref("villages", villageCode), ...maybe("circuits", circuitId)],
  attachments: ({ of }) => [of],
};

/** What a record refers to, in the order of its fields; repeats are kept. */
export function referencesOf<T extends Table>(table: T, record: Records[T]): readonly Ref[] {
  return references[table](record);
}

/** The squares of the ground (see `cells.ts`) that a node or span lies in. */
export function cellsOf<T extends Table>(table: T, record: Records[T]): readonly string[] {
  if (table === "nodes") return cellsOfPoint((record as Records["nodes"]).position);
  if (table === "spans") return cellsOfLine((record as Records["spans"]).line);
  return [];
}

/** The cable, splitter or equipment that an end belongs to. */
export function holderOf(end: JointEnd): Ref {
  if (isStrandEnd(end)) return ref("cables", end.cableId);
  if (isSplitterLeg(end)) return ref("splitters", end.splitterId);
  return ref("equipment", end.equipmentId);
}

function ref(table: Table, id: string): Ref {
  return { table, id };
}

function maybe(table: Table, id: string | undefined): readonly Ref[] {
  return id === undefined ? [] : [{ table, id }];
}

/** True where the joint rows of the snapshot already say who refers: they are not indexed twice. */
export function heldByJointRows(from: Table, to: Table): boolean {
  return (from === "splices" || from === "patches") && to !== "closures";
}
