import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Proposal } from "@cuntong/network";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeDemoFiles } from "../testing/demo-files.ts";
import { runCli } from "../testing/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-cli-"));
let files: Awaited<ReturnType<typeof writeDemoFiles>>;
let base: string[];

beforeAll(async () => {
  files = await writeDemoFiles(folder);
  base = ["plan", "--villages", files.villages, "--corridors", files.corridors, "--plant", files.plant];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = ["bom.csv", "bom.xlsx", "proposal.geojson", "proposal.gpkg", "proposal.json"];

function out(name: string): string {
  return join(folder, name);
}

function hashes(directory: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory)
      .sort()
      .map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(directory, name)))
          .digest("hex"),
      ]),
  );
}

describe("cuntong plan on a generated county's files", () => {
  test("connects every unconnected village and writes the five files", async () => {
    const { code, stdout } = await runCli([...base, "--json", "--out", out("a")]);
    expect(code).toBe(0);
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({
      villages: files.unconnected.length,
      connected: files.unconnected.length,
      unreachable: 0,
    });
    expect(summary.lowerBoundFen).toBeLessThanOrEqual(summary.costFen);
    expect(readdirSync(out("a")).sort()).toEqual(written);
  }, 60_000);

  test("the bill adds up to the cost to the fen, and the inputs are named by their hashes", async () => {
    await runCli([...base, "--out", out("bill")]);
    const proposal: Proposal = JSON.parse(readFileSync(join(out("bill"), "proposal.json"), "utf8"));
    expect(proposal.bill.reduce((sum, line) => sum + line.costFen, 0)).toBe(proposal.totals.costFen);
    expect(proposal.inputs.map(({ role }) => role).sort()).toEqual(["corridors", "plant", "prices", "villages"]);
    for (const { sha256 } of proposal.inputs) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }, 60_000);

  test("a plan keeps out of the areas of a file, names the villages in them and says which file it was", async () => {
    const [lon, lat] = files.unconnected[0]!.position;
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ].map(([x, y]) => [lon - 0.001 + 0.002 * x!, lat - 0.001 + 0.002 * y!]);
    const area = {
      type: "Feature",
      properties: { kind: "forbidden" },
      geometry: { type: "Polygon", coordinates: [ring] },
    };
    const path = join(folder, "areas.geojson");
    writeFileSync(path, JSON.stringify(area));
    const { code, stdout, stderr } = await runCli([...base, "--areas", path, "--json", "--out", out("areas")]);
    const proposal: Proposal = JSON.parse(readFileSync(join(out("areas"), "proposal.json"), "utf8"));
    const kept = proposal.villages.find((village) => village.code === files.unconnected[0]!.code);
    expect([code, stderr.includes("VILLAGE_IN_FORBIDDEN")]).toEqual([0, true]);
    expect(kept).toMatchObject({ state: "unreachable", reason: "forbidden-area" });
    expect(JSON.parse(stdout).connected).toBe(proposal.totals.villages - proposal.totals.unreachable);
    expect(proposal.inputs.map(({ role }) => role)).toContain("areas");
  }, 60_000);

  test("an itemised bill has poles, cables by strands and joints, and what running costs stands apart", async () => {
    const { stdout } = await runCli([...base, "--itemised", "--json", "--out", out("itemised")]);
    const proposal: Proposal = JSON.parse(readFileSync(join(out("itemised"), "proposal.json"), "utf8"));
    const codes = proposal.bill.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(["cable.8", "node.pole", "node.cabinet", "village.fixed"]));
    expect(codes.filter((code) => code.startsWith("opex."))).toEqual([]);
    expect(proposal.opex?.lines.map(({ code }) => code)).toContain("opex.span.aerial");
    expect(JSON.parse(stdout).opexFen).toBe(proposal.totals.opexFen);
  }, 60_000);

  test("new cable is laid along the spans of the plant from its headends on, where that is asked for", async () => {
    const { code } = await runCli([...base, "--existing", "reuse", "--json", "--out", out("reuse")]);
    const proposal: Proposal = JSON.parse(readFileSync(join(out("reuse"), "proposal.json"), "utf8"));
    const roots = proposal.villages.flatMap((village) => (village.state === "connected" ? [village.rootNodeId] : []));
    const heads = proposal.nodes.filter(({ kind }) => kind === "headend").map(({ id }) => id);
    expect([code, roots.filter((root) => !heads.includes(root))]).toEqual([0, []]);
    expect(proposal.spans.filter(({ reuses }) => reuses !== undefined).length).toBeGreaterThan(0);
    expect(proposal.bill.map(({ code }) => code)).toContain("overlash.aerial");
  }, 60_000);

  test("a budget chooses villages, keeps its cap and its quotas, and says what no plan can exceed", async () => {
    const must = join(folder, "must.txt");
    writeFileSync(must, `# first of all\n${files.unconnected[0]!.code} Village\n`);
    const county = files.unconnected[1]!.code.slice(0, 6);
    const asked = ["--weights", "people=1,village=100", "--quota", `${county}:villages:2`, "--must", must, "--curve"];
    const { code, stdout, stderr } = await runCli([
      ...base,
      "--cap",
      "400000",
      ...asked,
      "--json",
      "--out",
      out("cap"),
    ]);
    expect([code, stderr.includes("error")]).toEqual([0, false]);
    const { costFen, connected, leftOut, villages, budget } = JSON.parse(stdout);
    expect(costFen).toBeLessThanOrEqual(40_000_000);
    expect([connected + leftOut, connected >= 2, leftOut > 0]).toEqual([villages, true, true]);
    expect(budget.weight).toBeLessThanOrEqual(budget.weightBound);
    expect(budget.curve.length).toBeGreaterThan(3);
    const proposal: Proposal = JSON.parse(readFileSync(join(out("cap"), "proposal.json"), "utf8"));
    const first = proposal.villages.find((village) => village.code === files.unconnected[0]!.code);
    expect([first?.state, proposal.budget?.capFen]).toEqual(["connected", 40_000_000]);
    const short = await runCli([...base, "--cap", "0.01", ...asked, "--out", out("short")]);
    expect([short.code, short.stderr.includes("QUOTA_INFEASIBLE"), existsSync(out("short"))]).toEqual([2, true, false]);
    const wrong = await runCli([...base, "--cap", "1.234", "--out", out("short")]);
    expect([wrong.code, wrong.stderr.includes("--cap takes yuan")]).toEqual([2, true]);
  }, 60_000);

  test("two runs with one seed give identical bytes", async () => {
    await runCli([...base, "--seed", "7", "--out", out("one")]);
    await runCli([...base, "--seed", "7", "--out", out("two")]);
    expect(Object.keys(hashes(out("one")))).toEqual(written);
    expect(hashes(out("one"))).toEqual(hashes(out("two")));
  }, 120_000);
});

