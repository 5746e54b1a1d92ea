import { distanceM } from "@cuntong/geo";
import { expect, test } from "vitest";
import { defaultSettings } from "../catalogue/catalogue.ts";
import { type Change, ChangeBuilder } from "../change/change.ts";
import type { Cable } from "../records/cable.ts";
import type { Splice } from "../records/joint.ts";
import type { PlantNode } from "../records/node.ts";
import type { Drop } from "../records/service.ts";
import type { Duct, Span } from "../records/span.ts";
import type { Records, Table } from "../records/tables.ts";
import type { Network } from "../snapshot/network.ts";
import { sketch } from "../testing/sketch.ts";
import type { Village } from "../village.ts";
import { checkChange, checkObject, checkPlant } from "./check.ts";
import { issueOf, placeOf } from "./issue-of.ts";
import { type RuleCode, ruleCodes, type Violation } from "./violation.ts";

const picture = `
  OLT1 ==24== SC1/4 ==12== SC2/4 --drop-- V2
               |
               +--drop-- V1
`;

/** The sound plant that every case breaks: the picture, a duct with a smaller one in it, and a circuit. */
function soundPlant(): Network {
  const { network } = sketch(picture);
  const duct = { spanId: "SC1-SC2", status: "operational", innerMm: 100, outerMm: 110 } as const;
  const change = new ChangeBuilder()
    .put("ducts", { ...duct, id: "D1" } as unknown as Duct)
    .put("ducts", { ...duct, id: "D2", insideId: "D1", innerMm: 26, outerMm: 32 } as unknown as Duct)
    .put("circuits", { id: "C", a: port("OLT1", 1), z: port("V1", 1), status: "operational" } as Records["circuits"]);
  return network.apply(change.build("ducts and a circuit"));
}

type Case = {
  readonly put?: { readonly [T in Table]?: object };
  readonly remove?: Change["remove"];
  readonly holder?: string;
  readonly severity?: "warning";
};

const port = (equipmentId: string, number: number) => ({ equipmentId, port: number }) as Records["circuits"]["a"];
const end = (cableId: string, tube: number, strand: number, side: "a" | "b") => ({ cableId, tube, strand, end: side });
const leg = (splitterId: string, side: "in" | "out", number: number) => ({ splitterId, side, leg: number });

const node = (id: string, kind: string, position: unknown) => ({
  nodes: { id, kind, position, status: "operational" },
});
const spanLine = (network: Network, line: (from: PlantNode["position"], to: PlantNode["position"]) => unknown[]) => {
  const span = network.get("spans", "SC1-SC2")!;
  return { spans: { ...span, line: line(span.line[0], span.line[1]) } };
};
const withCable = (network: Network, id: string, more: object) => ({
  cables: { ...network.get("cables", id)!, ...more },
});
const splice = (a: object, b: object, more: object = {}) => ({
  splices: { id: "X", closureId: "SC1", tray: 60, a, b, method: "fusion", status: "operational", ...more },
});

const planned = { nodes: { id: "N", kind: "pole", position: [107, 23], status: "planned" } };
const free = end("OLT1-SC1", 1, 9, "b");
const alsoFree = end("SC1-SC2", 1, 9, "a");

