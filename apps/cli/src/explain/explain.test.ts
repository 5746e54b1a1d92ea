import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Proposal } from "@cuntong/network";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeDemoFiles } from "../testing/demo-files.ts";
import { runCli } from "../testing/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-explain-"));
const made = join(folder, "made", "proposal.json");
let inputs: string[];
let proposal: Proposal;

beforeAll(async () => {
  const files = await writeDemoFiles(folder);
  inputs = ["--villages", files.villages, "--corridors", files.corridors, "--plant", files.plant];
  const { code, stderr } = await runCli(["plan", ...inputs, "--seed", "5", "--out", join(folder, "made")]);
  if (code !== 0) throw new Error(stderr);
  proposal = JSON.parse(readFileSync(made, "utf8"));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with the longest span of the plan that is not a village's last. */
function busySpan() {
  const span = proposal.spans
    .filter(({ villagesBeyond }) => villagesBeyond > 1)
    .sort((a, b) => b.lengthM - a.lengthM)[0]!;
  const path = join(folder, "span.geojson");
  const geometry = { type: "LineString", coordinates: span.line };
  writeFileSync(path, JSON.stringify({ type: "Feature", properties: { id: span.id }, geometry }));
  return { span, path };
}

test("a proposal planned again from its inputs gives the same bytes, and other inputs are refused", async () => {
  const again = await runCli(["plan", ...inputs, "--from", made, "--out", join(folder, "again")]);
  expect([again.code, again.stderr.includes("INPUT_")]).toEqual([0, false]);
  expect(readFileSync(join(folder, "again", "proposal.json"))).toEqual(readFileSync(made));
  const other = join(folder, "other.csv");
  writeFileSync(other, `${readFileSync(inputs[1]!, "utf8")}\n`);
  const refused = await runCli(["plan", ...inputs.with(1, other), "--from", made, "--out", join(folder, "refused")]);
  expect([refused.code, refused.stderr.includes("INPUT_CHANGED")]).toEqual([2, true]);
  const shifted = [...inputs, "--datum", "BD09", "--from", made, "--out", join(folder, "refused")];
  const elsewhere = await runCli(["plan", ...shifted]);
  expect([elsewhere.code, elsewhere.stderr.includes('made without an input "datum"')]).toEqual([2, true]);
  expect((await runCli(["plan", ...shifted, "--seed", "6"])).stderr).toContain("leave --seed out");
}, 60_000);

test("a closed road is kept out of and a mandatory one is built; the two plans are compared", async () => {
  const { span, path } = busySpan();
  const closed = await runCli([
    "plan",
    ...inputs,
    "--from",
    made,
    "--avoid",
    path,
    "--good-rows-only",
    "--json",
    "--out",
    join(folder, "closed"),
  ]);
  expect(closed.code).toBe(0);
  const { stdout } = await runCli(["compare", made, join(folder, "closed", "proposal.json"), "--json"]);
  const comparison = JSON.parse(stdout);
  expect(comparison.different.locks).toBe(true);
  expect(comparison.spans.onlyALengthM).toBeGreaterThanOrEqual(Math.floor(span.lengthM));
  const kept = await runCli(["plan", ...inputs, "--use", path, "--seed", "5", "--json", "--out", join(folder, "kept")]);
  expect(JSON.parse(kept.stdout).costFen).toBe(proposal.totals.costFen);
}, 60_000);

test("plans of different prices are compared only when the first is priced by the book of the second", async () => {
  const dearer = join(folder, "dearer.json");
  const prices = proposal.priceBook.prices.map((price) => ({ ...price, priceFen: price.priceFen * 3 }));
  writeFileSync(
    dearer,
    JSON.stringify({ ...proposal, priceBookName: "dearer", priceBook: { ...proposal.priceBook, prices } }),
  );
  const refused = await runCli(["compare", made, dearer]);
  expect([refused.code, refused.stderr.includes("COMPARE_PRICES")]).toEqual([2, true]);
  const { code, stdout } = await runCli(["compare", dearer, made, "--normalise"]);
  expect([code, stdout.includes("A is priced by the book of B")]).toEqual([0, true]);
}, 60_000);

test("a village's path adds up, and what no plan can answer is refused", async () => {
  const village = proposal.villages.find(({ state }) => state === "connected")!;
  const { stdout } = await runCli(["explain", made, ...inputs, "--village", village.code, "--json"]);
  const { parts, pathCostFen } = JSON.parse(stdout);
  expect(parts.reduce((sum: number, { costFen }: { costFen: number }) => sum + costFen, 0)).toBe(pathCostFen);
  const nobody = await runCli(["explain", made, ...inputs, "--village", "nobody"]);
  expect([nobody.code, nobody.stderr.includes("EXPLAIN_VILLAGE")]).toEqual([2, true]);
}, 60_000);

test("a price that rises makes the plan dearer by exactly what it uses of it", async () => {
  const drop = proposal.bill.find(({ code }) => code === "village.drop")!;
  const { stdout } = await runCli(["what-if", made, ...inputs, "--price", "village.drop", "--percent=100", "--json"]);
  const { points, stable } = JSON.parse(stdout);
  expect([points[0].keepFen, stable]).toEqual([proposal.totals.costFen + drop.costFen, true]);
}, 60_000);
