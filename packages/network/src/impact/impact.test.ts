import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChangeBuilder } from "../change/change.ts";
import type { EquipmentId } from "../records/ids.ts";
import { standingStatuses } from "../records/status.ts";
import type { Records, Table } from "../records/tables.ts";
import { Network } from "../snapshot/network.ts";
import { grownTree } from "../testing/grown-tree.ts";
import { sketch } from "../testing/sketch.ts";
import { trace } from "../trace/trace.ts";
import type { VillageCode } from "../village.ts";
import type { Cuts } from "./cuts.ts";
import { type Impact, impact } from "./impact.ts";
import { workWindow } from "./planned-work.ts";

function impactOf(network: Network, cuts: Cuts): Impact {
  const answer = impact(network, cuts);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

const fates = ({ villages }: Impact) => Object.fromEntries(villages.map(({ code, fate }) => [code, fate]));

const tree = sketch(`
  OLT1 ==24== SC1/4 ==12== SC2 --drop-- V2
               |
               +--drop-- V1
`);

describe("a plant of glass", () => {
  test("a cut span takes the villages beyond it, with their people", () => {
    const network = tree.network.apply({
      note: "",
      put: { villages: [{ ...tree.network.get("villages", "V2")!, people: 800 }] },
      remove: {},
    });
    const answer = impactOf(network, { spans: ["SC1-SC2"] });
    expect(fates(answer)).toEqual({ V2: "lost" });
    expect([answer.people.lost, answer.villagesSafe, answer.dead.cables]).toEqual([800, 1, 1]);
    expect(fates(impactOf(network, { spans: ["OLT1-SC1"] }))).toEqual({ V1: "lost", V2: "lost" });
  });

  test.each([
    [{ cables: ["SC1-V1"] }, { V1: "lost" }],
    [{ strands: [{ cableId: "OLT1-SC1", tube: 1, strand: 1 }] }, { V1: "lost", V2: "lost" }],
    [{ strands: [{ cableId: "OLT1-SC1", tube: 2, strand: 12 }] }, {}],
    [{ closures: ["SC2"] }, { V2: "lost" }],
    [{ splitters: ["SC1"] }, { V1: "lost", V2: "lost" }],
    [{ nodes: ["SC1"] }, { V1: "lost", V2: "lost" }],
    [{ equipment: ["V1"] }, { V1: "lost" }],
    [{ equipment: ["OLT1"] }, { V1: "lost", V2: "lost" }],
    [{ spans: ["SC1-V1", "SC1-SC2"] }, { V1: "lost", V2: "lost" }],
    [{}, {}],
  ] as [Cuts, object][])("cuts %o", (cuts, expected) => {
    expect(fates(impactOf(tree.network, cuts))).toEqual(expected);
  });

  test("everything in a polygon fails at once", () => {
    const [lon, lat] = tree.network.get("nodes", "SC2")!.position;
    const corners = [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ] as const;
    const ring = corners.map(([x, y]) => [lon + x * 1e-4, lat + y * 1e-4] as const);
    const answer = impactOf(tree.network, { areas: [[[ring]]] });
    expect(fates(answer)).toEqual({ V2: "lost" });
    expect([answer.dead.nodes, answer.dead.spans]).toEqual([1, 2]);
  });

  test("what is not there is refused by name", () => {
    expect(impact(tree.network, { spans: ["x"] })).toMatchObject({ ok: false, code: "SPAN_UNKNOWN" });
    expect(impact(tree.network, { strands: [{ cableId: "OLT1-SC1" as never, tube: 9, strand: 1 }] })).toMatchObject({
      code: "STRAND_UNKNOWN",
    });
  });
});

/** Two OLTs of which the far one hangs on the near one by two circuits, over a ring. */
function ringed(): Network {
  const builder = new ChangeBuilder();
  const put = (table: Table, record: object) => builder.put(table, record as Records[Table]);
  const base = sketch(`
    OLT1 ====12==== SC1 ====12==== S2
      |
      +======12==== SC3 ====12==== S4
  `);
  for (const [table, records] of Object.entries(base.records))
    for (const record of records) put(table as Table, record);
  const status = "operational";
  const at = base.network.get("nodes", "S2")!;
  const line = [base.network.get("nodes", "S4")!.position, at.position];
  put("spans", { id: "close", from: "S4", to: "S2", support: "aerial", line, lengthM: 500, status });
  put("cables", { id: "close", typeId: "gyta-12", startNodeId: "S4", spanIds: ["close"], status });
  put("equipment", { id: "FAR", nodeId: "S2", kind: "olt", ports: 8, opticsClass: "C+", status });
  put("equipment", { id: "CORE", nodeId: "OLT1", kind: "olt", ports: 8, status });
  put("equipment", { id: "ONU", nodeId: "S2", kind: "onu", ports: 1, villageCode: "V", status });
  put("villages", { code: "V", name: "V", position: at.position, status: "connected", people: 100 });
  put("nodes", { id: "NV", kind: "village", position: [at.position[0] + 0.01, at.position[1]], status });
  put("spans", {
    id: "drop",
    from: "S2",
    to: "NV",
    support: "aerial",
    line: [at.position, [at.position[0] + 0.01, at.position[1]]],
    lengthM: 1000,
    status,
  });
  put("cables", { id: "drop", typeId: "gyta-4", startNodeId: "S2", spanIds: ["drop"], status });
  put("equipment", { id: "ONU", nodeId: "NV", kind: "onu", ports: 1, villageCode: "V", status });
  const end = (cableId: string, strand: number, side: "a" | "b") => ({ cableId, tube: 1, strand, end: side });
  let n = 0;
  const join = (one: object, two: object, closureId?: string) =>
    put("splices", {
      id: `x${n++}`,
      a: one,
      b: two,
      ...(closureId && { closureId, tray: 1 }),
      method: "fusion",
      status,
    });
  const port = (equipmentId: string, number: number) => ({ equipmentId, port: number });
  join(end("OLT1-SC1", 1, "a"), port("CORE", 1));
  join(end("OLT1-SC1", 1, "b"), end("SC1-S2", 1, "a"), "SC1");
  join(end("SC1-S2", 1, "b"), port("FAR", 7));
  join(end("OLT1-SC3", 1, "a"), port("CORE", 2));
  join(end("OLT1-SC3", 1, "b"), end("SC3-S4", 1, "a"), "SC3");
  join(end("SC3-S4", 1, "b"), end("close", 1, "a"), "S4");
  join(end("close", 1, "b"), port("FAR", 8));
  join(end("drop", 1, "a"), port("FAR", 1));
  join(end("drop", 1, "b"), port("ONU", 1));
  put("circuits", { id: "up1", a: port("CORE", 1), z: port("FAR", 7), status });
  put("circuits", { id: "up2", a: port("CORE", 2), z: port("FAR", 8), status });
  put("circuits", { id: "home", a: port("FAR", 1), z: port("ONU", 1), status });
  put("drops", { id: "d", villageCode: "V", cableId: "drop", equipmentId: "ONU", status });
  put("services", { id: "tv", villageCode: "V", kind: "liveTv", circuitId: "home", status });
  put("services", { id: "eb1", villageCode: "V", kind: "emergencyBroadcast", circuitId: "home", status });
  put("services", { id: "eb2", villageCode: "V", kind: "emergencyBroadcast", circuitId: "home", status });
  return Network.of(builder.build("").put);
}

describe("an OLT that hangs on the headend by a ring", () => {
  const network = ringed();

  test("one way cut degrades its village and says what way is left; both cut silence it", () => {
    const one = impactOf(network, { spans: ["SC1-S2"] });
    expect(one.villages).toMatchObject([
      { code: "V", fate: "degraded", waysBefore: 2, waysAfter: 1, surviving: { olt: "FAR", circuitIds: ["up2"] } },
    ]);
    expect(one.villages[0].surviving?.cableIds).toEqual(["drop", "close", "SC3-S4", "OLT1-SC3"]);
    expect(one.oneCutFromDark).toEqual(["V"]);
    expect(one.services).toEqual([
      { kind: "liveTv", lost: 0, degraded: 1, safe: 0 },
      { kind: "emergencyBroadcast", lost: 0, degraded: 2, safe: 0 },
    ]);
    const both = impactOf(network, { spans: ["SC1-S2", "OLT1-SC3"] });
    expect(fates(both)).toEqual({ V: "lost" });
    expect(both.emergencyBroadcast).toEqual({ belowTwoBefore: 0, belowTwoAfter: 1, silenced: ["V"] });
    expect(both.circuits.map(({ id, fate }) => [id, fate])).toEqual([
      ["home", "lost"],
      ["up1", "lost"],
      ["up2", "lost"],
    ]);
  });
});

describe("a plant of spans alone", () => {
  const bare = Network.of({
    nodes: tree.records.nodes!,
    spans: tree.records.spans!,
    villages: tree.records.villages!,
  });
  test("villages that no span leads to any more are lost, and it says how that is known", () => {
    const answer = impactOf(bare, { spans: ["SC1-SC2"] });
    expect(answer.villages).toMatchObject([{ code: "V2", fate: "lost", by: "spans", waysBefore: 1, waysAfter: 0 }]);
    const ringClosed = bare.apply({
      note: "",
      put: { spans: [{ ...bare.get("spans", "SC1-SC2")!, id: "second" as never }] },
      remove: {},
    });
    expect(fates(impactOf(ringClosed, { spans: ["second"] }))).toEqual({});
  });
});

test("on random trees a village is lost exactly when a trace of what is left no longer reaches its OLT", () => {
  const shape = fc.array(fc.tuple(fc.nat(30), fc.boolean()), { minLength: 2, maxLength: 14 });
  fc.assert(
    fc.property(shape, fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }), (grown, cut) => {
      const network = grownTree(grown);
      const spans = [...network.records("spans")].map(({ id }) => id as string).sort();
      const dead = [...new Set(cut.map((i) => spans[i % spans.length]))];
      const answer = impactOf(network, { spans: dead });
      const cables = [...network.records("cables")].filter(({ spanIds }) => spanIds.some((id) => dead.includes(id)));
      const left = network.apply({ note: "", put: {}, remove: { cables: cables.map(({ id }) => id) } });
      const reaches = (plant: Network, id: string) => {
        const traced = trace(
          plant,
          { equipmentId: id as EquipmentId, port: 1 },
          { wavesNm: [], statuses: standingStatuses },
        );
        return (
          traced.ok &&
          traced.value.ways.some(({ hops, stops }) =>
            stops.some(
              ({ hop }) => hops[hop]?.kind === "port" && "equipmentId" in hops[hop] && hops[hop].equipmentId === "OLT1",
            ),
          )
        );
      };
      const expected = [...network.records("villages")]
        .filter(({ code }) => reaches(network, code) && !reaches(left, code))
        .map(({ code }) => code as VillageCode)
        .sort();
      expect(answer.villages.map(({ code }) => code)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test("planned work says how the villages are held while it lasts", () => {
  const answer = workWindow(ringed(), { spans: ["SC1-S2"] });
  if (!answer.ok) throw new Error(answer.message);
  expect(answer.value.worse).toEqual([]);
  const all = workWindow(tree.network, { spans: ["SC1-SC2"] });
  expect(all.ok && all.value.worse).toEqual([{ code: "V2", before: "onePath", during: "none" }]);
});
