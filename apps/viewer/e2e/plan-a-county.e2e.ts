import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createClient, listVillages, type Village } from "@cuntong/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { keepScreenshot, launchBrowser, mapDrawn, openPage, textOf, type WatchedPage } from "./browser.ts";
import { chromiumPath, missing, skipNote } from "./needs.ts";
import { small } from "./small.ts";
import { openStage, type Stage } from "./stage.ts";

const ogrinfo = ["/usr/bin/ogrinfo", "/usr/local/bin/ogrinfo", "/opt/homebrew/bin/ogrinfo"].find(existsSync);

describe.skipIf(missing.length > 0)(`a planner at work${skipNote}`, () => {
  let stage: Stage;
  let browser: Browser;
  let opened: WatchedPage;
  let gpkg = "";

  beforeAll(async () => {
    stage = await openStage();
    browser = await launchBrowser(chromiumPath);
    opened = await openPage(browser, `${stage.url}/`);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  test("opens on the demonstration and says that it is generated", async () => {
    const { page } = opened;
    await page.getByText("Generated demonstration:").waitFor();
    await mapDrawn(page);
    expect(await textOf(page.getByRole("button", { name: /^Project:/ }))).toContain("Donglan County");
    await keepScreenshot(page, "1-open");
  });

  test("plans one county, with progress until the totals are there", async () => {
    const { page } = opened;
    await page.getByRole("radio", { name: /Of one county/ }).check();
    await page.getByLabel("Choose a county").selectOption(small.countyCode);
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByRole("heading", { name: small.countyName }).waitFor();
    await page.getByText("Villages connected").waitFor({ timeout: 120_000 });
    const totals = await textOf(page.locator(".total-pairs"));
    expect(totals).toMatch(/20 \/ 20/);
    expect(await textOf(page.locator(".total-cost"))).toMatch(/¥1\.\d+ M/);
    await mapDrawn(page);
    await keepScreenshot(page, "2-planned");
  });

  test("the bill adds up to the cost, to the fen", async () => {
    const { page } = opened;
    await page.getByText("Bill of quantities").click();
    const fen = (text: string) => Math.round(Number(text.replace(/[¥,]/g, "")) * 100);
    const sum = (texts: readonly string[]) => texts.reduce((total, text) => total + fen(text), 0);
    const groups = page.locator(".bill-group");
    const totals = await groups.locator(".bill-cost").allTextContents();
    for (const [index, total] of totals.entries()) {
      const lines = groups.nth(index).locator("tbody td:last-child");
      expect(sum(await lines.allTextContents())).toBe(fen(total));
    }
    const total = fen(await textOf(page.locator(".bill-total strong")));
    expect(sum(totals)).toBe(total);
    expect(total).toBe(fen((await page.locator(".total-cost strong").getAttribute("title")) ?? ""));
    await groups.first().locator("summary").click();
    expect(await groups.first().locator("tbody tr").first().textContent()).toMatch(/×\s*¥[\d.]+/);
  });

  test("a click on a village shows its path and its cost", async () => {
    const { page } = opened;
    const village = await findVillage(page, stage.url);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".map-card").count()).toBe(0);
    await page.waitForTimeout(1800); // The map has flown there: the village is in its middle.
    const box = await page.locator(".map-canvas canvas").boundingBox();
    if (!box) throw new Error("There is no map.");
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.getByRole("heading", { name: village.name }).waitFor();
    await page.getByRole("heading", { name: "Path in the proposal" }).waitFor();
    expect(await textOf(page.locator(".map-card"))).toMatch(/Length[\d.]+ k?m.*Cost of the path¥.*Its share¥/);
    await keepScreenshot(page, "3-village");
  });

  test("the work file is downloaded whole", async () => {
    const { page } = opened;
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /Work file for GIS/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.gpkg$/);
    gpkg = join(await download.path());
    expect((await stat(gpkg)).size).toBeGreaterThan(20_000);
  });

  test.skipIf(!ogrinfo)(`ogrinfo opens the work file${ogrinfo ? "" : " (skipped: no ogrinfo found)"}`, async () => {
    const { stdout } = await promisify(execFile)(ogrinfo ?? "", ["-ro", "-so", "-al", gpkg]);
    const counts = Object.fromEntries(
      [...stdout.matchAll(/Layer name: (\w+)[\s\S]*?Feature Count: (\d+)/g)].map(([, name, count]) => [
        name,
        Number(count),
      ]),
    );
    expect(Object.keys(counts).sort()).toEqual(["nodes", "spans", "villages"]);
    expect(counts.villages).toBe(20);
    expect(counts.spans).toBeGreaterThan(20);
  });

  test("a reload shows the same plan and village from the address alone", async () => {
    const { page } = opened;
    const before = await textOf(page.locator(".map-card h2"));
    await page.reload();
    await page.locator(".map-card h2").waitFor();
    expect(await textOf(page.locator(".map-card h2"))).toBe(before);
    await page.getByText("Villages connected").waitFor();
  });

  test("a village says why it is connected this way, and the next best way is a ghost on the map", async () => {
    const { page } = opened;
    await page.getByRole("button", { name: "Why this way?" }).click();
    await page.getByRole("heading", { name: "Why this way" }).waitFor({ timeout: 120_000 });
    await page.locator(".why-way").first().click();
    expect(await page.locator(".why-way").first().getAttribute("aria-pressed")).toBe("true");
    await mapDrawn(page);
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "13-why");
    await page.getByText("Spans of the path").click();
    await page.locator(".map-card tbody .link").last().click();
    await page.getByRole("button", { name: "What if it were not built?" }).click();
    await page.getByRole("heading", { name: "Without this span" }).waitFor({ timeout: 60_000 });
    expect(await textOf(page.locator(".why"))).toMatch(/costs [+−±]/);
    await mapDrawn(page);
    await keepScreenshot(page, "14-without");
    await page.keyboard.press("Escape");
  });

  test("a village left out makes the next plan, which says how it differs; a span that was to be avoided is let go again", async () => {
    const { page } = opened;
    await findVillage(page, stage.url);
    await page.getByRole("button", { name: "Leave out" }).click();
    await page.getByText("Spans of the path").click();
    await page.locator(".map-card tbody .link").first().click();
    await page.getByText("Villages that it serves").waitFor();
    await page.getByRole("button", { name: "Avoid it" }).click();
    await page.getByRole("button", { name: "Avoid it" }).click();
    const next = page.getByRole("region", { name: "In the next plan" });
    expect(await textOf(next)).toContain("1 village left out");
    await next.getByRole("button", { name: "See what changes" }).click();
    await next.locator(".difference-figures").waitFor({ timeout: 60_000 });
    expect((await next.locator("dd").allTextContents())[1]).toBe("−1");
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "10-locks");
    await next.getByRole("button", { name: "Plan again" }).click();
    await page.getByRole("heading", { name: "Against the plan before" }).waitFor({ timeout: 120_000 });
    const figures = await page.locator(".difference-figures dd").allTextContents();
    expect(figures[0]).toMatch(/^−¥/);
    expect(figures[1]).toBe("−1");
    expect(await textOf(page.locator(".total-pairs"))).toMatch(/Left out1/);
    await keepScreenshot(page, "11-difference");
  });

  test("two plans are held side by side, and what only one of them builds is on the map", async () => {
    const { page } = opened;
    await page.getByRole("heading", { name: "Compare with another plan" }).click();
    await page.getByLabel("The other plan").selectOption({ index: 1 });
    await page.locator(".comparison").waitFor();
    expect(await textOf(page.locator(".comparison"))).toMatch(/Only in the shown plan.*Only in the other plan/);
    await mapDrawn(page);
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "15-compare");
  });

  test("poles and cable are counted item by item, with prices that have them, and running cost apart", async () => {
    const { page } = opened;
    await page.getByRole("button", { name: "Change" }).click();
    await page.getByRole("heading", { name: "What is counted" }).click();
    await page.getByRole("radio", { name: /Item by item/ }).check();
    expect(await textOf(page.locator("select option:checked").first())).toBeTruthy();
    await page.getByLabel("One every").fill("none");
    await page.getByText("A whole number from 1 to 10000.").waitFor();
    expect(await page.getByRole("button", { name: "Plan", exact: true }).isDisabled()).toBe(true);
    expect(await audit(page)).toEqual([]);
    await page.getByLabel("One every").fill("60");
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByRole("heading", { name: "Running cost over 10 years" }).waitFor({ timeout: 120_000 });
    await page.getByRole("heading", { name: "Bill of quantities" }).click();
    expect(await page.locator(".bill").first().textContent()).toMatch(/Cable.*Poles, closures, cabinets/);
  });

  test("plans of different price books that count different things are not compared, and that is said", async () => {
    const { page } = opened;
    await page.getByRole("heading", { name: "Compare with another plan" }).click();
    await page.getByLabel("The other plan").selectOption({ index: 1 });
    await page.getByText(/use different price books: their costs say nothing/).waitFor();
    await page.getByRole("button", { name: "Price the other by this plan's book" }).click();
    await page
      .getByRole("alert")
      .filter({ hasText: /count different things/ })
      .waitFor();
  });

  test("dearer and cheaper spans are tried, and the cost lies between what they give", async () => {
    const { page } = opened;
    await page.getByRole("heading", { name: "What if prices change" }).click();
    await page.getByRole("button", { name: /Try −20/ }).click();
    await page.getByText(/The best plans found cost/).waitFor({ timeout: 120_000 });
    expect(await page.locator("[role=status] tbody th").allTextContents()).toEqual(["−20%", "−10%", "+10%", "+20%"]);
  });

  test("new cable is laid along existing spans where they are to be reused, and a span says so", async () => {
    const { page } = opened;
    await page.getByRole("button", { name: "New plan" }).click();
    await page.getByRole("heading", { name: "Existing plant" }).click();
    await page.getByRole("radio", { name: /It is full/ }).check();
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "17-existing");
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByText("of it along existing plant").waitFor({ timeout: 120_000 });
    await findVillage(page, stage.url);
    await page.getByText("Spans of the path").click();
    await page.locator(".map-card tbody .link", { hasText: "existing plant" }).first().click();
    await page.getByText(/Along the existing span .*: only cable is new/).waitFor();
    await page.getByRole("checkbox", { name: "Proposed along existing plant" }).waitFor();
    await mapDrawn(page);
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "18-reused");
    await page.keyboard.press("Escape");
  });

  test("half the money connects what it can, says who would be next, and draws what other money would reach", async () => {
    const { page } = opened;
    await page.getByRole("button", { name: "New plan" }).click();
    await page.getByRole("heading", { name: "Budget" }).click();
    await page.getByLabel("The bill is at most").fill("half");
    await page.getByText("Money above zero, to the fen at most.").waitFor();
    await page.getByLabel("The bill is at most").fill("60");
    await page.getByRole("button", { name: "Add a county" }).click();
    await page.getByLabel("County of the quota").selectOption(small.countyCode);
    await page.getByLabel("At least", { exact: true }).fill("3");
    await page.getByLabel(/Show what more or less money/).check();
    expect(await audit(page)).toEqual([]);
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByRole("region", { name: "Budget" }).waitFor({ timeout: 120_000 });
    const cost = (await page.locator(".total-cost strong").getAttribute("title")) ?? "";
    expect(Number(cost.replace(/[¥,]/g, ""))).toBeLessThanOrEqual(600_000);
    await page.getByRole("heading", { name: "By county" }).click();
    await page.getByRole("columnheader", { name: "Got / asked" }).scrollIntoViewIfNeeded();
    expect(await textOf(page.locator("tbody", { hasText: small.countyName }))).toMatch(/✓ \d+ \/ 3¥/);
    await keepScreenshot(page, "19-quota");
    await page.getByRole("heading", { name: "Next if there were money" }).click();
    expect(await page.locator(".village-list .hint").first().textContent()).toMatch(/^\+¥/);
    await page.getByRole("toolbar", { name: "What other money would reach" }).getByRole("button").first().focus();
    const first = await textOf(page.locator(".curve-reading"));
    await page.keyboard.press("ArrowRight");
    expect(await textOf(page.locator(".curve-reading"))).not.toBe(first);
    expect(await audit(page)).toEqual([]);
    await page.locator(".budget-curve").scrollIntoViewIfNeeded();
    await keepScreenshot(page, "12-budget");
    const more = page.getByRole("button", { name: /^Plan with ¥/ });
    await more.click();
    await page.getByRole("heading", { name: "Against the plan before" }).waitFor({ timeout: 120_000 });
  });

  test("a plan is accepted: its spans and cables become a design, drawn apart, that can be merged into the plant", async () => {
    const { page } = opened;
    await page.getByRole("button", { name: "Accept as design" }).click();
    await page.locator(".design-panel .design-open").waitFor({ timeout: 60_000 });
    await page.getByRole("heading", { name: "New: Span" }).waitFor();
    await page.getByText("It can be merged: nothing stands against it.").waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Show on the map" }).click();
    await mapDrawn(page);
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "20-design");
  });

  test("nothing threw, and no request left the server", () => {
    expect({ errors: opened.errors, foreign: opened.foreign }).toEqual({ errors: [], foreign: [] });
  });
});

/** Opens the card of the first unconnected village by its code. */
async function findVillage(page: Page, url: string): Promise<Village> {
  const { villages } = await createClient(url).call(listVillages, {
    params: { projectId: small.projectId },
    query: { status: "unconnected", limit: 1 },
  });
  const [village] = villages;
  if (!village) throw new Error("The small demonstration has no unconnected village.");
  await page.getByRole("combobox", { name: /Search/ }).fill(village.code);
  await page.getByRole("option", { name: new RegExp(village.code) }).click();
  await page.getByRole("heading", { name: village.name }).waitFor();
  return village;
}
