import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSmall } from "@cuntong/demo";
import type { Village } from "@cuntong/network";
import { defaultPriceBook, defaultSettings, type PlanInput } from "@cuntong/planner";
import { afterAll, expect, test } from "vitest";
import { writeDemoFiles } from "../testing/demo-files.ts";
import { runCli } from "../testing/run-cli.ts";
import { type CountyPlan, planCounties } from "./plan-counties.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-counties-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The generated county's villages in three counties, the last of which cannot be reached from anywhere. */
function threeCounties(): PlanInput {
  const demo = generateSmall({ seed: 1 });
  const villages = demo.villages
    .slice(0, 12)
    .map((village, i): Village => ({ ...village, countyCode: i % 2 ? "2" : "1" }));
  const island: Village = { ...villages[0]!, code: "sea" as Village["code"], countyCode: "3", position: [100, 10] };
  return {
    ...{ villages: [...villages, island], nodes: demo.nodes, spans: demo.spans, corridors: demo.corridors },
    ...{ elevation: demo.elevation, priceBook: defaultPriceBook, settings: defaultSettings, seed: 1 },
    ...{ inputs: [], credits: [], generated: true },
  };
}

async function planned(input: PlanInput, threads: number): Promise<CountyPlan[]> {
  const plans: CountyPlan[] = [];
  await planCounties(input, { threads, marginM: 10_000, onPlan: async (done) => void plans.push(done) });
  return plans.sort((a, b) => (a.countyCode < b.countyCode ? -1 : 1));
}

test("every county is planned whatever the number of threads, also one of which no village can be reached", async () => {
  const [one, three] = [await planned(threeCounties(), 1), await planned(threeCounties(), 3)];
  expect(three).toEqual(one);
  expect(one.map((each) => [each.countyCode, each.ok && each.proposal.totals.connected])).toEqual([
    ["1", 6],
    ["2", 6],
    ["3", 0],
  ]);
}, 60_000);

test("counties that cannot be planned say why and hold up no other", async () => {
  const plans = await planned({ ...threeCounties(), nodes: [], spans: [] }, 2);
  expect(plans.map(({ countyCode, issues }) => [countyCode, issues.map(({ code }) => code)])).toEqual([
    ["1", ["NO_ROOT"]],
    ["2", ["NO_ROOT"]],
    ["3", ["NO_ROOT"]],
  ]);
}, 60_000);

test("a failure to take a plan ends the work and is not swallowed", async () => {
  const failing = planCounties(threeCounties(), {
    ...{ threads: 2, marginM: 10_000 },
    onPlan: () => Promise.reject(new Error("the disk is full")),
  });
  await expect(failing).rejects.toThrow("the disk is full");
}, 60_000);

test("the command writes a folder for each county and a table of them all", async () => {
  const files = await writeDemoFiles(folder);
  const inputs = ["--villages", files.villages, "--corridors", files.corridors, "--plant", files.plant];
  const out = join(folder, "out");
  const { code, stdout } = await runCli(["plan", ...inputs, "--by-county", "--threads", "2", "--json", "--out", out]);
  const { connected, counties } = JSON.parse(stdout);
  expect([code, connected]).toEqual([0, files.unconnected.length]);
  const codes = counties.map(({ countyCode }: { countyCode: string }) => countyCode || "no-county");
  expect(readdirSync(out).sort()).toEqual([...codes, "counties.csv"].sort());
  const rows = readFileSync(join(out, "counties.csv"), "utf8").trim().split("\r\n");
  expect(rows.length).toBe(codes.length + 1);
}, 60_000);
