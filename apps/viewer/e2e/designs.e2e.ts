import {
  type Client,
  designOperationRoutes,
  getDesign,
  getPlant,
  listDesigns,
  operationRoutes,
} from "@cuntong/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { keepScreenshot, mapDrawn, openPage, type WatchedPage } from "./browser.ts";
import { missing, skipNote } from "./needs.ts";
import { openSketched, placeOf, type SketchedStage } from "./sketched.ts";

const projectId = "designs";
const params = { projectId };

describe.skipIf(missing.length > 0)(`designs${skipNote}`, () => {
  let stage: SketchedStage;
  let browser: Browser;
  let client: Client;
  let opened: WatchedPage;
  let page: Page;

  const seen = async () => (await client.call(getPlant, { params })).plantRevision;
  const open = (hash: string, options = {}) =>
    openPage(
      browser,
      `${stage.url}/#project=${projectId}&room=plant&at=14.2/${placeOf("SC1").join("/")}&${hash}`,
      options,
    );
  const designId = async () => (await client.call(listDesigns, { params })).designs[0]?.id ?? "";

  beforeAll(async () => {
    stage = await openSketched(projectId);
    ({ client, browser } = stage);
    opened = await open("");
    page = opened.page;
  });
  afterAll(async () => {
    await stage?.close();
  });

  test("a design is begun, and what is changed while it is open goes into it and not into the plant", async () => {
    const before = await seen();
    await page.getByLabel("Name of a new design").fill("Ring east");
    await page.getByRole("button", { name: "Begin a design" }).click();
    await page.getByRole("heading", { name: "Ring east", level: 2 }).waitFor();
    await page.getByText("Nothing yet.").waitFor();
    await page.goto(`${stage.url}/#project=${projectId}&room=plant&object=closures/SC1&design=${await designId()}`);
    await page.reload();
    await page.getByText("Edits go into the design").waitFor();
    await page.locator("summary", { hasText: "Change" }).last().click();
    await page.getByLabel("Name", { exact: true }).fill("北门接头盒");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByText("Written into the design “Ring east”.").waitFor();
    await page.getByRole("heading", { name: "北门接头盒" }).waitFor();
    await page.keyboard.press("Control+z");
    await page.getByRole("heading", { name: "SC1", exact: true }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: /Redo/ }).click();
    await page.getByRole("heading", { name: "北门接头盒" }).waitFor();
    expect(await seen()).toBe(before);
  });

  test("its difference is told field by field and drawn on the map, apart from the plant", async () => {
    const id = await designId();
    const { etag } = await client.call(getDesign, { params: { projectId, designId: id } });
    const [lon, lat] = placeOf("SC2");
    await client.call(designOperationRoutes.drawSpan, {
      params: { projectId, designId: id },
      body: { line: [placeOf("SC2"), [lon + 0.004, lat + 0.006]], support: "aerial", status: "planned", snapM: 5 },
      ifMatch: etag,
    } as never);
    await page.getByRole("button", { name: "To the design" }).click();
    await page.reload();
    await page.getByText("New: Span").waitFor();
    await page.locator(".design-difference summary", { hasText: "北门接头盒" }).click();
    const row = page.locator(".design-changed .difference-table tbody tr").first();
    expect(await row.locator("td").allTextContents()).toEqual(["–", "北门接头盒"]);
    await page.getByText("It can be merged: nothing stands against it.").waitFor();
    expect(await audit(page)).toEqual([]);
    await page.getByRole("button", { name: "Show on the map" }).click();
    await mapDrawn(page);
    await keepScreenshot(page, "designs-1-difference");
  });

  test("where the plant has been changed since, the three values stand side by side and merging is held back", async () => {
    await client.call(operationRoutes.rename, {
      ...{ params, body: { table: "closures", id: "SC1", name: "南门接头盒" }, ifMatch: await seen() },
    } as never);
    await page.getByText("1 conflict with what others changed since").waitFor();
    const values = await page.locator(".merge-preview tbody tr").first().locator("td").allTextContents();
    expect(values).toEqual(["–", "北门接头盒", "南门接头盒"]);
    expect(await page.getByRole("button", { name: "Merge into the plant" }).isDisabled()).toBe(true);
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "designs-2-conflict");
  });

  test("once the two agree it is merged, and the design says since when", async () => {
    await client.call(operationRoutes.rename, {
      ...{ params, body: { table: "closures", id: "SC1", name: "北门接头盒" }, ifMatch: await seen() },
    } as never);
    const before = (await client.call(getPlant, { params })).counts.spans ?? 0;
    await page.getByText("It can be merged: nothing stands against it.").waitFor();
    await page.getByRole("button", { name: "Merge into the plant" }).click();
    await page.getByText("Part of the plant since revision").waitFor();
    expect((await client.call(getPlant, { params })).counts.spans).toBe(before + 1);
    expect(await page.getByRole("button", { name: "Abandon" }).count()).toBe(0);
  });

  test("another design is abandoned after a second word, in Chinese, and stays in the list", async () => {
    const zh = await open("", { locale: "zh-CN" });
    await zh.page.getByLabel("新设计名称").fill("东环");
    await zh.page.getByRole("button", { name: "新建设计" }).click();
    await zh.page.getByRole("button", { name: "放弃" }).click();
    await zh.page.getByRole("button", { name: "确认放弃" }).click();
    await zh.page.locator(".object-head .design-abandoned").waitFor();
    await zh.page.getByRole("button", { name: "‹ 资源总览" }).click();
    await zh.page.locator(".design-abandoned").waitFor();
    expect(await audit(zh.page)).toEqual([]);
    await keepScreenshot(zh.page, "designs-3-list");
    await zh.page.context().close();
  });

  test("on a phone nothing is wider than the screen", async () => {
    const phone = await open(`design=${await designId()}`, { viewport: { width: 390, height: 844 } });
    await phone.page.locator(".design-panel h2").waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await phone.page.context().close();
  });

  test("nothing threw, and no request left the server", () => {
    expect({ errors: opened.errors, foreign: opened.foreign }).toEqual({ errors: [], foreign: [] });
  });
});
