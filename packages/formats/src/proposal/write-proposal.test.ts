import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Proposal, SpanId } from "@cuntong/network";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { afterAll, expect, test, vi } from "vitest";
import { readPlant } from "../plant/read-plant.ts";
import { readVillages } from "../village/read-villages.ts";
import { itemName } from "./item-name.ts";
import { smallProposal } from "./testing/small-proposal.ts";
import { isProposalFileName, proposalFileNames, writeProposal, writeProposalFile } from "./write-proposal.ts";

const files = await writeProposal(smallProposal);
const folder = mkdtempSync(join(tmpdir(), "cuntong-proposal-"));
const gpkgPath = join(folder, "proposal.gpkg");
writeFileSync(gpkgPath, files["proposal.gpkg"]);
afterAll(() => rmSync(folder, { recursive: true }));

test("the same proposal gives the same bytes, a year later and in another time zone", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 365 * 86_400_000 });
  vi.stubEnv("TZ", "Asia/Shanghai");
  const again = await writeProposal(structuredClone(smallProposal)).finally(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });
  for (const name of proposalFileNames) expect(Buffer.from(again[name]).equals(files[name]), name).toBe(true);
});

test("every file is to be had alone, and only by its name", async () => {
  for (const name of proposalFileNames)
    expect(Buffer.from(await writeProposalFile(smallProposal, name)).equals(files[name])).toBe(true);
  expect(["bom.csv", "toString", "bom.pdf"].map(isProposalFileName)).toEqual([true, false, false]);
});

test("proposal.json is the proposal, one record a line", () => {
  const text = Buffer.from(files["proposal.json"]).toString();
  expect(JSON.parse(text)).toEqual(smallProposal);
  expect(text.split("\n").filter((line) => line.startsWith('{"id":"P-S-'))).toHaveLength(2);
});

