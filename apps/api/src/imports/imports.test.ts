import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as contract from "@cuntong/contract";
import { afterAll, describe, expect, test } from "vitest";
import { openElevation } from "../elevation/open.ts";
import { type Harness, openOn, startHarness } from "../testing/harness.ts";
import { problemOf } from "../testing/problem-of.ts";

const harness = await startHarness({ withDemo: true });
const { client, request, service, store, dataFolder } = harness ?? ({} as Harness);
afterAll(() => harness?.close());

type Kind = contract.ImportKind;
const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const uploads = () => readdirSync(join(dataFolder, "uploads"));

function upload(
  projectId: string,
  kind: Kind,
  fileName: string,
  content: string | Uint8Array<ArrayBuffer>,
  datum?: "GCJ02",
) {
  const file = typeof content === "string" ? bytes(content) : content;
  const query = { kind, fileName, ...(datum ? { datum } : {}) };
  return client.call(contract.createImport, { params: { projectId }, query, file });
}

async function take(projectId: string, kind: Kind, fileName: string, content: string | Uint8Array<ArrayBuffer>) {
  const { import: created } = await upload(projectId, kind, fileName, content);
  const params = { importId: created.id };
  return (await client.call(contract.commitImport, { params, body: {} })).import;
}

const villages = `code,name,lon,lat,people,households,status,业务,优先级,期限
451224100201,一村,107.30,24.50,900,200,unconnected,广电；宽带,3,2027-06-30
451224100202,二村,107.32,24.51,800,180,unconnected
451224100203,三村,107.31,24.52,700,150,connected
`;

function lines(features: { coordinates: number[][]; properties: object }[]): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: features.map(({ coordinates, properties }) => ({
      type: "Feature",
      properties,
      geometry: { type: "LineString", coordinates },
    })),
  });
}

const roads = lines([
  {
    coordinates: [
      [107.3, 24.5],
      [107.31, 24.505],
      [107.32, 24.51],
    ],
    properties: { highway: "tertiary" },
  },
  {
    coordinates: [
      [107.32, 24.51],
      [107.31, 24.52],
    ],
    properties: { highway: "track" },
  },
]);

const plant = JSON.stringify({
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { id: "H1", kind: "headend", name: "机房", status: "operational" },
      geometry: { type: "Point", coordinates: [107.31, 24.52] },
    },
  ],
});

/** A tile of even ground. */
function flatTile(heightM = 300): Uint8Array<ArrayBuffer> {
  const tile = new Uint8Array(1201 * 1201 * 2);
  const view = new DataView(tile.buffer);
  for (let at = 0; at < tile.length; at += 2) view.setInt16(at, heightM);
  return tile;
}

