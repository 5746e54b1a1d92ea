import * as contract from "@cuntong/contract";
import { afterAll, describe, expect, test } from "vitest";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness({ withDemo: true });
const { client, request, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

const small = { projectId: "small" };

describe.skipIf(!harness)("projects on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  test("the demonstration is listed with its counts, and said to be generated", async () => {
    const { projects, revision } = await client.call(contract.listProjects, {});
    const [project] = projects;
    expect(project).toMatchObject({ id: "small", nameZh: "东兰县", generated: true, hasElevation: true });
    expect(Object.values(project!.villages).reduce((sum, count) => sum + count, 0)).toBe(147);
    expect(project!.villages.unconnected).toBe(20);
    expect(project!.corridorEdges).toBeGreaterThan(5_000);
    expect(revision).toBeGreaterThan(0);
    expect(await client.call(contract.getProject, { params: small })).toMatchObject({ project: { id: "small" } });
  });

  test("its counties have an extent, pinyin and villages by status", async () => {
    const { counties } = await client.call(contract.listCounties, { params: small });
    expect(counties).toMatchObject([{ code: "451224", name: "东兰县", pinyin: "donglanxian" }]);
    const [west, south, east, north] = counties[0]!.extent;
    expect(west < 107.4 && east > 107.2 && south < 24.6 && north > 24.3).toBe(true);
    expect(counties[0]!.villages.unconnected).toBe(20);
  });

  test("villages come page by page, each once", async () => {
    const codes: string[] = [];
    let after: string | undefined;
    for (;;) {
      const query = { limit: 50, ...(after === undefined ? {} : { after }) };
      const page = await client.call(contract.listVillages, { params: small, query });
      codes.push(...page.villages.map(({ code }) => code));
      if (page.next === null) break;
      after = page.next;
    }
    expect([codes.length, new Set(codes).size]).toEqual([147, 147]);
    expect(codes).toEqual(codes.toSorted());
  });

  test("villages are filtered by county and status", async () => {
    const query = { county: "451224", status: "unconnected" as const };
    const { villages } = await client.call(contract.listVillages, { params: small, query });
    expect([villages.length, new Set(villages.map(({ status }) => status))]).toEqual([20, new Set(["unconnected"])]);
    const none = await client.call(contract.listVillages, { params: small, query: { county: "450103" } });
    expect(none.villages).toEqual([]);
  });

  test("a village is found by code, name, pinyin and initials; a county and a node by name", async () => {
    const { villages } = await client.call(contract.listVillages, { params: small, query: { limit: 1 } });
    const { village } = await client.call(contract.getVillage, { params: { ...small, code: villages[0]!.code } });
    const initialsOf = async (q: string) =>
      (await client.call(contract.search, { params: small, query: { q, limit: 50 } })).hits;
    for (const q of [village.code, village.name, village.pinyin]) {
      expect(
        (await initialsOf(q)).map(({ code }) => code),
        q,
      ).toContain(village.code);
    }
    expect((await initialsOf("dlx"))[0]).toMatchObject({ kind: "county", code: "451224" });
    expect((await initialsOf("东兰"))[0]).toMatchObject({ kind: "county", name: "东兰县" });
    expect(await initialsOf("%")).toEqual([]);
  });

  test("a node is found by the beginning of its id, whatever its letters' size", async () => {
    const { nodes } = await store.plant.read("small");
    const id = nodes[0]!.id;
    const { hits } = await client.call(contract.search, { params: small, query: { q: id.toUpperCase(), limit: 50 } });
    expect(hits).toContainEqual(expect.objectContaining({ kind: "node", code: id }));
  });

  test("the default price book comes first", async () => {
    const { priceBooks } = await client.call(contract.listPriceBooks, { params: small });
    expect(priceBooks[0]!.prices.length).toBeGreaterThan(10);
  });

  test("a project is made once, empty but for its price book, and removed with everything", async () => {
    const body = { id: "test-one", name: "一号" };
    const made = await client.call(contract.createProject, { body });
    expect(made.project).toMatchObject({ id: "test-one", corridorEdges: 0, extent: null, generated: false });
    expect((await problemOf(client.call(contract.createProject, { body }))).code).toBe("CONFLICT");
    await client.call(contract.deleteProject, { params: { projectId: "test-one" } });
    expect((await problemOf(client.call(contract.getProject, { params: { projectId: "test-one" } }))).code).toBe(
      "NOT_FOUND",
    );
  });

  test("the id that the tiles of plans need is kept", async () => {
    const problem = await problemOf(client.call(contract.createProject, { body: { id: "plans", name: "x" } }));
    expect(problem).toMatchObject({ code: "CONFLICT", status: 409 });
  });

  test.each([
    "/api/projects/none",
    "/api/projects/none/counties",
    "/api/projects/none/villages",
    "/api/projects/none/search?q=a",
    "/api/projects/none/price-books",
    "/api/projects/small/villages/none",
    "/api/plans?projectId=none",
    "/tiles/none/corridors/1/0/0.mvt",
  ])("what is not there is NOT_FOUND: %s", async (path) => {
    const response = await request(path);
    expect([response.status, ((await response.json()) as contract.Problem).code]).toEqual([404, "NOT_FOUND"]);
  });

  test.each([
    ["/api/projects/Bad_Id", "path#/projectId"],
    ["/api/projects/small/villages?limit=0", "query#/limit"],
    ["/api/projects/small/villages?status=lost", "query#/status"],
    ["/api/projects/small/search?q=%20", "query#/q"],
    ["/api/plans/not-a-uuid", "path#/planId"],
  ])("a wrong value is named: %s", async (path, field) => {
    const problem = (await (await request(path)).json()) as contract.Problem;
    expect([problem.code, problem.issues?.map(({ place }) => place.field)]).toEqual(["INVALID_REQUEST", [field]]);
  });
});