/** For each rule a change that breaks it, and who it names. */
const cases: Readonly<Record<RuleCode, (network: Network) => Case>> = {
  ID_INVALID: () => ({ put: node(" N", "pole", [107, 23]) }),
  NUMBER_INVALID: (n) => ({ put: { equipment: { ...n.get("equipment", "V1")!, ports: 0 } } }),
  REFERENCE_MISSING: (n) => ({ put: withCable(n, "SC1-V1", { typeId: "none" }), holder: "none" }),
  IN_USE: () => ({ remove: { nodes: ["SC1"] }, holder: "OLT1-SC1" }),
  STATUS_TRANSITION: (n) => ({ put: withCable(n, "SC1-V1", { status: "planned" }) }),
  STATUS_AHEAD: () => ({
    put: { closures: { id: "K", nodeId: "N", typeId: "dome-48", status: "operational" }, ...planned },
    holder: "N",
    severity: "warning",
  }),
  POSITION_INVALID: () => ({ put: node("N", "pole", [23, 108]) }),
  OUTSIDE_EXTENT: () => ({
    put: { settings: { ...defaultSettings, extent: [0, 0, 1, 1] }, ...node("N", "pole", [2, 2]) },
  }),
  NODE_TOO_NEAR: (n) => ({ put: node("N", "closure", n.get("nodes", "SC1")!.position), holder: "SC1" }),
  SPAN_THROUGH_NODE: (n) => {
    const [[a, lat], [b]] = n.get("spans", "SC1-SC2")!.line;
    return { put: node("N", "pole", [(a + b) / 2, lat]), holder: "SC1-SC2" };
  },
  SPAN_END_OFF_NODE: (n) => ({ put: spanLine(n, ([x, y], to) => [[x, y + 1e-6], to]), holder: "SC1" }),
  LINE_INVALID: (n) => ({ put: spanLine(n, (from) => [from, [Number.NaN, 0]]) }),
  LINE_CLOSED: (n) => ({ put: { spans: { ...n.get("spans", "SC1-SC2")!, to: "SC1" } } }),
  LINE_TOO_SHORT: (n) => ({ put: spanLine(n, (from) => [from, from]) }),
  LINE_CROSSES_ITSELF: (n) => ({
    put: spanLine(n, ([x, y], to) => [[x, y], [x + 0.002, y + 0.001], [x + 0.002, y - 0.001], [x, y + 0.001], to]),
  }),
  LENGTH_WRONG: (n) => ({ put: { spans: { ...n.get("spans", "SC1-SC2")!, lengthM: 1 } } }),
  MEASURED_TOO_SHORT: (n) => ({ put: { spans: { ...n.get("spans", "SC1-SC2")!, measuredM: 1 } } }),
  DUCT_OUTSIDE_PARENT: (n) => ({ put: { ducts: { ...n.get("ducts", "D2")!, spanId: "SC1-V1" } }, holder: "D1" }),
  DUCT_OVERFILLED: (n) => ({ put: { ducts: { ...n.get("ducts", "D2")!, innerMm: 95, outerMm: 99 } } }),
  DUCT_NOT_ON_PATH: (n) => ({
    put: withCable(n, "SC1-V1", { ducts: [{ spanId: "SC1-V1", ductId: "D1" }] }),
    holder: "D1",
  }),
  CABLE_PATH_BROKEN: (n) => ({ put: withCable(n, "SC1-V1", { spanIds: ["SC1-V1", "OLT1-SC1"] }), holder: "OLT1-SC1" }),
  CABLE_REPEATS_SPAN: (n) => ({
    put: withCable(n, "SC1-V1", { spanIds: ["SC1-V1", "SC1-V1", "SC1-V1"] }),
    holder: "SC1-V1",
  }),
  SLACK_INVALID: (n) => ({ put: withCable(n, "SC1-V1", { slack: [{ nodeId: "OLT1", sheathM: 5 }] }), holder: "OLT1" }),
  MARK_INVALID: (n) => ({
    put: withCable(n, "SC1-V1", {
      marks: [
        { nodeId: "SC1", markM: 7 },
        { nodeId: "V1", markM: 7 },
      ],
    }),
    holder: "V1",
  }),
  DRUM_TOO_SHORT: (n) => ({ put: withCable(n, "SC1-V1", { drum: { number: "7", lengthM: 5 } }), severity: "warning" }),
  SHEATH_TOO_SHORT: (n) => ({
    put: withCable(n, "SC1-V1", {
      marks: [
        { nodeId: "SC1", markM: 0 },
        { nodeId: "V1", markM: 9 },
      ],
    }),
    severity: "warning",
  }),
  SHEATH_TOO_LONG: (n) => ({
    put: withCable(n, "SC1-V1", {
      marks: [
        { nodeId: "SC1", markM: 0 },
        { nodeId: "V1", markM: 9000 },
      ],
    }),
    severity: "warning",
  }),
  STRAND_COUNT: (n) => ({ put: { cableTypes: { ...n.get("cableTypes", "gyta-24")!, tubes: 3 } } }),
  SPLITTER_RATIO: (n) => ({ put: { splitterTypes: { ...n.get("splitterTypes", "plc-1x4")!, outputs: 1 } } }),
  STRAND_UNKNOWN: () => ({ put: splice(end("OLT1-SC1", 3, 1, "b"), alsoFree), holder: "OLT1-SC1" }),
  LEG_UNKNOWN: () => ({ put: splice(free, leg("SC1", "in", 2)), holder: "SC1" }),
  PORT_UNKNOWN: () => ({
    put: splice(end("OLT1-SC1", 1, 9, "a"), port("OLT1", 65), { closureId: undefined }),
    holder: "OLT1",
  }),
  END_TAKEN: () => ({ put: splice(end("OLT1-SC1", 1, 1, "b"), alsoFree), holder: "splice-2" }),
  JOINT_ITSELF: () => ({ put: splice(free, free) }),
  JOINT_ORDER: () => ({ put: splice(alsoFree, free) }),
  JOINT_NOT_AT_NODE: () => ({ put: splice(end("OLT1-SC1", 1, 9, "a"), alsoFree), holder: "SC1" }),
  CLOSURE_NEEDED: () => ({ put: splice(free, alsoFree, { closureId: undefined }) }),
  TRAY_UNKNOWN: () => ({ put: splice(free, alsoFree, { tray: 61 }), holder: "SC1" }),
  TRAY_FULL: (n) => ({
    put: {
      closureTypes: { ...n.get("closureTypes", "frame-720")!, splicesPerTray: 1 },
      ...splice(free, alsoFree, { tray: 2 }),
    },
    holder: "SC1",
  }),
  PON_CYCLE: () => ({ put: splice(leg("SC1", "in", 1), leg("SC1", "out", 4)), holder: "SC1" }),
  CIRCUIT_INVALID: (n) => ({ put: { circuits: { ...n.get("circuits", "C")!, z: port("OLT1", 1) } } }),
  DROP_NOT_AT_VILLAGE: (n) => ({ put: { drops: { ...n.get("drops", "V1")!, equipmentId: "V2" } }, holder: "V2" }),
  DROP_UNLIT: (n) => ({
    put: { drops: { ...n.get("drops", "V1")!, cableId: "K" }, cables: { ...n.get("cables", "SC1-V1")!, id: "K" } },
    severity: "warning",
  }),
  ATTACHMENT_INVALID: () => ({
    put: {
      attachments: {
        id: "A",
        of: { table: "nodes", id: "SC1" },
        name: "x",
        mediaType: "image/png",
        sha256: "0",
        bytes: 1,
      },
    },
  }),
};