describe.skipIf(!harness)("imports on PostGIS (skipped where no PostgreSQL with PostGIS is installed)", () => {
  test("a project that is made of five uploaded files can be planned", async () => {
    const projectId = "from-files";
    await client.call(contract.createProject, { body: { id: projectId, name: "from files" } });
    const taken = [
      await take(projectId, "corridors", "roads.geojson", roads),
      await take(projectId, "villages", "villages.csv", villages),
      await take(projectId, "plant", "plant.geojson", plant),
      await take(projectId, "elevation", "N24E107.hgt", flatTile()),
    ];
    const { priceBooks } = await store.priceBooks.list(projectId);
    await take(projectId, "prices", "ours.json", JSON.stringify({ ...priceBooks[0], name: "ours" }));
    expect(taken.map(({ kind, state, counts }) => [kind, state, counts])).toEqual([
      ["corridors", "committed", { vertices: 3, edges: 2, barriers: 0 }],
      ["villages", "committed", { villages: 3 }],
      ["plant", "committed", { nodes: 1, spans: 0 }],
      ["elevation", "committed", { tiles: 1 }],
    ]);
    const { project } = await client.call(contract.getProject, { params: { projectId } });
    expect(project).toMatchObject({ corridorEdges: 2, nodes: 1, hasElevation: true, villages: { unconnected: 2 } });
    expect(project.extent).toEqual([107.3, 24.5, 107.32, 24.52]);
    expect(project.services).toEqual(["宽带", "广电"]);
    const listed = await client.call(contract.listVillages, { params: { projectId }, query: {} });
    expect(listed.villages).toMatchObject([
      { services: ["广电", "宽带"], priority: 3, dueDate: "2027-06-30" },
      { services: null, priority: null, dueDate: null },
      { services: null },
    ]);
    expect(uploads()).toEqual([]);

    const names = (await store.priceBooks.list(projectId)).priceBooks.map(({ name }) => name);
    const priceBook = names.find((name) => name.startsWith("ours"))!;
    const { plan } = await service.plans.start({ projectId, villages: { select: "all" }, priceBook });
    const ended = await service.plans.follow(plan.id, () => {});
    expect([ended.state, ended.issues.filter(({ severity }) => severity === "error")]).toEqual(["done", []]);
    expect(ended.totals).toMatchObject({ villages: 2, connected: 2 });
  });

  test("areas are taken by their ids, keep the project's plans out, can be asked for and removed", async () => {
    const projectId = "from-files";
    const area = (id: string, west: number, south: number) => ({
      type: "Feature",
      properties: { id, kind: "forbidden" },
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [west, south],
            [west + 0.004, south],
            [west + 0.004, south + 0.004],
            [west, south + 0.004],
            [west, south],
          ],
        ],
      },
    });
    const file = { type: "FeatureCollection", features: [area("on 2", 107.318, 24.508), area("off", 108, 25)] };
    const { counts } = await take(projectId, "areas", "areas.geojson", JSON.stringify(file));
    expect(counts).toEqual({ areas: 2 });
    const params = { projectId };
    expect((await client.call(contract.listAreas, { params })).areas.map(({ id, kind }) => [id, kind])).toEqual([
      ["off", "forbidden"],
      ["on 2", "forbidden"],
    ]);
    const end = async () => {
      const { plan } = await service.plans.start({ projectId, villages: { select: "all" } });
      return service.plans.follow(plan.id, () => {});
    };
    const kept = await end();
    expect(kept.issues.map(({ code }) => code)).toContain("VILLAGE_IN_FORBIDDEN");
    expect(kept.totals).toMatchObject({ villages: 2, connected: 1, unreachable: 1 });
    await client.call(contract.removeArea, { params: { ...params, areaId: "on 2" } });
    expect((await end()).totals).toMatchObject({ connected: 2 });
    await client.call(contract.removeArea, { params: { ...params, areaId: "off" } });
    expect(await problemOf(client.call(contract.removeArea, { params: { ...params, areaId: "off" } }))).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("bad rows are reported by row, nothing is stored, and the good ones can still be taken", async () => {
    const bad = `${villages}451224100201,重复,107.33,24.50,1,1,unconnected
451224100205,颠倒,24.50,107.30,1,1,unconnected
451224100206,县外,110.30,22.50,1,1,unconnected
,无码,107.33,24.50,1,1,unconnected
`;
    const before = await store.revision();
    const problem = await problemOf(upload("small", "villages", "villages.csv", bad));
    expect(problem).toMatchObject({ status: 422, code: "UNPROCESSABLE" });
    expect(await store.revision()).toBe(before);
    const errors = problem.issues!.filter(({ severity }) => severity === "error");
    expect(new Set(errors.map(({ place }) => place.row))).toEqual(new Set([5, 7, 8]));
    const swapped = problem.issues!.find(({ code }) => code === "POSITION_SWAPPED");
    expect([swapped?.severity, swapped?.place.row]).toEqual(["warning", 6]);

    const importId = problem.importId!;
    const { import: found } = await client.call(contract.getImport, { params: { importId } });
    expect([found.state, found.good, found.rows]).toEqual(["checked", 4, 7]);
    const report = await (await request(client.href(contract.importReport, { params: { importId } }))).text();
    expect(report.split("\r\n").length).toBe(found.issueCount + 2);
    for (const { code } of errors) expect(report).toContain(code);

    const refused = await problemOf(client.call(contract.commitImport, { params: { importId }, body: {} }));
    expect([refused.code, refused.importId]).toEqual(["UNPROCESSABLE", importId]);
    const body = { goodRowsOnly: true };
    const { import: committed } = await client.call(contract.commitImport, { params: { importId }, body });
    expect(committed.state).toBe("committed");
    const { village } = await client.call(contract.getVillage, {
      params: { projectId: "small", code: "451224100202" },
    });
    expect(village).toMatchObject({ name: "二村", people: 800, status: "unconnected" });
    const again = await problemOf(client.call(contract.commitImport, { params: { importId }, body }));
    expect(again.code).toBe("CONFLICT");
  });

  test.each([
    ["villages", "villages.csv"],
    ["villages", "villages.xlsx"],
    ["plant", "plant.geojson"],
    ["corridors", "roads.gpkg"],
    ["corridors", "roads.osm.pbf"],
    ["elevation", "N24E107.hgt"],
    ["prices", "prices.csv"],
  ] as const)("an empty file of %s (%s) is refused with a code, and so is a file of noise", async (kind, fileName) => {
    const noise = Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 251);
    for (const content of [new Uint8Array(), noise]) {
      const problem = await problemOf(upload("small", kind, fileName, content));
      expect([problem.status, problem.issues!.some(({ severity }) => severity === "error")]).toEqual([422, true]);
      const params = { importId: problem.importId! };
      const nothing = await problemOf(client.call(contract.commitImport, { params, body: { goodRowsOnly: true } }));
      expect(nothing.code).toBe("UNPROCESSABLE");
      await client.call(contract.discardImport, { params });
    }
    expect(uploads()).toEqual([]);
  });

  test("positions named as GCJ-02 are brought to WGS 84", async () => {
    const { import: created } = await upload("from-files", "villages", "gcj.csv", villages, "GCJ02");
    expect(created.datumUsed).toBe("GCJ02");
    await client.call(contract.discardImport, { params: { importId: created.id } });
  });

  test("tiles taken at one moment are all kept, and one that is taken again replaces what was there", async () => {
    await client.call(contract.createProject, { body: { id: "tiles", name: "tiles" } });
    const names = ["N24E107.hgt", "N24E108.heights", `dir/N24E109${"x".repeat(180)}`];
    const staged = await Promise.all(names.map((name, i) => upload("tiles", "elevation", name, flatTile(300 + i))));
    const commit = (importId: string) => client.call(contract.commitImport, { params: { importId }, body: {} });
    await Promise.all(staged.map(({ import: { id } }) => commit(id)));
    await take("tiles", "elevation", "N24E107.hgt", flatTile(900));
    const { project } = await store.projects.get("tiles");
    const paths = project.elevation!.files.map(({ file }) => join(dataFolder, "files", file));
    const ground = await openElevation(paths);
    expect([107.5, 108.5, 109.5].map((lon) => ground?.heightM(lon, 24.5))).toEqual([900, 301, 302]);
    expect(uploads()).toEqual([]);
  });

  test("texts that no store can keep are taken with a sign in their place", async () => {
    const point = (properties: object) => ({
      type: "Feature",
      properties,
      geometry: { type: "Point", coordinates: [107.3, 24.5] },
    });
    const places = JSON.stringify({
      type: "FeatureCollection",
      features: [
        point({ code: "z1", name: "half \ud800", status: "\u0000?", services: "tv\ud800" }),
        point({ code: "z2", name: "b" }),
      ],
    });
    await client.call(contract.createProject, { body: { id: "signs", name: "signs" } });
    expect((await take("signs", "villages", "villages.geojson", places)).state).toBe("committed");
    const nodes = JSON.stringify({ type: "FeatureCollection", features: [point({ id: "H\u0000", name: "\udc00" })] });
    expect((await take("signs", "plant", "plant.geojson", nodes)).state).toBe("committed");
    const { village } = await client.call(contract.getVillage, { params: { projectId: "signs", code: "z1" } });
    expect([village.name, village.services]).toEqual(["half \ufffd", ["tv\ufffd"]]);
    expect((await store.plant.read("signs")).nodes.map(({ id, name }) => [id, name])).toEqual([["H", "\ufffd"]]);
  });

  test("a discarded import leaves no file and cannot be taken", async () => {
    const { import: created } = await upload("small", "corridors", "roads.geojson", roads);
    const params = { importId: created.id };
    expect(uploads()).toEqual([created.id]);
    await client.call(contract.discardImport, { params });
    expect(uploads()).toEqual([]);
    const problem = await problemOf(client.call(contract.commitImport, { params, body: {} }));
    expect(problem.code).toBe("CONFLICT");
    expect((await client.call(contract.getImport, { params })).import.state).toBe("discarded");
  });

  test("a body that breaks off leaves nothing behind", async () => {
    let sent = 0;
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent++ > 3) controller.error(new Error("The line went dead."));
        else controller.enqueue(bytes(villages));
      },
    });
    const path = client.href(contract.createImport, {
      params: { projectId: "small" },
      query: { kind: "villages", fileName: "villages.csv" },
    });
    const response = await request(path, { method: "POST", body: broken, duplex: "half" });
    expect([response.status, uploads()]).toEqual([400, []]);
  });

  test("an upload for a project that is not there is refused before its body is read", async () => {
    let isRead = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull() {
          isRead = true;
        },
      },
      { highWaterMark: 0 },
    );
    const init = { method: "POST", body, duplex: "half" } as const;
    const response = await request("/api/projects/none/imports?kind=villages&fileName=a.csv", init);
    expect([response.status, isRead]).toEqual([404, false]);
  });

  test("an upload that says it is too large is refused at once", async () => {
    const init = { method: "POST", body: "x", headers: { "content-length": String(contract.uploadLimitBytes + 1) } };
    const response = await request("/api/projects/small/imports?kind=villages&fileName=a.csv", init);
    expect([response.status, uploads()]).toEqual([413, []]);
  });

  test("a file that takes too long to read is given up, with a code", async () => {
    const hasty = await openOn(store, dataFolder, { settings: { readLimitMs: 1 } });
    const path = "/api/projects/small/imports?kind=villages&fileName=a.csv";
    const problem = contract.Problem.parse(
      await (await hasty.request(path, { method: "POST", body: villages })).json(),
    );
    expect(problem.issues!.map(({ code }) => code)).toEqual(["READ_TIMEOUT"]);
    await hasty.close();
  });

  test("a start sweeps what a killed server left, and keeps what waits to be taken", async () => {
    const { import: waiting } = await upload("small", "corridors", "roads.geojson", roads);
    mkdirSync(join(dataFolder, "uploads", "half.part"));
    writeFileSync(join(dataFolder, "uploads", "left-over"), "x");
    const next = await openOn(store, dataFolder);
    expect(uploads()).toEqual([waiting.id]);
    await next.client.call(contract.commitImport, { params: { importId: waiting.id }, body: {} });
    expect((await store.projects.get("small")).project.corridors?.edges).toBe(2);
    await next.close();
  });
});

