import {
  type Client,
  createClient,
  getRedundancy,
  impactOfCuts,
  listIncidents,
  listPlantObjects,
  listVillageGrades,
  locateFault,
  takeAlarms,
} from "@cuntong/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { keepScreenshot, launchBrowser, mapDrawn, openPage, textOf } from "./browser.ts";
import { chromiumPath, missing, skipNote } from "./needs.ts";
import { small } from "./small.ts";
import { openStage, type Stage } from "./stage.ts";

const projectId = "donglan";

describe.skipIf(missing.length > 0)(`a night at the NOC${skipNote}`, () => {
  let stage: Stage;
  let browser: Browser;
  let client: Client;
  let page: Page;
  let errors: readonly string[];
  /** A cable of the trunk, whom its cut makes dark, and the span that is cut. */
  let cable: { id: string; spanIds: readonly string[] };
  let dark: readonly string[];

  beforeAll(async () => {
    stage = await openStage();
    client = createClient(stage.url);
    browser = await launchBrowser(chromiumPath);
    await stage.server.demos.load(projectId);
    const params = { projectId, table: "cables" } as const;
    const { records } = await client.call(listPlantObjects, { params, query: { q: "干线", limit: 1_000 } });
    for (const one of records.cables!) {
      const { impact } = await client.call(impactOfCuts, { body: { projectId, cuts: { cables: [one.id] } } });
      const lost = impact.villages.filter(({ fate }) => fate === "lost").map(({ code }) => code as string);
      if (lost.length < 40 || one.spanIds.length < 10) continue;
      [cable, dark] = [one, lost];
      break;
    }
    const opened = await openPage(browser, `${stage.url}/#project=${projectId}&room=faults`);
    [page, errors] = [opened.page, opened.errors];
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  test("forty villages go dark: their alarms come in by themselves, and one click asks about them", async () => {
    expect(dark.length).toBeGreaterThanOrEqual(40);
    const alarms = dark.map((code) => ({
      ...{ source: "nms", externalId: `los-${code}`, state: "raised" as const, severity: "critical" as const },
      ...{ at: "2026-01-01T03:00:00Z", about: { villageCode: code } },
    }));
    await client.call(takeAlarms, { body: { projectId, alarms } });
    await page.getByRole("button", { name: "Ask about these" }).waitFor();
    await page.getByRole("button", { name: "Ask about these" }).click();
    expect((await page.getByLabel("Codes of dark villages, or ports").inputValue()).split("\n")).toHaveLength(
      dark.length,
    );
  });

  test("the diagnosis names the cable that was cut, explains every dark village, and says where to measure", async () => {
    await page.getByRole("button", { name: "What has failed?" }).click();
    const first = page.locator(".candidates li").first();
    await first.waitFor();
    expect(await textOf(first)).toContain(`explains ${dark.length} dark`);
    await page.getByText("Next: shoot an OTDR").waitFor();
    await mapDrawn(page);
    await keepScreenshot(page, "night-diagnosis");
    await page.getByRole("button", { name: "Take this port" }).click();
  });

  test("the shot puts the fault beside a pole, on the cable that was cut, with its straight line and a sheet for the crew", async () => {
    const [equipmentId, port] = (await page.getByLabel("Port", { exact: true }).inputValue()).split(":");
    const metres = await metresTo(equipmentId!, Number(port));
    await page.getByLabel("Metres", { exact: true }).fill(String(metres));
    await page.getByRole("button", { name: "Locate" }).click();
    await page.locator(".located-place").waitFor();
    expect(await textOf(page.locator(".located-place"))).toMatch(/past .*(杆|手孔|标石|N\d+)/);
    await page.getByRole("button", { name: "Straight line" }).click();
    await page.locator(".line-stage").waitFor();
    await mapDrawn(page);
    await keepScreenshot(page, "night-located");
    await page.getByRole("button", { name: "Crew sheet" }).click();
    await page.locator(".qr-code").nth(2).waitFor();
    expect(await page.locator(".crew-villages li").count()).toBeGreaterThanOrEqual(40);
    await keepScreenshot(page, "night-crew-sheet");
    expect(await audit(page)).toEqual([]);
    await page.locator(".crew-sheet").getByRole("button", { name: "Close" }).click();
  });

  test("an incident is opened with its impact, assigned, restored and closed", async () => {
    await page.getByRole("button", { name: "Open an incident" }).click();
    await page.getByRole("heading", { name: "What was done" }).waitFor();
    await page.getByLabel("Assign to").fill("crew 3");
    await page.getByRole("button", { name: "Assign to" }).click();
    await page.getByText("Assigned: crew 3").waitFor();
    await page.getByRole("button", { name: "Restored", exact: true }).click();
    await page.getByLabel("Close with cause").fill("landslide");
    await page.getByRole("button", { name: "Close with cause" }).click();
    await page.getByText("Closed: landslide").waitFor();
    await keepScreenshot(page, "night-closed");
    const { incidents } = await client.call(listIncidents, { query: { projectId } });
    expect(incidents[0]).toMatchObject({ state: "closed", cause: "landslide", assignedTo: "crew 3" });
    expect(incidents[0]!.villagesLost).toBeGreaterThanOrEqual(40);
    expect(errors).toEqual([]);
  });

  test("the morning after: how villages are held, whom the worst point cuts off, and what a second way would cost", async () => {
    await page.getByRole("button", { name: "All incidents" }).click();
    await page.getByText("How villages are held").click();
    await page.getByRole("button", { name: "Assess the plant" }).click();
    const worst = page.locator(".point-list button").first();
    await worst.click();
    const { points, villages } = await client.call(getRedundancy, { query: { projectId, limit: 1 } });
    expect(await textOf(worst)).toContain(`cuts off ${points[0]!.villages} villages`);
    expect(await textOf(page.getByRole("row", { name: /^one path/ }))).toContain(String(villages.onePath));
    await mapDrawn(page);
    await keepScreenshot(page, "night-held");
    await page.getByLabel("Every village shall have").selectOption("a way round the chosen points");
    await page.getByRole("button", { name: "Plan new spans" }).click();
    await page.locator(".reinforcement").waitFor({ timeout: 120_000 });
    expect(await textOf(page.locator(".reinforcement"))).toMatch(/newly protected\s*[1-9].*costs less than ¥/s);
    await mapDrawn(page);
    await keepScreenshot(page, "night-reinforced");
    expect(await audit(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test("the table narrows the list to a county, and a village chosen in it shows its two ways", async () => {
    await page.locator(".grade-table").getByRole("button", { name: small.countyName }).click();
    const { villages } = await client.call(listVillageGrades, {
      query: { projectId, countyCode: small.countyCode, grade: "onePath", limit: 1 },
    });
    await page.getByLabel("Grade", { exact: true }).selectOption("onePath");
    await page.getByRole("heading", { name: `Villages by grade, ${small.countyName}` }).waitFor();
    const first = page.locator(".village-list button").first();
    expect(await textOf(first)).toContain(villages[0]!.name);
    await first.press("Enter");
    const held = page.locator(".village-held");
    await held.getByText("Proven").waitFor();
    expect(await textOf(held)).toMatch(/one path.*Kept down by.*km.*to /s);
    await mapDrawn(page);
    await keepScreenshot(page, "night-two-ways");
    expect(await audit(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await held.waitFor({ state: "detached" });
    expect(errors).toEqual([]);
  });

  test("the room speaks Chinese, and fits on a phone", async () => {
    const { page: phone } = await openPage(browser, `${stage.url}/#project=${projectId}&room=faults&lang=zh-CN`, {
      viewport: { width: 390, height: 844 },
    });
    await phone.getByText("哪些村中断").waitFor();
    await keepScreenshot(phone, "night-zh-phone");
    const width = await phone.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });

  /** Metres of glass from a port to the middle of the cable that was cut: found as the instrument would, by looking where each reading lies. */
  async function metresTo(equipmentId: string, port: number): Promise<number> {
    const middle = cable.spanIds[cable.spanIds.length >> 1];
    for (let opticalM = 20; opticalM < 80_000; opticalM += 20) {
      const { faults } = await client.call(locateFault, { body: { projectId, from: { equipmentId, port }, opticalM } });
      if (faults.some(({ place }) => place.spanId === middle)) return opticalM;
      if (faults.length === 0) break;
    }
    throw new Error(`No reading from ${equipmentId}:${port} lies on ${middle}.`);
  }
});