test("the plant of the picture breaks no rule", () => {
  expect(checkPlant(soundPlant())).toEqual([]);
});

test.each(ruleCodes)(
  "%s is found in the change that breaks it, with its holder, and in the plant that has it",
  (code) => {
    const network = soundPlant();
    const { put = {}, remove = {}, holder, severity = "error" } = cases[code](network);
    const builder = new ChangeBuilder();
    for (const [table, record] of Object.entries(put)) builder.put(table as Table, record as Records[Table]);
    for (const [table, ids] of Object.entries(remove)) builder.remove(table as Table, ...ids);
    // A cycle is closed by taking the splitter's feed away first.
    if (code === "PON_CYCLE") builder.remove("splices", "splice-2");
    const change = builder.build(code);
    const found = checkChange(network, change).filter((violation) => violation.code === code);
    expect(found.map((violation) => violation.severity)).toContain(severity);
    if (holder !== undefined) expect(found.map((violation) => violation.holder?.id)).toContain(holder);
    if (code === "IN_USE" || code === "STATUS_TRANSITION") return;
    expect(codesOf(checkPlant(network.apply(change)))).toContain(code);
  },
);

function codesOf(violations: readonly Violation[]): RuleCode[] {
  return violations.map(({ code }) => code);
}

test("a node that moves away from its spans is refused at every one of them", () => {
  const network = soundPlant();
  const moved = { ...network.get("nodes", "SC1")!, position: [108.5, 23] as const };
  const change: Change = { note: "", put: { nodes: [moved] }, remove: {} };
  const off = checkChange(network, change).filter(({ code }) => code === "SPAN_END_OFF_NODE");
  expect(off.map(({ object }) => object.id).sort()).toEqual(["OLT1-SC1", "SC1-SC2", "SC1-V1"]);
});