describe("bad input is answered with exit code 2, a line per issue, and no file", () => {
  function given(name: string, text: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }
  const cases: [string, () => string[], string][] = [
    ["an empty villages file", () => ["--villages", given("empty.csv", "")], "FILE_EMPTY"],
    ["a wrong header", () => ["--villages", given("header.csv", "colour,size\nred,2\n")], "HEADER"],
    ["no villages at all", () => ["--villages", given("none.csv", "code,name,lon,lat\n")], "NO_VILLAGES"],
    [
      "a duplicate code",
      () => ["--villages", given("twice.csv", "code,name,lon,lat\n1,A,107.1,23.1\n1,B,107.2,23.2\n")],
      "DUPLICATE",
    ],
    ["a file that is not there", () => ["--villages", join(folder, "nowhere.csv")], "FILE_NOT_FOUND"],
    [
      "a price book without a needed price",
      () => [
        "--villages",
        files.villages,
        "--prices",
        given("prices.csv", "code,unit,price_fen,source,date\nnode.closure,each,100,test,2026-01-01\n"),
      ],
      "PRICE_MISSING",
    ],
    [
      "corridors that are no map",
      () => ["--villages", files.villages, "--corridors", given("half.osm.pbf", new Uint8Array([0, 0, 0, 14, 10]))],
      "OSM_",
    ],
  ];
  test.each(cases)(
    "%s",
    async (name, args, expected) => {
      const target = out(`bad ${name}`);
      const defaults = ["--corridors", files.corridors, "--plant", files.plant];
      const given = args();
      const rest = given.includes("--corridors") ? defaults.slice(2) : defaults;
      const { code, stderr } = await runCli(["plan", ...given, ...rest, "--out", target]);
      expect(stderr).toContain(expected);
      expect(code).toBe(2);
      expect(existsSync(target)).toBe(false);
    },
    60_000,
  );

  test("a file that is not there has no good rows to plan with", async () => {
    const missing = ["--prices", join(folder, "nowhere.csv"), "--good-rows-only"];
    const { code, stderr } = await runCli([...base, ...missing, "--out", out("missing")]);
    expect([code, stderr.includes("FILE_NOT_FOUND"), existsSync(out("missing"))]).toEqual([2, true, false]);
  }, 60_000);

  test("a folder that cannot be written into is refused before anything is planned", async () => {
    const { code, stderr } = await runCli([...base, "--out", join(given("a-file", "text"), "plan")]);
    expect([code, stderr.includes("is not a folder"), stderr.includes("planning")]).toEqual([2, true, false]);
    expect(readFileSync(join(folder, "a-file"), "utf8")).toBe("text");
  });

  test("villages that have fibre are counted and left out; where all have, there is nothing to plan", async () => {
    const rows = given("all.csv", "code,name,lon,lat,status\n1,A,107.1,23.1,connected\n2,B,107.2,23.2,accepted\n");
    const args = ["plan", "--villages", rows, "--corridors", files.corridors, "--plant", files.plant, "--json"];
    const { code, stdout, stderr } = await runCli([...args, "--out", out("all")]);
    const { errors, issues } = JSON.parse(stdout);
    const codes = issues.map((issue: { code: string }) => issue.code);
    expect([code, errors, codes.includes("VILLAGES_CONNECTED"), codes.includes("NO_VILLAGES")]).toEqual([
      2,
      1,
      true,
      true,
    ]);
    expect(stderr).not.toContain("--good-rows-only");
  }, 60_000);

  test("a word that every object knows is no command, and a wrong DATABASE_URL is said in one line", async () => {
    expect((await runCli(["constructor"])).code).toBe(2);
    const { code, stderr } = await runCli(["serve", "--port", "0", "--demo", "none", "--data", out("data")], {
      DATABASE_URL: "wrong",
    });
    expect([code, /^DATABASE_UNREACHABLE: .*postgres:\/\//m.test(stderr), stderr.includes(" at ")]).toEqual([
      1,
      true,
      false,
    ]);
  }, 60_000);

  test("the good rows are planned when asked for", async () => {
    const [village] = files.unconnected;
    const [lon, lat] = village!.position;
    const rows = given("mixed.csv", `code,name,lon,lat\n${village!.code},Good,${lon},${lat}\n2,No place,,\n`);
    const args = ["plan", "--villages", rows, "--corridors", files.corridors, "--plant", files.plant, "--json"];
    const refused = await runCli([...args, "--out", out("mixed")]);
    expect(refused.code).toBe(2);
    const { code, stdout } = await runCli([...args, "--good-rows-only", "--out", out("mixed")]);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, villages: 1, connected: 1 });
  }, 60_000);

  test("a command line that is not understood shows its usage", async () => {
    const { code, stderr } = await runCli(["plan", "--vilages", "x"]);
    expect(code).toBe(2);
    expect(stderr).toContain("cuntong plan");
  });
});

