import { readFile } from "node:fs/promises";
import * as contract from "@cuntong/contract";
import * as network from "@cuntong/network";
import { sketch } from "@cuntong/network/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEvents } from "../testing/events.ts";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness();
const { client, request, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

const params = { projectId: "small" };
const plant = "/api/projects/small/plant";

/** The revision that a writer would have read. */
async function seen(): Promise<number> {
  return (await client.call(contract.getPlant, { params })).plantRevision;
}

type Name = contract.OperationName;
async function run<N extends Name>(
  name: N,
  body: contract.OperationArgs<N>,
  ifMatch?: number,
  idempotencyKey?: string,
) {
  const args = { params, body, ifMatch: ifMatch ?? (await seen()), ...(idempotencyKey && { idempotencyKey }) };
  return client.call(contract.operationRoutes[name] as typeof contract.operationRoutes.placeNode, args as never);
}

describe.skipIf(!harness)(
  "the plant over HTTP on PostGIS (skipped where no PostgreSQL with PostGIS is installed)",
  () => {
    beforeAll(async () => {
      await store.projects.create({ id: "small", name: "small" } as never, { by: "test" });
      const { records } = sketch("OLT1 ==24== SC1/4 --drop-- V1\n              |\n              +--drop-- V2");
      const baseRevision = await store.revision();
      await store.inventory.apply(
        "small",
        { note: "sketch", put: records, remove: {} },
        { by: "test" },
        { baseRevision },
      );
    });

    test("objects are read one by one, by pages, in a box and by name", async () => {
      const { counts } = await client.call(contract.getPlant, { params });
      expect(counts).toMatchObject({ nodes: 4, cables: 3, splitters: 1, drops: 2 });
      const one = await client.call(contract.getPlantObject, {
        params: { ...params, table: "cables", objectId: "OLT1-SC1" },
      });
      expect(one.record).toMatchObject({ id: "OLT1-SC1", typeId: "gyta-24" });
      const first = await client.call(contract.listPlantObjects, {
        params: { ...params, table: "nodes" },
        query: { limit: 3 },
      });
      const rest = await client.call(contract.listPlantObjects, {
        params: { ...params, table: "nodes" },
        query: { limit: 3, cursor: first.next! },
      });
      expect([first.records.nodes, rest.records.nodes].flatMap((page) => page!.map(({ id }) => id))).toEqual([
        "OLT1",
        "SC1",
        "V1",
        "V2",
      ]);
      expect(rest.next).toBeUndefined();
      const boxed = await client.call(contract.listPlantObjects, {
        params: { ...params, table: "nodes" },
        query: { bbox: "107.9999,22.9999,108.0001,23.0001", q: "olt" },
      });
      expect(boxed.records.nodes!.map(({ id }) => id)).toEqual(["OLT1"]);
    });

    test("a way for a cable is proposed between picked nodes and spans, and what no way leads to is named", async () => {
      const ask = (stops: string, statuses = "operational") =>
        client.call(contract.findPlantRoute, { params, query: { stops, statuses } });
      const found = await ask("nodes/OLT1,spans/SC1-V1");
      expect([found.nodeIds, found.spanIds]).toEqual([
        ["OLT1", "SC1", "V1"],
        ["OLT1-SC1", "SC1-V1"],
      ]);
      expect(found.records.spans!.map(({ lengthM }) => lengthM).reduce((a, b) => a + b)).toBeCloseTo(found.lengthM, 6);
      const none = await problemOf(ask("nodes/OLT1,spans/SC1-V1,nodes/OLT1"));
      expect(none).toMatchObject({ status: 422, issues: [{ code: "NO_ROUTE", params: { holder: "OLT1" } }] });
      expect(await problemOf(ask("nodes/NOWHERE"))).toMatchObject({ status: 404 });
      expect(await problemOf(ask("cables/OLT1-SC1"))).toMatchObject({ status: 400 });
    });

    test("what is around a closure is its splices, trays, splitter and the cables that come to it", async () => {
      const { records } = await client.call(contract.getPlantAround, {
        params: { ...params, table: "closures", objectId: "SC1" },
      });
      expect(records.closures).toHaveLength(1);
      expect(records.cables!.map(({ id }) => id)).toEqual(["OLT1-SC1", "SC1-V1", "SC1-V2"]);
      expect(records.splices!.every(({ closureId }) => closureId === "SC1")).toBe(true);
      expect(records.splitterTypes!.map(({ id }) => id)).toEqual(["plc-1x4"]);
    });

    test("a village is traced to its OLT, with losses, budget, and lines to draw", async () => {
      const answer = await client.call(contract.tracePlant, { params, query: { villageCode: "V1" } });
      const [way] = answer.trace.ways;
      expect(way!.stops.map(({ reason }) => reason)).toEqual(["port"]);
      expect(way!.hops.map(({ kind }) => kind)).toEqual([
        "port",
        "splice",
        "strand",
        "splice",
        "splitter",
        "splice",
        "strand",
        "splice",
        "port",
      ]);
      expect(answer.budgets[0]!.olt).toEqual({ equipmentId: "OLT1", port: 1 });
      expect(answer.cables.map(({ id, line }) => [id, line.length])).toEqual([
        ["SC1-V1", 2],
        ["OLT1-SC1", 2],
      ]);
      expect(answer.nodes.map(({ id }) => id).sort()).toEqual(["OLT1", "SC1", "V1"]);
      const open = await client.call(contract.tracePlant, {
        params,
        query: { cableId: "OLT1-SC1", tube: 2, strand: 12, end: "a" },
      });
      expect(open.trace.ways[0]!.stops[0]).toMatchObject({ reason: "open", nodeId: "SC1" });
    });

    test("every operation that the documentation lists has its route", async () => {
      const text = await readFile(new URL("../../../../docs/plant.md", import.meta.url), "utf8");
      const listed = /\n`placeNode`[\s\S]*?\n\n/.exec(text)![0].match(/\w+/g)!;
      expect(listed.sort()).toEqual([...contract.operationNames].sort());
      for (const name of contract.operationNames) expect(network).toHaveProperty(name);
    });

    test("a write says what it saw: none is 428, nonsense 400, and a clean stale one is applied", async () => {
      const body = JSON.stringify({ table: "nodes", id: "V2", name: "two" });
      const headers = { "content-type": "application/json" };
      const without = await request(`${plant}/operations/rename`, { method: "POST", body, headers });
      expect([without.status, contract.Problem.parse(await without.json()).code]).toEqual([
        428,
        "PRECONDITION_REQUIRED",
      ]);
      const odd = await request(`${plant}/operations/rename`, {
        method: "POST",
        body,
        headers: { ...headers, "if-match": "*" },
      });
      expect(odd.status).toBe(400);
      const old = await seen();
      await run("rename", { table: "nodes", id: "V1", name: "one" });
      const applied = await run("rename", { table: "nodes", id: "V2", name: "two" }, old);
      expect(applied.touched).toEqual([{ table: "nodes", id: "V2" }]);
    });

    test("a stale write of the same field is 412 with the field and its three values, and overwrites nothing", async () => {
      const old = await seen();
      await run("rename", { table: "cables", id: "SC1-V1", name: "mine" });
      const problem = await problemOf(run("rename", { table: "cables", id: "SC1-V1", name: "yours" }, old));
      expect([problem.status, problem.code]).toEqual([412, "PRECONDITION_FAILED"]);
      expect(problem.conflicts).toEqual([
        { object: { table: "cables", id: "SC1-V1" }, kind: "field", field: "name", live: "mine", design: "yours" },
      ]);
      expect((await store.inventory.object("small", { table: "cables", id: "SC1-V1" })).record).toMatchObject({
        name: "mine",
      });
    });

    test("a broken rule is 422 with its code and the holder, an unknown object 404", async () => {
      const a = { cableId: "SC1-V1", tube: 1, strand: 1, end: "a" } as never;
      const b = { cableId: "SC1-V2", tube: 1, strand: 2, end: "a" } as never;
      const problem = await problemOf(run("spliceStrands", { closureId: "SC1" as never, tray: 1, a, b }));
      expect([problem.status, problem.issues?.[0]?.code]).toEqual([422, "END_TAKEN"]);
      expect(problem.issues?.[0]?.params).toMatchObject({ holderTable: "splices" });
      expect((await problemOf(run("retire", { table: "cables", id: "nowhere" }))).status).toBe(404);
      expect(
        (await problemOf(run("changeStatus", { objects: [{ table: "cables", id: "SC1-V1" }], to: "proposed" }))).status,
      ).toBe(422);
      const missing = client.call(contract.getPlantObject, { params: { ...params, table: "nodes", objectId: "X" } });
      expect((await problemOf(missing)).status).toBe(404);
    });

    test("a request repeated under its key is done once and answered alike; another under it is refused", async () => {
      const ifMatch = await seen();
      const args = { kind: "pole", position: [108.5, 23.5] } as never;
      const first = await run("placeNode", args, ifMatch, "key-1");
      const again = await run("placeNode", args, ifMatch, "key-1");
      expect(again).toEqual(first);
      const { records } = await client.call(contract.listPlantObjects, {
        params: { ...params, table: "nodes" },
        query: { bbox: "108.4,23.4,108.6,23.6" },
      });
      expect(records.nodes).toHaveLength(1);
      expect(
        (await problemOf(run("placeNode", { kind: "manhole", position: [108.5, 23.5] } as never, ifMatch, "key-1")))
          .code,
      ).toBe("CONFLICT");
    });

    test("undo and redo go on as long as there are changes, survive a reload, and any past state can be read", async () => {
      const before = await seen();
      const name = async (asOf?: string) => {
        const answer = await client.call(contract.getPlantObject, {
          params: { ...params, table: "nodes", objectId: "SC1" },
          ...(asOf && { query: { asOf } }),
        });
        return "name" in answer.record && answer.record.name;
      };
      const renamed = await run("rename", { table: "nodes", id: "SC1", name: "renamed" });
      const undo = async (changeRevision: number) =>
        client.call(contract.undoPlantChange, { params: { ...params, changeRevision }, ifMatch: await seen() });
      const undone = await undo(renamed.revision);
      expect(await name()).toBe("SC1");
      await undo(undone.revision);
      expect(await name()).toBe("renamed");
      expect(await name(String(before))).toBe("SC1");
      expect((await problemOf(client.call(contract.getPlant, { params }).then(() => name("999999")))).status).toBe(404);
      const { changes } = await client.call(contract.listPlantChanges, { params, query: { limit: 3 } });
      expect(changes.map(({ revision, undoes }) => [revision, undoes])).toEqual([
        [undone.revision + 1, undone.revision],
        [undone.revision, renamed.revision],
        [renamed.revision, undefined],
      ]);
      const { versions } = await client.call(contract.getPlantHistory, {
        params: { ...params, table: "nodes", objectId: "SC1" },
      });
      expect(versions.map(({ record }) => "name" in record && record.name)).toEqual([
        "SC1",
        "renamed",
        "SC1",
        "renamed",
      ]);
      expect(versions.map(({ until }) => until)).toEqual([...versions.slice(1).map(({ since }) => since), undefined]);
      const around = await client.call(contract.getPlantAround, {
        params: { ...params, table: "nodes", objectId: "SC1" },
        query: { asOf: String(before) },
      });
      expect(around.records.nodes!.find(({ id }) => id === "SC1")?.name).toBe("SC1");
    });

    test("changes are told as they are stored, and again to one who comes back", async () => {
      const response = await request(`${plant}/events`);
      const told = readEvents(response, ({ event }) => event === "change");
      const { revision } = await run("rename", { table: "nodes", id: "V1", name: "told" });
      expect((await told)[0]).toMatchObject({
        event: "change",
        data: { revision, touched: [{ table: "nodes", id: "V1" }] },
      });
      const back = await request(`${plant}/events`, { headers: { "last-event-id": String(revision - 1) } });
      expect((await readEvents(back, ({ event }) => event === "change"))[0]).toMatchObject({ data: { revision } });
    });

    test("an answer that the caller has already is 304", async () => {
      const response = await request(`${plant}/objects/nodes/V1`);
      const etag = response.headers.get("etag")!;
      expect((await request(`${plant}/objects/nodes/V1`, { headers: { "if-none-match": etag } })).status).toBe(304);
    });

    test("anything of the plant is found by id, name, pinyin and initials, the nearest match first and no more than asked for", async () => {
      await run("placeNode", { kind: "cabinet", position: [108.2, 23.2], name: "北门光交箱" });
      await run("placeNode", { kind: "cabinet", position: [108.3, 23.2], name: "北门光交箱 2" });
      const find = (q: string, limit = 5) => client.call(contract.searchPlant, { params, query: { q, limit } });
      for (const q of ["北门光交箱", "beimenguangjiao", "bei men", "bmgjx"]) {
        const { hits, more } = await find(q);
        expect([hits.map(({ name }) => name), more], q).toEqual([["北门光交箱", "北门光交箱 2"], false]);
      }
      expect((await find("门", 1)).more).toBe(true);
      const [cable] = (await find("olt1-sc1")).hits;
      expect(cable).toMatchObject({ id: "OLT1-SC1", position: expect.any(Array) });
      expect((await find("splice-1")).hits).toContainEqual(expect.objectContaining({ table: "splices" }));
      expect((await find("%")).hits).toEqual([]);
    });

    test("of 32 clients that race for one strand end one wins, and the others are told who", async () => {
      const ifMatch = await seen();
      const a = { cableId: "OLT1-SC1", tube: 2, strand: 1, end: "b" } as never;
      const answers = await Promise.allSettled(
        Array.from({ length: 32 }, (_, i) => {
          const b = { cableId: i % 2 ? "SC1-V1" : "SC1-V2", tube: 1, strand: 2 + (i % 3), end: "a" } as never;
          return run("spliceStrands", { closureId: "SC1" as never, tray: 1, a, b }, ifMatch);
        }),
      );
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const codes = answers.flatMap((answer) =>
        answer.status === "rejected" ? [answer.reason.problem.issues?.[0]?.code] : [],
      );
      expect(new Set(codes)).toEqual(new Set(["END_TAKEN"]));
    });

    test("of 50 editors on 200 objects none loses an update: who is late is told the field, reads again and writes again", async () => {
      await store.projects.create({ id: "many", name: "many" } as never, { by: "test" });
      const nodes = Array.from({ length: 200 }, (_, i) => ({
        ...{ id: `N${i}`, kind: "pole", name: "0", status: "operational" },
        position: [108 + i / 100, 23],
      }));
      const ground = { note: "ground", put: { nodes }, remove: {} } as unknown as network.Change;
      await store.inventory.apply("many", ground, { by: "test" }, { baseRevision: await store.revision() });
      const conflicts: unknown[] = [];
      const count = async (editor: number, objectId: string): Promise<void> => {
        const node = { projectId: "many", table: "nodes" as const, objectId };
        const { record, plantRevision } = await client.call(contract.getPlantObject, { params: node });
        const name = `${Number.parseInt((record as { name: string }).name, 10) + 1} by ${editor}`;
        const body = { table: "nodes" as const, id: objectId, name };
        const written = client.call(contract.operationRoutes.rename, { params: node, body, ifMatch: plantRevision });
        const refused = await written.then(
          () => undefined,
          (error) => error,
        );
        if (!refused) return;
        expect(refused.problem).toMatchObject({ status: 412, code: "PRECONDITION_FAILED" });
        conflicts.push(...refused.problem.conflicts);
        await count(editor, objectId);
      };
      const work = async (editor: number) => {
        for (let n = 0; n < 4; n++) await count(editor, `N${(Math.floor(editor / 5) + n * 50) % 200}`);
      };
      await Promise.all(Array.from({ length: 50 }, (_, editor) => work(editor)));
      const { network: after } = await store.inventory.network("many");
      const counted = [...after.records("nodes")].map(({ name }) => Number.parseInt(name!, 10));
      expect(counted.reduce((sum, each) => sum + each, 0)).toBe(200);
      expect(conflicts.length).toBeGreaterThan(0);
      for (const conflict of conflicts) expect(conflict).toMatchObject({ kind: "field", field: "name" });
    });
  },
);

describe.skipIf(!harness)("designs over HTTP", () => {
  const design = { ...params, designId: "d1" };
  test("a design is drawn apart from the live plant, shown field by field, and merged", async () => {
    const { etag } = await client.call(contract.createDesign, { params, body: { id: "d1", name: "rename it" } });
    const rename = contract.designOperationRoutes.rename;
    const named = await client.call(rename, {
      params: design,
      body: { table: "nodes", id: "V1", name: "by design" },
      ifMatch: etag,
    });
    expect(
      (
        await problemOf(
          client.call(rename, { params: design, body: { table: "nodes", id: "V1", name: "no" }, ifMatch: etag }),
        )
      ).status,
    ).toBe(412);
    const detail = await client.call(contract.getDesign, { params: design });
    expect(detail.differences).toEqual([
      {
        object: { table: "nodes", id: "V1" },
        kind: "changed",
        fields: [{ field: "name", before: "told", after: "by design" }],
      },
    ]);
    expect((await store.inventory.object("small", { table: "nodes", id: "V1" })).record).toMatchObject({
      name: "told",
    });
    const seenBy = async (query: { design?: string }) => {
      const object = { params: { ...params, table: "nodes" as const, objectId: "V1" }, query };
      const [one, around] = await Promise.all([
        client.call(contract.getPlantObject, object),
        client.call(contract.getPlantAround, object),
      ]);
      return [one.record, around.records.nodes?.find(({ id }) => id === "V1")].map(
        (record) => (record as { name: string }).name,
      );
    };
    expect([await seenBy({ design: "d1" }), await seenBy({})]).toEqual([
      ["by design", "by design"],
      ["told", "told"],
    ]);
    const step = named.design.revision;
    const back = await client.call(contract.undoDesignStep, {
      params: { ...design, changeRevision: step },
      ifMatch: named.etag,
    });
    expect([back.design.objects, await seenBy({ design: "d1" })]).toEqual([0, ["told", "told"]]);
    const { changes } = await client.call(contract.listDesignSteps, { params: design });
    expect(changes.map(({ revision, undoes }) => [revision, undoes])).toEqual([
      [back.etag, step],
      [step, undefined],
    ]);
    const forth = await client.call(contract.undoDesignStep, {
      params: { ...design, changeRevision: back.etag },
      ifMatch: back.etag,
    });
    const preview = await client.call(contract.previewDesign, { params: design });
    expect(preview.clean).toBe(true);
    const merged = await client.call(contract.mergeDesign, { params: design, ifMatch: forth.etag });
    expect(merged.design.state).toBe("merged");
    expect((await store.inventory.object("small", { table: "nodes", id: "V1" })).record).toMatchObject({
      name: "by design",
    });
  });

  test("a design against something changed since lists the conflict, and merges nothing", async () => {
    const second = { ...params, designId: "d2" };
    const { etag } = await client.call(contract.createDesign, { params, body: { id: "d2", name: "two" } });
    const rename = contract.designOperationRoutes.rename;
    const { etag: now } = await client.call(rename, {
      params: second,
      body: { table: "nodes", id: "V2", name: "theirs" },
      ifMatch: etag,
    });
    await run("rename", { table: "nodes", id: "V2", name: "ours" });
    const preview = await client.call(contract.previewDesign, { params: second });
    expect(preview.conflicts).toMatchObject([{ kind: "field", field: "name", live: "ours", design: "theirs" }]);
    const problem = await problemOf(client.call(contract.mergeDesign, { params: second, ifMatch: now }));
    expect([problem.status, problem.conflicts?.length]).toEqual([412, 1]);
    expect((await problemOf(client.call(contract.rebaseDesign, { params: second, ifMatch: now }))).status).toBe(412);
    const { design: gone } = await client.call(contract.abandonDesign, { params: second, ifMatch: now });
    expect(gone.state).toBe("abandoned");
    const { designs } = await client.call(contract.listDesigns, { params });
    expect(designs.map(({ id, state }) => [id, state])).toEqual([
      ["d1", "merged"],
      ["d2", "abandoned"],
    ]);
  });
});