test.each(["proposal.gpkg", "proposal.geojson"] as const)(
  "%s read back as plant is proposed, but for the nodes that were there",
  async (fileName) => {
    const read = await readPlant(files[fileName], { fileName });
    expect(read.issues.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(read.nodes.map(({ id, status }) => [id, status])).toEqual(
      smallProposal.nodes.map(({ id, existing }) => [id, existing ? "operational" : "proposed"]),
    );
    expect(read.spans.map(({ status }) => status)).toEqual(smallProposal.spans.map(() => "proposed"));
    const { villages } = await readVillages(files[fileName], { fileName });
    expect(villages.map(({ code }) => code)).toEqual(smallProposal.villages.map(({ code }) => code));
  },
);

test("the CSV's lines add up to the proposal's cost, and formulas are disarmed", () => {
  const rows = parse(Buffer.from(files["bom.csv"]), { bom: true }) as string[][];
  const [header, ...lines] = rows;
  expect(header?.slice(0, 5)).toEqual(["编码 code", "项目", "item", "单位 unit", "数量 quantity"]);
  expect(lines.slice(0, 2)).toEqual([
    [
      "span.aerial.flat",
      "架空光缆（平缓）",
      "Aerial span, flat ground",
      "米 m",
      "1000.25",
      "27.80",
      "27806.95",
      'A, "B"',
      "2026-11-23",
    ],
    [
      "span.duct.rolling",
      "管道光缆（起伏）",
      "Duct span, rolling ground",
      "米 m",
      "500.00",
      "395.00",
      "197500.00",
      "'=1+1",
      "2012-12-31",
    ],
  ]);
  const fen = lines.map((line) => Number(line[6]!.replace(".", "")));
  expect(fen.at(-1)).toBe(smallProposal.totals.costFen);
  expect(fen.slice(0, -1).reduce((sum, cost) => sum + cost, 0)).toBe(smallProposal.totals.costFen);
});

test("the workbook has bill, spans, villages and where it comes from", async () => {
  const book = Buffer.from(files["bom.xlsx"]);
  const bill = await readSheet(book, "清单 Bill");
  expect(bill.slice(1).map((row) => [row[0], row[4], row[6]])).toEqual([
    ["span.aerial.flat", 1000.25, 27806.95],
    ["span.duct.rolling", 500, 197500],
    ["crossing.river", 1, 3000],
    ["custom.permit", 1, 5000],
    ["village.drop", 2, 3000],
    ["total", null, 236306.95],
  ]);
  const spans = await readSheet(book, "段落 Spans");
  expect(spans[2]?.slice(3)).toEqual(["管道 duct", "主要公路 primary road", 500, 200500, "河流 1", null, null, 1]);
  const villages = await readSheet(book, "村庄 Villages");
  expect(villages[2]?.slice(0, 2)).toEqual(["450122001202", '=HYPERLINK("x")']);
  expect(villages[3]?.slice(9, 11)).toEqual(["附近没有道路 no corridor near", 48213.7]);
  const about = await readSheet(book, "说明 About");
  expect(about.map((row) => row[2])).toEqual(expect.arrayContaining([smallProposal.credits[0], 7, 236306.95]));
  expect(String(about[1]?.[2])).toContain("generated");
});

test("a workbook of an itemised plan says each span's cables, and what running costs on a sheet of its own", async () => {
  const line = {
    ...smallProposal.bill[0]!,
    code: "opex.span.aerial",
    unit: "m-year" as const,
    quantity: 250,
    costFen: 75,
    priceFen: 30,
  };
  const cables = [
    { strands: 144, count: 2 },
    { strands: 24, count: 1 },
  ];
  const itemised: Proposal = {
    ...smallProposal,
    totals: { ...smallProposal.totals, opexFen: 75 },
    opex: { years: 10, lines: [line] },
    spans: smallProposal.spans.map((span) => ({ ...span, cables, reuses: "S7" as SpanId })),
  };
  const book = Buffer.from((await writeProposal(itemised))["bom.xlsx"]);
  expect((await readSheet(book, "10 年运行费 Running")).slice(1).map((row) => [row[0], row[4], row[6]])).toEqual([
    ["opex.span.aerial", 2.5, 0.75],
    ["total", null, 0.75],
  ]);
  expect((await readSheet(book, "段落 Spans"))[1]?.slice(8, 10)).toEqual(["2 × 144 芯、24 芯", "S7"]);
  await expect(writeProposal({ ...itemised, totals: { ...itemised.totals, opexFen: 76 } })).rejects.toThrow("adds up");
});

test("GeoJSON holds spans, nodes and villages with their credits", () => {
  const document = JSON.parse(Buffer.from(files["proposal.geojson"]).toString());
  expect(document).toMatchObject({ type: "FeatureCollection", generated: true, credits: smallProposal.credits });
  expect(document.features.map((f: { properties: { layer: string } }) => f.properties.layer)).toEqual([
    ...["span", "span"],
    ...["node", "node", "node"],
    ...["village", "village", "village"],
  ]);
  expect(document.features[1]).toEqual({
    type: "Feature",
    geometry: {
      type: "LineString",
      coordinates: [
        [107.005, 23.004],
        [107.0123457, 23.004],
      ],
    },
    properties: {
      layer: "span",
      id: "P-S-000002",
      fromNode: "P-N-000001",
      toNode: "P-N-000002",
      support: "duct",
      corridorClass: "primary",
      status: "proposed",
      lengthM: 500,
      costFen: 20050000,
      costYuan: 200500,
      villagesBeyond: 1,
      riverCrossings: 1,
      railwayCrossings: 0,
      roadCrossings: 0,
      powerlineCrossings: 0,
    },
  });
});

test("the GeoPackage reads back as SQL: values, types, extents and an index for every feature", () => {
  const database = new DatabaseSync(gpkgPath, { readOnly: true });
  const all = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  expect(all("PRAGMA user_version")).toEqual([{ user_version: 10300 }]);
  expect(all("PRAGMA application_id")).toEqual([{ application_id: 0x47504b47 }]);
  expect(all("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  expect(all("SELECT id, lengthM, costFen, typeof(costFen) AS t FROM spans")).toEqual([
    { id: "P-S-000001", lengthM: 1000.25, costFen: 2780695, t: "integer" },
    { id: "P-S-000002", lengthM: 500, costFen: 20050000, t: "integer" },
  ]);
  expect(all("SELECT code, state, reason, gapM, pathM, people FROM villages WHERE fid > 1")).toEqual([
    { code: "450122001202", state: "connected", reason: null, gapM: null, pathM: 1500.25, people: null },
    { code: "450122001203", state: "unreachable", reason: "too-far", gapM: 48213.7, pathM: null, people: null },
  ]);
  expect(all("SELECT table_name, last_change, min_x, max_y FROM gpkg_contents ORDER BY 1")).toEqual([
    { table_name: "nodes", last_change: "2026-11-23T00:00:00.000Z", min_x: 107, max_y: 23.004 },
    { table_name: "spans", last_change: "2026-11-23T00:00:00.000Z", min_x: 107, max_y: 23.004 },
    { table_name: "villages", last_change: "2026-11-23T00:00:00.000Z", min_x: 107.005, max_y: 23.5 },
  ]);
  expect(all("SELECT id FROM rtree_spans_geom WHERE maxx < 107.006")).toEqual([{ id: 1 }]);
  expect(all("SELECT rtreecheck('rtree_villages_geom') AS r")).toEqual([{ r: "ok" }]);
  const [metadata] = all("SELECT metadata FROM gpkg_metadata");
  expect(JSON.parse(String(metadata?.metadata))).toMatchObject({ credits: smallProposal.credits, generated: true });
  database.close();
});

const hasGdal = spawnSync("ogrinfo", ["--version"]).status === 0;
const skip = hasGdal ? "" : " (skipped: ogrinfo, of gdal-bin, not installed)";

function ogrinfo(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync("ogrinfo", ["-ro", ...args], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

test.skipIf(skip)(`GDAL reads every layer of the GeoPackage without a warning${skip}`, () => {
  const layers = ogrinfo(gpkgPath)
    .split("\n")
    .filter((line) => /^\d+: /.test(line));
  expect(layers).toEqual(["1: nodes (Point)", "2: spans (Line String)", "3: villages (Point)"]);
  const spans = ogrinfo("-al", gpkgPath, "spans");
  expect(spans).toContain("Extent: (107.000000, 23.000000) - (107.012346, 23.004000)");
  expect(spans).toContain("lengthM (Real) = 1000.25");
  expect(spans).toContain("LINESTRING (107 23,107.002 23.004,107.005 23.004)");
  expect(spans).toContain('ID["EPSG",4326]');
  const near = ogrinfo("-spat", "107.4", "23.4", "107.6", "23.6", gpkgPath, "villages");
  expect(near).toContain("Feature Count: 1");
  expect(near).toContain("name (String) = 上屯");
});

test.skipIf(skip)(`GDAL can edit the GeoPackage: its triggers keep the index${skip}`, () => {
  const copy = join(folder, "edited.gpkg");
  writeFileSync(copy, files["proposal.gpkg"]);
  const run = spawnSync("ogrinfo", [copy, "-sql", "DELETE FROM villages WHERE code = '450122001203'"], {
    encoding: "utf8",
  });
  expect([run.status, run.stderr]).toEqual([0, ""]);
  const database = new DatabaseSync(copy, { readOnly: true });
  expect(database.prepare("SELECT count(*) AS n FROM rtree_villages_geom").get()).toEqual(
    expect.objectContaining({ n: 2 }),
  );
  database.close();
});

test.skipIf(skip)(`GDAL reads the GeoJSON${skip}`, () => {
  const path = join(folder, "proposal.geojson");
  writeFileSync(path, files["proposal.geojson"]);
  expect(ogrinfo("-so", "-al", path)).toContain("Feature Count: 8");
});

test("a proposal in which nothing could be connected is written too", async () => {
  const lonely: Proposal = {
    ...smallProposal,
    bill: [],
    nodes: [],
    spans: [],
    villages: smallProposal.villages.slice(2),
    totals: { villages: 1, connected: 0, unreachable: 1, lengthM: 0, lengthMBySupport: {}, costFen: 0 },
  };
  const written = await writeProposal(lonely);
  const path = join(folder, "lonely.gpkg");
  writeFileSync(path, written["proposal.gpkg"]);
  const database = new DatabaseSync(path, { readOnly: true });
  expect(database.prepare("SELECT min_x, last_change FROM gpkg_contents WHERE table_name = 'spans'").get()).toEqual(
    expect.objectContaining({ min_x: null, last_change: "1970-01-01T00:00:00.000Z" }),
  );
  database.close();
  expect(Buffer.from(written["bom.csv"]).toString().trimEnd().split("\r\n")).toHaveLength(2);
});

test("a bill that does not add up is not written", async () => {
  const wrong = { ...smallProposal, totals: { ...smallProposal.totals, costFen: smallProposal.totals.costFen + 1 } };
  await expect(writeProposal(wrong)).rejects.toThrow("adds up to");
});

test("items are named in both languages, and a code of the project's own names itself", () => {
  expect(itemName({ code: "class.track" })).toEqual({ zh: "沿机耕路施工附加", en: "Working along track, added" });
  expect(itemName({ code: "overlash.duct" }).en).toBe("Cable along existing plant, duct");
  expect(itemName({ code: "opex.overlash.aerial" }).zh).toBe("利用现有架空敷设光缆年运行费");
  for (const code of [
    "custom.permit",
    "overlash.gold",
    "node.mast",
    "span.gold.flat",
    "span.aerial",
    "class.constructor",
  ])
    expect(itemName({ code })).toEqual({ zh: code, en: code });
});

test("a budget's curve and what each village not chosen would cost are in the workbook", async () => {
  const [first, ...others] = smallProposal.villages;
  const { code, name, position } = first!;
  const budget = { capFen: 500, weight: 12, weightBound: 15, gap: 0.2 };
  const point = { costFen: 250, villages: 1, people: 9, weight: 10, weightBound: 11, onEnvelope: true };
  const chosen: Proposal = {
    ...smallProposal,
    totals: { ...smallProposal.totals, budget: { ...budget, curve: [point] } },
    villages: [{ state: "left-out", reason: "not-chosen", code, name, position, addedFen: 1234 }, ...others],
  };
  const book = Buffer.from((await writeProposal(chosen))["bom.xlsx"]);
  expect((await readSheet(book, "预算曲线 Curve"))[1]).toEqual([2.5, 1, 9, null, 10, 11, 1]);
  expect((await readSheet(book, "村庄 Villages"))[1]).toEqual(
    expect.arrayContaining(["预算内未选 not chosen under the budget", 12.34]),
  );
  expect(await readSheet(book, "说明 About")).toEqual(expect.arrayContaining([["造价上限（元）", "Cap (yuan)", 5]]));
});