test("what is wrong with an object is asked of it as it stands", () => {
  const network = soundPlant();
  const of = { table: "spans", id: "SC1-SC2" } as const;
  const wrong = network.apply({
    note: "",
    put: { spans: [{ ...network.get("spans", of.id)!, lengthM: 1 }] },
    remove: {},
  });
  expect([network, wrong].map((each) => codesOf(checkObject(each, of)))).toEqual([[], ["LENGTH_WRONG"]]);
  expect(checkObject(network, { table: "spans", id: "nowhere" })).toEqual([]);
});

test("a splice is refused when a span of its cable is turned elsewhere", () => {
  const network = soundPlant();
  const span = network.get("spans", "SC1-SC2")!;
  const [from, to] = [network.get("nodes", "SC1")!.position, network.get("nodes", "V1")!.position];
  const line = [from, to];
  const turned: Span = { ...span, to: "V1" as Span["to"], line, lengthM: distanceM(from[0], from[1], to[0], to[1]) };
  const codes = codesOf(checkChange(network, { note: "", put: { spans: [turned] }, remove: {} }));
  expect(codes).toContain("JOINT_NOT_AT_NODE");
});

test("an undo may take a status back where it could not go by itself", () => {
  const network = soundPlant();
  const retired: Cable = { ...network.get("cables", "SC1-V1")!, status: "planned" };
  const change: Change = { note: "", put: { cables: [retired] }, remove: {} };
  const errors = (found: Violation[]) => codesOf(found.filter(({ severity }) => severity === "error"));
  expect(errors(checkChange(network, change))).toEqual(["STATUS_TRANSITION"]);
  expect(errors(checkChange(network, change, { transitions: false }))).toEqual([]);
});

