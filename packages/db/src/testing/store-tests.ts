import type { Area, PriceBook, Village, VillageCode } from "@cuntong/network";
import { expect, test } from "vitest";
import { RepeatableRequest } from "../request-answers.ts";
import type { Store } from "../store.ts";
import { chainPlant, gridVillages, squareCounty } from "./sample.ts";
import { rowProposal } from "./sample-proposal.ts";

const author = { by: "tester", note: "a test" };
let projects = 0;

/** What must hold on every engine: the same tests run on a server and on the embedded database. */
export function storeTests(theStore: () => Store): void {
  const freshProject = async () => {
    const id = `project-${++projects}`;
    await theStore().projects.create({ id, name: "Test", nameZh: "测试", extent: [108, 23, 109, 24] }, author);
    return id;
  };

  test("every change raises the revision by exactly one and is written down", async () => {
    const store = theStore();
    const before = await store.revision();
    const id = await freshProject();
    const put = await store.villages.put(id, gridVillages(3), author);
    const { changes } = await store.projects.history(id);
    expect([put.revision, await store.revision()]).toEqual([before + 2, before + 2]);
    expect(changes.map(({ revision, by, what, note }) => ({ revision, by, what, note }))).toEqual([
      { revision: before + 2, by: "tester", what: "villages.put", note: "a test" },
      { revision: before + 1, by: "tester", what: "project.create", note: "a test" },
    ]);
  });

  test("a change asked for again under the key of its request is made once and answered the same; another request under it is refused", async () => {
    const store = theStore();
    const id = await freshProject();
    const asking = (asked: string) => ({ ...author, request: new RepeatableRequest(`key of ${id}`, asked) });
    const [first, again] = [asking("two"), asking("two")];
    const one = await store.villages.put(id, gridVillages(1), first);
    const two = await store.villages.put(id, gridVillages(2), first);
    expect([
      await store.villages.put(id, gridVillages(1), again),
      await store.villages.put(id, gridVillages(2), again),
    ]).toEqual([one, two]);
    expect(await store.revision()).toBe(two.revision);
    await expect(store.villages.put(id, gridVillages(3), asking("other"))).rejects.toMatchObject({
      code: "KEY_REUSED",
    });
    expect((await store.villages.all(id)).villages).toHaveLength(2);
    expect(await store.requests.find(again.request)).toBeUndefined();
    await store.requests.keep(again.request, { done: 2 });
    expect(await store.requests.find(asking("two").request)).toEqual({ answer: { done: 2 } });
  });

  test("a refused change leaves no row and no revision", async () => {
    const store = theStore();
    const id = await freshProject();
    const before = await store.revision();
    const [village] = gridVillages(1);
    for (const wrong of [{ people: -1 }, { priority: -1 }, { dueDate: "2027-02-30" }]) {
      const faulty = { ...village!, ...wrong };
      await expect(store.villages.put(id, [...gridVillages(2).slice(1), faulty], author)).rejects.toThrow();
    }
    expect((await store.villages.all(id)).villages).toEqual([]);
    expect(await store.revision()).toBe(before);
  });

  test("refusals carry their codes", async () => {
    const store = theStore();
    const id = await freshProject();
    const [village] = gridVillages(1);
    const { spans } = chainPlant(2);
    const crossed = [
      [108, 23],
      [109, 24],
      [109, 23],
      [108, 24],
      [108, 23],
    ] as const;
    const refused = async (call: Promise<unknown>) =>
      call.then(
        () => "accepted",
        (error) => error.code ?? error,
      );
    expect({
      again: await refused(store.projects.create({ id, name: "Again" }, author)),
      nowhere: await refused(store.villages.put("no-such", [village!], author)),
      twice: await refused(store.villages.put(id, [village!, village!], author)),
      endless: await refused(store.plant.put(id, { nodes: [], spans }, author)),
      crossed: await refused(store.villages.all(id, { within: [crossed] })),
      noPlan: await refused(store.plans.get("no-such")),
      noImport: await refused(store.imports.get("no-such")),
    }).toEqual({
      again: "PROJECT_EXISTS",
      nowhere: "PROJECT_UNKNOWN",
      twice: "CODE_REPEATED",
      endless: "NODE_UNKNOWN",
      crossed: "POLYGON_INVALID",
      noPlan: "PLAN_UNKNOWN",
      noImport: "IMPORT_UNKNOWN",
    });
  });

  test("a project's record comes back as it was given, and a patch sets, keeps and clears", async () => {
    const store = theStore();
    const id = await freshProject();
    const corridors = { file: "c.bin", sha256: "00", vertices: 1, edges: 2, barriers: 3 };
    await store.projects.change(id, { corridors, credits: ["© nobody"], settings: { seed: 7 } }, author);
    const { project } = await store.projects.change(id, { nameZh: null, name: "Other" }, author);
    const { createdAt, revision, ...rest } = project;
    expect(rest).toEqual({
      ...{ id, name: "Other", extent: [108, 23, 109, 24], corridors, credits: ["© nobody"] },
      ...{ settings: { seed: 7 }, generated: false },
    });
    expect((await store.projects.get(id)).project).toEqual(project);
    expect(Date.now() - Date.parse(createdAt)).toBeLessThan(600_000);
    expect(revision).toBe(await store.revision());
  });

  test("villages come back as they were put, in pages that join to the whole", async () => {
    const store = theStore();
    const id = await freshProject();
    const villages = gridVillages(2_500);
    expect(await store.villages.put(id, villages, author)).toMatchObject({ inserted: 2_500, replaced: 0 });
    const pages: Village[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page = await store.villages.list(id, {}, { limit: 999, ...(cursor && { cursor }) });
      pages.push(...page.villages);
      cursor = page.next;
    }
    expect(pages).toEqual(villages);
    expect((await store.villages.all(id)).villages).toEqual(villages);
  });

  test("putting a known code replaces the village and drops what it no longer has", async () => {
    const store = theStore();
    const id = await freshProject();
    const [first, second] = gridVillages(2);
    await store.villages.put(id, [first!, second!], author);
    const {
      people: _,
      services: _no,
      priority: _none,
      dueDate: _never,
      ...moved
    } = { ...first!, name: "新名", position: [108.5, 23.5] as const };
    expect(await store.villages.put(id, [moved], author)).toMatchObject({ inserted: 0, replaced: 1 });
    expect((await store.villages.get(id, first!.code)).village).toEqual(moved);
    expect((await store.villages.get(id, second!.code)).village).toEqual(second);
  });

  test("villages are filtered by county, status and a drawn polygon, and counted by county", async () => {
    const store = theStore();
    const id = await freshProject();
    const west = gridVillages(100, 108, 23, "450103");
    const east = gridVillages(64, 109, 23, "450105").map(({ countyCode: _, ...village }) => village);
    await store.landscape.putCounties(id, [squareCounty("450103", "青秀区", 108, 23)], author);
    await store.villages.put(id, [...west, ...east], author);
    const half = [
      [108, 23],
      [108.5, 23],
      [108.5, 24],
      [108, 24],
      [108, 23],
    ] as const;
    const inHalf = await store.villages.all(id, { within: [half], status: "unconnected" });
    expect(inHalf.villages).toEqual(
      west.filter(({ position, status }) => position[0] < 108.5 && status === "unconnected"),
    );
    const either = { within: [half], status: ["unconnected", "connected"] } as const;
    expect((await store.villages.all(id, either)).villages).toHaveLength(
      west.filter(({ position }) => position[0] < 108.5).length,
    );
    expect((await store.villages.all(id, { countyCode: "450103" })).villages).toHaveLength(100);
    expect(await store.villages.counts(id)).toMatchObject({
      total: 164,
      services: ['say "live", {TV}', "广电"],
      counties: [
        { countyCode: "450103", countyName: "青秀区", byStatus: { unconnected: 34, connected: 66 }, total: 100 },
        { byStatus: { unconnected: 22, connected: 42 }, total: 64 },
      ],
    });
  });

  test("a village is found by part of its name, its pinyin, its initials and its code, wildcards being plain letters", async () => {
    const store = theStore();
    const id = await freshProject();
    const named = (code: string, name: string): Village => ({
      ...gridVillages(1)[0]!,
      code: code as VillageCode,
      name,
    });
    await store.villages.put(
      id,
      [
        named("450103001", "那桐村"),
        named("450103002", "朝阳村"),
        named("450104003", "Sant Julià"),
        named("450104004", "100%村"),
      ],
      author,
    );
    const found = async (text: string) => (await store.villages.search(id, text)).villages.map(({ name }) => name);
    expect({
      part: await found("桐"),
      pinyin: await found("chaoy"),
      spaced: await found("chao yang"),
      initials: await found("ntc"),
      code: await found("450104"),
      marks: await found("julia"),
      wildcard: await found("%"),
      nothing: await found(" "),
    }).toEqual({
      part: ["那桐村"],
      pinyin: ["朝阳村"],
      spaced: ["朝阳村"],
      initials: ["那桐村"],
      code: ["100%村", "Sant Julià"],
      marks: ["Sant Julià"],
      wildcard: ["100%村"],
      nothing: [],
    });
  });

  test("plant comes back as it was put; a node that a span ends on stays", async () => {
    const store = theStore();
    const id = await freshProject();
    const plant = chainPlant(300);
    await store.plant.put(id, plant, author);
    const { nodes, spans } = await store.plant.read(id);
    expect({ nodes, spans }).toEqual(plant);
    expect(await store.plant.counts(id)).toMatchObject({ nodes: 300, spans: 299 });
    await expect(store.plant.remove(id, { nodes: [plant.nodes[5]!.id] }, author)).rejects.toMatchObject({
      code: "NODE_IN_USE",
    });
    await store.plant.remove(id, { nodes: [plant.nodes[0]!.id], spans: [plant.spans[0]!.id] }, author);
    expect(await store.plant.counts(id)).toMatchObject({ nodes: 299, spans: 298 });
  });

  test("areas are kept with what they ask for, replaced by id, repaired where their outline crosses itself, and removed", async () => {
    const store = theStore();
    const id = await freshProject();
    const square = (lon: number): [number, number][] => [
      [lon, 23],
      [lon + 1, 23],
      [lon + 1, 24],
      [lon, 24],
      [lon, 23],
    ];
    const areas: Area[] = [
      { id: "A", name: "保护区", kind: "forbidden", shape: [[square(108)]] },
      { id: "B", name: "rock", kind: "soil", soil: "rock", shape: [[square(109)], [square(111)]] },
      { id: "C", name: "dear", kind: "expensive", surcharge: { pct: 30 }, shape: [[square(110)]] },
    ];
    await store.areas.put(id, areas, author);
    await store.areas.put(id, [{ id: "A", name: "林地", kind: "forest", shape: [[square(108)]] }], author);
    expect((await store.areas.all(id)).areas).toEqual([
      { ...areas[0], name: "林地", kind: "forest" },
      areas[1],
      areas[2],
    ]);
    const [a, b, c, d] = square(100);
    await store.areas.put(id, [{ id: "X", name: "X", kind: "forest", shape: [[[a!, c!, b!, d!, a!]]] }], author);
    expect((await store.areas.all(id)).areas.at(-1)?.shape.length).toBe(2);
    expect(await store.areas.remove(id, ["A", "X", "nobody"], author)).toMatchObject({ areas: 2 });
    expect((await store.areas.all(id)).areas.map((area) => area.id)).toEqual(["B", "C"]);
    await expect(store.areas.put("nowhere", areas, author)).rejects.toMatchObject({ code: "PROJECT_UNKNOWN" });
  });

  test("price books are kept by name", async () => {
    const store = theStore();
    const id = await freshProject();
    const book: PriceBook = {
      name: "2026",
      currency: "CNY",
      prices: [{ code: "span.aerial.flat", unit: "m", priceFen: 3_050, source: "tender", date: "2026-01-01" }],
    };
    await store.priceBooks.put(id, { ...book, prices: [] }, author);
    await store.priceBooks.put(id, book, author);
    expect((await store.priceBooks.list(id)).priceBooks).toEqual([book]);
    expect((await store.priceBooks.get(id, "2026")).priceBook).toEqual(book);
    expect(await store.priceBooks.get(id, "2020")).not.toHaveProperty("priceBook");
  });

  test("a staged import keeps its records until it is settled, once", async () => {
    const store = theStore();
    const id = await freshProject();
    const before = await store.revision();
    const fresh = { id: `import-${id}`, projectId: id, kind: "villages", fileName: "村.csv", report: { rows: 3 } };
    await store.imports.stage(fresh, gridVillages(3));
    expect(await store.imports.records(fresh.id)).toEqual(gridVillages(3));
    expect(await store.imports.settle(fresh.id, "committed")).toMatchObject({ ...fresh, state: "committed" });
    await expect(store.imports.settle(fresh.id, "discarded")).rejects.toMatchObject({ code: "IMPORT_NOT_STAGED" });
    await expect(store.imports.records(fresh.id)).rejects.toMatchObject({ code: "IMPORT_NOT_STAGED" });
    expect(await store.revision()).toBe(before);
  });

  test("a plan runs from queued to done; its proposal, spans, villages and paths come back whole", async () => {
    const store = theStore();
    const projectId = await freshProject();
    const id = `plan-${projectId}`;
    const proposal = rowProposal(20);
    await store.plans.create({ id, projectId, request: { seed: 1 } }, author);
    expect((await store.plans.start(id)).state).toBe("running");
    expect(await store.plans.progress(id, { phase: "tree", fraction: 0.5 })).toBe(true);
    const computedOn = await store.revision();
    const { plan } = await store.plans.finish(id, { proposal, issues: [], computedOn }, author);
    expect(plan).toMatchObject({ state: "done", totals: proposal.totals, computedOn, revision: computedOn + 1 });
    expect((await store.plans.proposal(id)).proposal).toEqual(proposal);
    const { village, path } = await store.plans.village(id, "V000003");
    expect(village).toEqual(proposal.villages[2]);
    expect(path).toEqual([proposal.spans[2], proposal.spans[1], proposal.spans[0]]);
    expect((await store.plans.village(id, "U000001")).village).toEqual(proposal.villages[20]);
    expect((await store.plans.village(id, "L000001")).village).toEqual(proposal.villages[21]);
    expect((await store.plans.span(id, "X7")).span).toEqual(proposal.spans[6]);
  });

  test("a cancelled plan takes no progress and no proposal", async () => {
    const store = theStore();
    const projectId = await freshProject();
    const id = `plan-${projectId}`;
    await store.plans.create({ id, projectId, request: {} }, author);
    await store.plans.start(id);
    expect((await store.plans.cancel(id, author)).plan.state).toBe("cancelled");
    expect(await store.plans.progress(id, {})).toBe(false);
    const answer = { proposal: rowProposal(2), issues: [], computedOn: 0 };
    await expect(store.plans.finish(id, answer, author)).rejects.toMatchObject({ code: "PLAN_NOT_RUNNING" });
    expect((await store.plans.inState(["queued", "running"])).plans).toEqual([]);
  });

  test("removing a project removes everything in it and nothing else", async () => {
    const store = theStore();
    const [gone, stays] = [await freshProject(), await freshProject()];
    for (const id of [gone, stays]) {
      await store.villages.put(id, gridVillages(10), author);
      await store.plant.put(id, chainPlant(10), author);
      await store.plans.create({ id: `plan-${id}`, projectId: id, request: {} }, author);
    }
    await store.projects.remove(gone, author);
    expect((await store.villages.all(gone)).villages).toEqual([]);
    expect((await store.villages.all(stays)).villages).toHaveLength(10);
    expect(await store.plant.counts(stays)).toMatchObject({ nodes: 10, spans: 9 });
    await expect(store.plans.get(`plan-${gone}`)).rejects.toMatchObject({ code: "PLAN_UNKNOWN" });
    await store.projects.remove(stays, author);
  });

  test("another library's SQL runs beside: values, JSON, times, several statements in one text", async () => {
    const store = theStore();
    await store.execute(
      "create schema if not exists beside; create table beside.job (id integer, data jsonb); select 1",
    );
    await store.execute("insert into beside.job values ($1, $2)", [7, { a: [1] }]);
    expect((await store.execute("select id, data from beside.job")).rows).toEqual([{ id: 7, data: { a: [1] } }]);
    const noon = new Date("2026-11-23T12:00:00.000Z");
    expect((await store.execute("select $1::timestamptz as at, $2::text[] as list", [noon, ["a", "b"]])).rows).toEqual([
      { at: noon, list: ["a", "b"] },
    ]);
    expect((await store.execute("select 1 as n; select 2 as n")).rows).toEqual([{ n: 1 }, { n: 2 }]);
    await expect(store.execute("begin; select 1/0; commit")).rejects.toThrow(/division by zero/);
    await expect(store.execute("select 1; select 1/0")).rejects.toThrow(/division by zero/);
    await store.execute("drop schema beside cascade");
  });
}
