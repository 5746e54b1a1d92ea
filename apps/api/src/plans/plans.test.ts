import * as contract from "@cuntong/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEvents } from "../testing/events.ts";
import { type Harness, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness({ withDemo: true });
const { client, request, service, store } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

const all = { select: "all" } as const;

async function planned(body: Parameters<typeof service.plans.start>[0]): Promise<string> {
  const { plan } = await client.call(contract.createPlan, { body });
  await service.plans.follow(plan.id, () => {});
  return plan.id;
}

describe.skipIf(!harness)("plans on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  let planId = "";
  let detail: contract.PlanDetail;

  beforeAll(async () => {
    planId = await planned({ projectId: "small", name: "东兰县 2026", villages: all });
    detail = await client.call(contract.getPlan, { params: { planId } });
  });

  test("a plan of the county connects its twenty villages, and everything about it adds up", () => {
    expect(detail.plan.state, JSON.stringify(detail.plan.issues)).toBe("done");
    const { totals } = detail.plan;
    expect(totals?.villages).toBe(20);
    expect((totals?.connected ?? 0) + (totals?.unreachable ?? 0)).toBe(20);
    expect(detail.bill.reduce((sum, line) => sum + line.costFen, 0)).toBe(totals?.costFen);
    expect(detail.histogram.reduce((sum, bin) => sum + bin.villages, 0)).toBe(totals?.connected);
    expect(detail.counties.reduce((sum, county) => sum + county.shareFen, 0)).toBe(totals?.costFen);
    expect(detail.counties.map(({ name }) => name)).toEqual(["东兰县"]);
    expect(detail.unreachable.length).toBe(totals?.unreachable);
    expect([detail.generated, detail.plan.progress, detail.plan.name]).toEqual([
      true,
      { phase: "save", fraction: 1 },
      "东兰县 2026",
    ]);
  });

  test("a budget chooses villages under its cap, and one that cannot be kept says what would do", async () => {
    const request = { projectId: "small", name: "budget", villages: all } as const;
    const half = Math.floor((detail.plan.totals?.costFen ?? 0) / 2);
    const weights = { people: 1, village: 100 };
    const asked = await planned({ ...request, budget: { capFen: half, weights, curvePoints: 4 } });
    const { plan, leftOut } = await client.call(contract.getPlan, { params: { planId: asked } });
    expect([plan.state, (plan.totals?.costFen ?? Infinity) <= half]).toEqual(["done", true]);
    const { weight, weightBound, curve = [] } = plan.totals!.budget!;
    expect([weight > 0, weight <= weightBound, curve.length > 3]).toEqual([true, true, true]);
    expect(leftOut.length).toBe(plan.totals?.leftOut);
    for (const village of leftOut) expect([village.reason, village.addedFen! > 0]).toEqual(["not-chosen", true]);
    const quotas = [{ countyCode: detail.counties[0]!.countyCode, atLeast: 20, of: "villages" as const }];
    const refused = await planned({ ...request, budget: { capFen: half, weights, quotas } });
    const { plan: failed } = await client.call(contract.getPlan, { params: { planId: refused } });
    expect([failed.state, failed.issues.map(({ code }) => code)]).toEqual(["failed", ["QUOTA_INFEASIBLE"]]);
    const kept = quotas.map((quota) => ({ ...quota, atLeast: 2 }));
    const held = await planned({ ...request, budget: { capFen: half, weights, quotas: kept } });
    const { counties } = await client.call(contract.getPlan, { params: { planId: held } });
    expect(counties.map(({ quotas }) => quotas)).toEqual([
      [{ of: "villages", atLeast: 2, got: counties[0]!.connected }],
    ]);
  });

  test("a village's services, priority and due date decide under a budget; one that does not say them is named", async () => {
    const weights = { services: { 广电: 5 }, priority: 100 };
    const budget = { capFen: Math.floor((detail.plan.totals?.costFen ?? 0) / 3), weights, dueBy: "2027-06-30" };
    const ended = async () => {
      const id = await planned({ projectId: "small", name: "wishes", villages: all, budget });
      return { id, ...(await client.call(contract.getPlan, { params: { planId: id } })) };
    };
    const unsaid = (await ended()).plan;
    expect([unsaid.state, unsaid.issues.map(({ code, params }) => [code, params?.weight])]).toEqual([
      "failed",
      [
        ["WEIGHT_UNKNOWN", "priority"],
        ["WEIGHT_UNKNOWN", "广电"],
      ],
    ]);
    const { villages } = await store.villages.all("small", { status: ["unconnected", "planned"] });
    const { proposal } = await store.plans.proposal(planId);
    const reached = proposal.villages.filter(({ state }) => state === "connected").map(({ code }) => code);
    const [urgent, due] = [reached[4]!, reached[11]!];
    const wishes = villages.map((village) => ({
      ...{ ...village, services: village.code === urgent ? ["广电"] : [], priority: village.code === urgent ? 2 : 0 },
      ...(village.code === due ? { dueDate: "2027-06-30" } : {}),
    }));
    await store.villages.put("small", wishes, { by: "tester", note: "" });
    const { id, plan } = await ended();
    expect([plan.state, plan.totals?.budget?.weight, plan.request.budget]).toEqual(["done", 205, budget]);
    const chosen = (await store.plans.proposal(id)).proposal.villages.filter(({ state }) => state === "connected");
    expect(chosen.map(({ code }) => code)).toEqual(expect.arrayContaining([urgent, due]));
    const { village } = await client.call(contract.getVillage, { params: { projectId: "small", code: urgent } });
    expect(village).toMatchObject({ services: ["广电"], priority: 2, dueDate: null });
    const { project } = await client.call(contract.getProject, { params: { projectId: "small" } });
    expect(project.services).toEqual(["广电"]);
    await store.villages.put("small", villages, { by: "tester", note: "" });
  });

  test("two plans with one seed are the same to the byte", async () => {
    const again = await planned({ projectId: "small", name: "again", villages: all });
    const [first, second] = await Promise.all(
      [planId, again].map(async (id) => (await store.plans.proposal(id)).proposal),
    );
    expect({ ...second, inputs: [] }).toEqual({ ...first, inputs: [] });
  });

  test("a connected village's path leads over touching spans to the existing plant, and its cost is made of prices", async () => {
    const { proposal } = await store.plans.proposal(planId);
    for (const village of proposal.villages) {
      if (village.state !== "connected") continue;
      const params = { planId, code: village.code };
      const { path } = await client.call(contract.getVillagePath, { params });
      expect(path.pathCostFen).toBe(path.spans.reduce((sum, { costFen }) => sum + costFen, 0));
      expect(path.spans.reduce((sum, { lengthM }) => sum + lengthM, 0)).toBeCloseTo(path.pathM, 3);
      const ends = path.spans.map(({ line }) => [JSON.stringify(line.at(0)), JSON.stringify(line.at(-1))]);
      for (const [i, [from]] of ends.entries()) if (ends[i + 1]) expect(ends[i + 1]![1]).toBe(from);
      expect(ends.at(-1)?.[0] ?? JSON.stringify(path.rootNode.position)).toBe(JSON.stringify(path.rootNode.position));
      const billed = path.bill.reduce((sum, { costFen }) => sum + costFen, 0);
      expect(Math.abs(billed - path.pathCostFen)).toBeLessThanOrEqual(path.bill.length * path.spans.length + 1);
    }
  });

  test("a village that the plan does not connect has no path", async () => {
    const problem = await problemOf(client.call(contract.getVillagePath, { params: { planId, code: "none" } }));
    expect(problem.code).toBe("NOT_FOUND");
  });

  test("a span of the plan says whom it serves and what it is made of", async () => {
    const { proposal } = await store.plans.proposal(planId);
    const busiest = proposal.spans.reduce((most, span) => (span.villagesBeyond > most.villagesBeyond ? span : most));
    const { span } = await client.call(contract.getPlanSpan, { params: { planId, spanId: busiest.id } });
    expect(span).toMatchObject({ id: busiest.id, line: busiest.line, costFen: busiest.costFen });
    expect(span.villages.length).toBe(span.villagesBeyond);
    const billed = span.bill.reduce((sum, { costFen }) => sum + costFen, 0);
    expect(Math.abs(billed - span.costFen)).toBeLessThanOrEqual(span.bill.length);
    const params = { planId, spanId: "none" };
    expect((await problemOf(client.call(contract.getPlanSpan, { params }))).code).toBe("NOT_FOUND");
  });

  test("a plan avoids the corridors and leaves out the villages that its request locks", async () => {
    const { proposal } = await store.plans.proposal(planId);
    const [dropped, kept] = proposal.villages.filter(({ state }) => state === "connected").map(({ code }) => code);
    const path = (await client.call(contract.getVillagePath, { params: { planId, code: kept! } })).path.spans;
    const closed = path.reduce((longest, span) => (span.lengthM > longest.lengthM ? span : longest));
    const locks = { avoid: [{ id: "closed", line: closed.line }], forbid: [dropped!] };
    const id = await planned({ projectId: "small", villages: all, locks, partial: true });
    const answer = await client.call(contract.getPlan, { params: { planId: id } });
    expect(answer.plan.state, JSON.stringify(answer.plan.issues)).toBe("done");
    expect(answer.leftOut).toContainEqual(expect.objectContaining({ code: dropped, reason: "forbidden" }));
    const lines = (await store.plans.proposal(id)).proposal.spans.map(({ line }) => JSON.stringify(line));
    expect(lines).not.toContain(JSON.stringify(closed.line));
  });

  test("a lock that cannot be kept fails the plan, and is named", async () => {
    const locks = { must: ["nowhere"] };
    const id = await planned({ projectId: "small", villages: all, locks });
    const { plan } = await client.call(contract.getPlan, { params: { planId: id } });
    expect([plan.state, plan.issues.map(({ code, value }) => [code, value])]).toEqual([
      "failed",
      [["LOCK_VILLAGE_UNKNOWN", "nowhere"]],
    ]);
  });

  test("what is counted item by item, as the defaults offer it, is in the bill, and running cost apart", async () => {
    const { counting, itemised } = await client.call(contract.getPlanDefaults, {});
    expect([counting.poles, itemised.poles?.everyM]).toEqual([null, 50]);
    const books = (await client.call(contract.listPriceBooks, { params: { projectId: "small" } })).priceBooks;
    const priceBook = books.find(({ prices }) => prices.some(({ code }) => code === "node.pole"))!.name;
    const id = await planned({ projectId: "small", villages: all, priceBook, counting: itemised, effort: "instant" });
    const { plan, bill, opex } = await client.call(contract.getPlan, { params: { planId: id } });
    expect(plan.state, JSON.stringify(plan.issues)).toBe("done");
    expect(bill.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["node.pole", "node.cabinet", "village.fixed"]),
    );
    expect(opex?.lines.reduce((sum, { costFen }) => sum + costFen, 0)).toBe(plan.totals?.opexFen);
  });

  test.each(contract.planFileNames)("%s is downloaded under the plan's name, and not twice", async (file) => {
    const path = client.href(contract.getPlanFile, { params: { planId, file } });
    expect(detail.files.map(({ href }) => href)).toContain(path);
    const response = await request(path);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(500);
    expect(response.headers.get("content-disposition")).toContain(
      `filename*=UTF-8''${encodeURIComponent("东兰县 2026")}%20${file}`,
    );
    const etag = response.headers.get("etag")!;
    expect((await request(path, { headers: { "if-none-match": etag } })).status).toBe(304);
    const magic = { gpkg: "SQLite", xlsx: "PK", json: "{", geojson: "{", csv: "\ufeff" }[file.split(".")[1]!]!;
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).startsWith(magic)).toBe(true);
  });

  test("progress streams from queued to the end while a plan is made", async () => {
    const { plan } = await client.call(contract.createPlan, { body: { projectId: "small", villages: all } });
    const response = await request(client.href(contract.planEvents, { params: { planId: plan.id } }));
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const events = await readEvents(response);
    const last = contract.Plan.parse(events.at(-1)!.data);
    expect([events.at(-1)!.event, last.state]).toEqual(["end", "done"]);
    const progress = events.slice(0, -1).map(({ data }) => contract.PlanProgress.parse(data));
    expect(progress.map(({ phase }) => phase)).toEqual(expect.arrayContaining(["tree", "proposal", "save"]));
  });

  test("a plan under a budget tells what is chosen while it runs, and never what costs more than the cap", async () => {
    const capFen = 60_000_000;
    const budget = { capFen, weights: { village: 1 }, curvePoints: 6 };
    const { plan } = await client.call(contract.createPlan, { body: { projectId: "small", villages: all, budget } });
    const events = await readEvents(await request(client.href(contract.planEvents, { params: { planId: plan.id } })));
    const progress = events.slice(0, -1).map(({ data }) => contract.PlanProgress.parse(data));
    const choices = progress.flatMap(({ choice }) => choice ?? []);
    const ended = contract.Plan.parse(events.at(-1)!.data);
    expect(ended.state, JSON.stringify(ended.issues)).toBe("done");
    expect(choices.length).toBeGreaterThan(1);
    expect(choices.filter(({ best }) => best.costFen > capFen || best.villages > best.weightBound)).toEqual([]);
    expect(choices.at(-1)!.curve.length).toBeGreaterThan(choices[0]!.curve.length);
  });

  test("a plan that is told to finish ends with what it has, and says that its search was ended", async () => {
    const body = { projectId: "small", villages: all, effort: "thorough" as const };
    const { plan } = await client.call(contract.createPlan, { body });
    const path = client.href(contract.planEvents, { params: { planId: plan.id } });
    await readEvents(await request(path), ({ data }) => (data as contract.PlanProgress).phase === "load");
    await client.call(contract.finishPlan, { params: { planId: plan.id } });
    expect((await service.plans.follow(plan.id, () => {})).state).toBe("done");
    const { proposal } = await store.plans.proposal(plan.id);
    expect([proposal.madeBy.deterministic, proposal.totals.connected]).toEqual([false, detail.plan.totals?.connected]);
    const late = await problemOf(client.call(contract.finishPlan, { params: { planId: plan.id } }));
    expect(late.code).toBe("CONFLICT");
  });

  test("the events of a finished plan are its end", async () => {
    const events = await readEvents(await request(`/api/plans/${planId}/events`));
    expect(events.map(({ event }) => event)).toEqual(["progress", "end"]);
  });

  test("plans are listed, the newest first, and a finished one can be removed", async () => {
    const id = await planned({ projectId: "small", name: "for a moment", villages: all, effort: "instant" });
    const query = { projectId: "small", limit: 1 };
    expect((await client.call(contract.listPlans, { query })).plans.map((plan) => plan.id)).toEqual([id]);
    await client.call(contract.deletePlan, { params: { planId: id } });
    expect((await problemOf(client.call(contract.getPlan, { params: { planId: id } }))).code).toBe("NOT_FOUND");
  });

  test("a drawn polygon and a list of codes choose villages, a county chooses its own", async () => {
    const { villages } = await store.villages.all("small", { status: "unconnected" });
    // A village that is planned for is without fibre as much as one that is not.
    await store.villages.put("small", [{ ...villages[0]!, status: "planned" }], { by: "test" });
    const [lon, lat] = villages[0]!.position;
    const around = [
      [lon - 0.001, lat - 0.001],
      [lon + 0.001, lat - 0.001],
      [lon + 0.001, lat + 0.001],
      [lon - 0.001, lat + 0.001],
    ] as [number, number][];
    const counts = [];
    for (const choice of [
      { select: "polygon" as const, polygon: around },
      { select: "codes" as const, codes: villages.slice(0, 3).map(({ code }) => code) },
      { select: "county" as const, countyCode: "451224" },
    ]) {
      const id = await planned({ projectId: "small", villages: choice, effort: "instant" });
      counts.push((await client.call(contract.getPlan, { params: { planId: id } })).plan.totals?.villages);
    }
    expect(counts).toEqual([1, 3, 20]);
    await store.villages.put("small", villages.slice(0, 1), { by: "test" });
  });

  test("codes that are not to be connected are named, and nothing is planned without them", async () => {
    const { villages } = await store.villages.all("small");
    const [open, connected] = ["unconnected", "connected"].map((status) => villages.find((v) => v.status === status)!);
    const before = await store.revision();
    const codes = [open!.code, connected!.code, "nowhere"];
    const body = { projectId: "small", villages: { select: "codes" as const, codes } };
    const problem = await problemOf(client.call(contract.createPlan, { body }));
    expect([problem.status, problem.issues!.map(({ code, value }) => [code, value])]).toEqual([
      422,
      [
        ["VILLAGE_NOT_OPEN", connected!.code],
        ["VILLAGE_NOT_OPEN", "nowhere"],
      ],
    ]);
    expect(await store.revision()).toBe(before);
  });

  test.each([
    ["NO_VILLAGES", { villages: { select: "county", countyCode: "450103" } }],
    ["PRICE_BOOK_UNKNOWN", { villages: all, priceBook: "none" }],
    [
      "POLYGON_INVALID",
      {
        villages: {
          select: "polygon",
          polygon: [
            [107, 24],
            [108, 25],
            [108, 24],
            [107, 25],
          ],
        },
      },
    ],
  ] as const)("what cannot be planned is refused at once: %s", async (code, wrong) => {
    const body = JSON.stringify({ projectId: "small", ...wrong });
    const headers = { "content-type": "application/json" };
    const response = await request("/api/plans", { method: "POST", headers, body });
    const problem = contract.Problem.parse(await response.json());
    expect([response.status, problem.issues?.map((issue) => issue.code)]).toEqual([422, [code]]);
  });

  test("a project without corridors cannot be planned", async () => {
    await client.call(contract.createProject, { body: { id: "bare", name: "bare" } });
    const problem = await problemOf(client.call(contract.createPlan, { body: { projectId: "bare", villages: all } }));
    expect(problem.issues?.map(({ code }) => code)).toEqual(["NO_VILLAGES", "NO_CORRIDORS"]);
  });

  test("a price that the plan needs and the book lacks fails the plan and is named", async () => {
    const book = (await store.priceBooks.list("small")).priceBooks[0]!;
    const prices = book.prices.filter(({ code }) => code !== "span.aerial.flat");
    await store.priceBooks.put("small", { ...book, name: "gap", prices }, { by: "test" });
    const id = await planned({ projectId: "small", villages: all, priceBook: "gap" });
    const { plan } = await client.call(contract.getPlan, { params: { planId: id } });
    expect([plan.state, plan.issues.map(({ code }) => code)]).toEqual(["failed", ["PRICE_MISSING"]]);
    expect(plan.issues[0]!.message).toContain("span.aerial.flat");
    const problem = await problemOf(client.call(contract.cancelPlan, { params: { planId: id } }));
    expect(problem.code).toBe("CONFLICT");
    const file = await request(`/api/plans/${id}/files/bom.csv`);
    expect(file.status).toBe(409);
  });
});