test("a dark drop is not taken into use", () => {
  const network = soundPlant();
  const drop: Drop = { ...network.get("drops", "V1")!, status: "inactive" };
  const idle = network.apply({ note: "", put: { drops: [drop] }, remove: { splices: ["splice-2"] } });
  const lit = checkChange(idle, { note: "", put: { drops: [{ ...drop, status: "operational" }] }, remove: {} });
  expect(lit.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual(["DROP_UNLIT"]);
});

test("one end taken twice in one change names the other taker", () => {
  const network = soundPlant();
  const one = splice(free, alsoFree).splices as unknown as Splice;
  const two = { ...one, id: "Y" as Splice["id"], b: end("SC1-V1", 1, 3, "a") as Splice["b"] };
  const found = checkChange(network, { note: "", put: { splices: [one, two] }, remove: {} });
  expect(found.map(({ code, object, holder }) => [code, object.id, holder?.id])).toEqual([
    ["END_TAKEN", "X", "Y"],
    ["END_TAKEN", "Y", "X"],
  ]);
});

test("an object with a fault can be edited, and the fault stays in sight", () => {
  const network = soundPlant();
  const span = { ...network.get("spans", "SC1-SC2")!, lengthM: 1 };
  const faulty = network.apply({ note: "", put: { spans: [span] }, remove: {} });
  const named = checkChange(faulty, { note: "", put: { spans: [{ ...span, name: "east road" }] }, remove: {} });
  expect(named.map(({ code, severity }) => [code, severity])).toEqual([["LENGTH_WRONG", "warning"]]);
});

test("a broken rule becomes a finding with its place on the map and its holder", () => {
  const network = soundPlant();
  const change = { note: "", put: {}, remove: { nodes: ["SC1"] } };
  const issues = checkChange(network, change).map((violation) => issueOf(network, violation));
  const [lon, lat] = network.get("nodes", "SC1")!.position;
  expect(issues).toMatchObject([
    {
      code: "IN_USE",
      value: "SC1",
      place: { lon, lat },
      params: { table: "nodes", holder: "OLT1-SC1", holderTable: "spans" },
    },
  ]);
  const at = (table: Table, id: string) => placeOf(network, { table, id });
  expect([at("splices", "splice-1"), at("cables", "SC1-V1"), at("drops", "V1")]).toEqual([
    network.get("nodes", "OLT1")!.position,
    [lon, lat],
    network.get("nodes", "V1")!.position,
  ]);
  expect([at("circuits", "C"), at("splitters", "SC1"), at("cableTypes", "gyta-4")]).toEqual([
    network.get("nodes", "OLT1")!.position,
    [lon, lat],
    undefined,
  ]);
});

test("a village goes through its statuses one at a time", () => {
  const network = soundPlant();
  const to = (status: Village["status"]) =>
    codesOf(
      checkChange(network, {
        note: "",
        put: { villages: [{ ...network.get("villages", "V1")!, status }] },
        remove: {},
      }),
    );
  expect([to("accepted"), to("underConstruction"), to("planned"), to("unconnected")]).toEqual([
    [],
    [],
    ["STATUS_TRANSITION"],
    ["STATUS_TRANSITION"],
  ]);
});

test("a cable too many in a duct, and a splice too many in a tray, are found from the duct and the tray", () => {
  const network = soundPlant();
  const narrow = { ...network.get("ducts", "D2")!, innerMm: 20, outerMm: 25 };
  const cable = network.get("cables", "SC1-SC2")!;
  const ducts = [{ spanId: "SC1-SC2" as Span["id"], ductId: narrow.id }];
  const ready = network.apply({ note: "", put: { ducts: [narrow] }, remove: {} });
  const laid = (count: number): Change => {
    const cables = Array.from({ length: count }, (_, i): Cable => ({ ...cable, id: `K${i}` as Cable["id"], ducts }));
    return { note: "", put: { cables }, remove: {} };
  };
  // 60 % of 314 mm² hold two cables of 9 mm, 63.6 mm² each.
  expect(codesOf(checkChange(ready, laid(2)))).toEqual([]);
  const tooMany = checkChange(ready, laid(3));
  expect(tooMany.map(({ code, object }) => [code, object.id])).toEqual([["DUCT_OVERFILLED", "D2"]]);

  const spliced = (count: number): Change => {
    const splices = Array.from({ length: count }, (_, i) => {
      const [a, b] = [end("OLT1-SC1", 2, i + 1, "b"), end("SC1-V1", 1, 4, "a")].map((at) => ({ ...at }));
      const put = splice(a, { ...b, cableId: `T${i}` }).splices;
      return { ...put, id: `X${i}` } as unknown as Splice;
    });
    const cables = splices.map((_, i): Cable => ({ ...network.get("cables", "SC1-V1")!, id: `T${i}` as Cable["id"] }));
    return { note: "", put: { cables, splices }, remove: {} };
  };
  expect(codesOf(checkChange(network, spliced(12)))).toEqual([]);
  const small = { ...network.get("closureTypes", "frame-720")!, splicesPerTray: 11 };
  const less = network.apply({ note: "", put: { closureTypes: [small] }, remove: {} });
  const full = checkChange(less, spliced(12));
  expect(full.map(({ code, object }) => [code, object.id])).toEqual([["TRAY_FULL", "SC1"]]);
});