const extract = fileURLToPath(new URL("../../../../../shared/data/osm/andorra.osm.pbf", import.meta.url));
const hasExtract = existsSync(extract);
const title = hasExtract ? "Andorra's extract" : "skipped: ../shared/data/osm/andorra.osm.pbf not present";

describe.skipIf(!harness || !hasExtract)(title, () => {
  test("is taken as corridors and as villages, and half of it is refused", async () => {
    const whole = new Uint8Array(readFileSync(extract));
    await client.call(contract.createProject, { body: { id: "andorra-test", name: "Andorra" } });
    const roads = await take("andorra-test", "corridors", "andorra.osm.pbf", whole);
    expect(roads.counts.edges).toBeGreaterThan(2_000);
    const places = await take("andorra-test", "villages", "andorra.osm.pbf", whole);
    expect(places.counts.villages).toBe(59);
    const { project } = await client.call(contract.getProject, { params: { projectId: "andorra-test" } });
    expect(project.credits.join()).toContain("OpenStreetMap");
    const half = whole.slice(0, whole.length / 2);
    const problem = await problemOf(upload("andorra-test", "corridors", "andorra.osm.pbf", half));
    expect(problem.issues!.filter(({ severity }) => severity === "error").length).toBeGreaterThan(0);
  });
});