const osm = fileURLToPath(new URL("../../../../../shared/data/osm", import.meta.url));
const hasOsm = existsSync(join(osm, "andorra.osm.pbf"));
const hasOgrinfo = (process.env.PATH ?? "").split(":").some((place) => existsSync(join(place, "ogrinfo")));

describe.skipIf(!hasOsm)(`Andorra's real files${hasOsm ? "" : " (skipped: ../shared/data/osm not present)"}`, () => {
  const andorra = join(osm, "andorra.osm.pbf");
  const args = [
    "plan",
    "--villages",
    andorra,
    "--corridors",
    andorra,
    "--root",
    "1.5218,42.5075",
    "--elevation",
    join(osm, "N42E001.hgt.zip"),
    "--json",
  ];

  test("every reachable place is connected, and planned again from the proposal it gives identical bytes", async () => {
    const first = await runCli([...args, "--out", out("andorra-1")]);
    expect(first.code).toBe(0);
    const summary = JSON.parse(first.stdout);
    expect(summary).toMatchObject({ villages: 59, connected: 59, unreachable: 0 });
    await runCli([...args, "--from", join(out("andorra-1"), "proposal.json"), "--out", out("andorra-2")]);
    expect(hashes(out("andorra-1"))).toEqual(hashes(out("andorra-2")));
  }, 120_000);

  test.skipIf(!hasOgrinfo)(
    `GDAL reads the work file${hasOgrinfo ? "" : " (skipped: no ogrinfo)"}`,
    async () => {
      await runCli([...args, "--out", out("andorra-gdal")]);
      const text = execFileSync("ogrinfo", ["-so", "-al", join(out("andorra-gdal"), "proposal.gpkg")], {
        encoding: "utf8",
      });
      const counts = Object.fromEntries(
        [...text.matchAll(/Layer name: (\w+)[\s\S]*?Feature Count: (\d+)/g)].map(([, layer, count]) => [
          layer,
          Number(count),
        ]),
      );
      const proposal: Proposal = JSON.parse(readFileSync(join(out("andorra-gdal"), "proposal.json"), "utf8"));
      expect(counts).toEqual({ nodes: proposal.nodes.length, spans: proposal.spans.length, villages: 59 });
    },
    60_000,
  );
});
