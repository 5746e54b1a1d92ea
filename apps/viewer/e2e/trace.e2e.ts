import { type MadeEvent, sorOfEvents } from "@cuntong/formats/testing";
import { type EquipmentId, glassLine, pathTo, trace } from "@cuntong/network";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { keepScreenshot, mapDrawn, openPage, textOf, type WatchedPage } from "./browser.ts";
import { missing, skipNote } from "./needs.ts";
import { drawn, openSketched, type SketchedStage } from "./sketched.ts";

const projectId = "trace";

/** What an OTDR at V2 sees of its glass to the line terminal: 0.2 % longer than its record. */
function seenFromV2() {
  const traced = trace(drawn.network, { equipmentId: "V2" as EquipmentId, port: 1 }, { wavesNm: [] });
  if (!traced.ok) throw new Error(traced.message);
  const [way] = traced.value.ways;
  const { joints } = glassLine(drawn.network, pathTo(way!, way!.stops[0]!));
  return joints
    .filter(({ glassM }) => glassM > 0)
    .map(({ glassM }): MadeEvent => ({ glassM: glassM * 1.002, lossDb: 0.1, isEnd: false }));
}

describe.skipIf(missing.length > 0)(`the trace's room${skipNote}`, () => {
  let stage: SketchedStage;
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;

  const open = (hash: string, options = {}) =>
    openPage(browser, `${stage.url}/#project=${projectId}&room=plant&${hash}`, options);
  const rows = (of: Page = page) => of.locator(".trace-row");
  const selected = (of: Page = page) => textOf(of.locator('.trace-row[aria-selected="true"]'));

  beforeAll(async () => {
    stage = await openSketched(projectId);
    ({ browser } = stage);
    opened = await open("object=villages/V2");
    page = opened.page;
  });
  afterAll(async () => {
    await stage?.close();
  });

  test("a village's light is traced from its panel, hop by hop to the line terminal, and held against its budget", async () => {
    await page.getByRole("heading", { name: "V2", level: 2 }).waitFor();
    await page.getByRole("button", { name: "Trace", exact: true }).click();
    await rows().first().waitFor();
    const kinds = await rows().evaluateAll((all) =>
      all.map((row) => row.className.replace(/.*trace-(hop|stop)-(\w+).*/, "$2")),
    );
    expect(kinds).toEqual([
      "port",
      "splice",
      "strand",
      "splice",
      "strand",
      "splice",
      "splitter",
      "splice",
      "strand",
      "splice",
      "port",
      "port",
    ]);
    expect(await textOf(rows().last())).toBe("Ends at OLT1, port 1");
    await page.getByText("Complete: light can pass from port to port").waitFor();
    expect(await textOf(page.locator(".loss-budget"))).toContain("class C+");
    expect(await textOf(page.locator(".loss-budget-verdict"))).toContain("Too little loss");
    await mapDrawn(page);
    await keepScreenshot(page, "trace-1-village");
  });

  test("the arrows walk the hops, and map and straight line follow", async () => {
    await rows().nth(0).focus();
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowDown");
    expect(await selected()).toContain("SC1-SC2 1.1");
    const key = await page.locator('.trace-row[aria-selected="true"]').getAttribute("data-key");
    const bold = page.locator(`.straight-line g[data-key="${key}"] line[stroke-width="9"]`);
    expect(await bold.count()).toBe(1);
    await mapDrawn(page);
    await keepScreenshot(page, "trace-2-hop");
  });

  test("a splice on the straight line is found in the table, and the line zooms and moves by keys", async () => {
    await page.locator(".straight-line g", { hasText: "SC2" }).locator("circle").last().click();
    expect(await selected()).toContain("Splice in SC2");
    const axis = () => page.locator(".straight-line").textContent();
    const whole = await axis();
    await page.locator(".line-stage").focus();
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    expect(await axis()).not.toBe(whole);
    await page.locator(".line-stage").hover();
    await page.mouse.wheel(0, -200);
    await rows().nth(3).click();
    expect(await axis()).not.toBe(whole);
    await page.locator(".line-stage").focus();
    await page.keyboard.press("0");
    expect(await axis()).toBe(whole);
    await page.getByRole("button", { name: "sheath", exact: true }).click();
    expect(await axis()).not.toBe(whole);
    expect(await audit(page)).toEqual([]);
  });

  test("the drawing is saved as a file that carries its own style", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save SVG" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("straight-line.svg");
  });

  test("the browser's Back leads to the village, and forward to the trace again", async () => {
    await page.goBack();
    await page.getByText("Reached over glass by").or(page.locator(".object-panel:not(.trace-panel)")).first().waitFor();
    await page.goForward();
    await rows().first().waitFor();
  });

  test("from the line terminal the light parts at the splitter, and folds there", async () => {
    const tree = await open("trace=equipment/OLT1/1");
    await rows(tree.page).first().waitFor();
    const before = await rows(tree.page).count();
    expect(await textOf(tree.page.locator(".trace-stop-spare"))).toBe("2 spare outputs at SC1");
    expect(await tree.page.locator(".loss-budget").count()).toBe(2);
    await mapDrawn(tree.page);
    await keepScreenshot(tree.page, "trace-3-tree");
    await tree.page.getByRole("button", { name: "Fold", exact: true }).click();
    expect(await rows(tree.page).count()).toBeLessThan(before);
    await tree.page.context().close();
  });

  test("a strand that is joined to nothing is open at both ends: never complete", async () => {
    const gap = await open("trace=cables/SC1-SC2/1.7", { locale: "zh-CN" });
    await rows(gap.page).first().waitFor();
    expect(await gap.page.locator(".trace-stop-open").allTextContents()).toEqual(["断开于 SC1", "断开于 SC2"]);
    expect(await audit(gap.page)).toEqual([]);
    await mapDrawn(gap.page);
    await keepScreenshot(gap.page, "trace-4-open");
    await gap.page.context().close();
  });

  test("what is not there is said, and an address that names nothing too", async () => {
    const lost = await open("trace=cables/ghost/1.1");
    await lost.page.getByRole("alert").waitFor();
    await lost.page.goto(`${stage.url}/#project=${projectId}&room=plant&trace=nonsense`);
    await lost.page.reload();
    await lost.page.getByText("This address names no place where a trace could start.").waitFor();
    await lost.page.context().close();
  });

  test("on a phone nothing is wider than the screen", async () => {
    const phone = await open("trace=villages/V2", { viewport: { width: 390, height: 844 } });
    await rows(phone.page).first().waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await keepScreenshot(phone.page, "trace-5-phone");
    await phone.page.context().close();
  });

  test("a trace shot through a launch cable: its end is located on the ground, and a whole one is accepted for its port", async () => {
    const room = await openPage(browser, `${stage.url}/#project=${projectId}&room=faults`);
    const bench = room.page.getByRole("region", { name: "OTDR trace" });
    const end = () => textOf(room.page.locator(".otdr-located"));
    const events = seenFromV2();
    const [first, last] = [events[0]!, events.at(-1)!];
    await room.page.getByText("OTDR", { exact: true }).click();
    await room.page.getByLabel("Port", { exact: true }).fill("V2:1");
    const drop = (name: string, shown: typeof events) =>
      room.page.locator('input[type="file"]').setInputFiles({
        ...{ name, mimeType: "application/octet-stream" },
        buffer: Buffer.from(sorOfEvents(shown.map((event) => ({ ...event, glassM: event.glassM + 500 })))),
      });
    const breakM = (events[1]!.glassM + first.glassM) / 2;
    await drop("broken.sor", [first, { glassM: breakM, reflectanceDb: -20, isEnd: true }]);
    await bench.getByLabel("Launch cable, m").fill("500");
    await bench.getByRole("button", { name: "Read again" }).click();
    await room.page.locator(".otdr-located", { hasText: "past SC2 towards SC1" }).waitFor();
    expect(Number(/\d+/.exec(await end())?.[0])).toBeGreaterThan(0);
    await mapDrawn(room.page);
    await keepScreenshot(room.page, "trace-6-otdr");
    expect(await audit(room.page)).toEqual([]);
    await drop("whole.sor", [...events.slice(0, -1), { ...last, isEnd: true }]);
    await room.page.locator(".otdr-located", { hasText: "this is the joint at OLT1" }).waitFor();
    await bench.getByRole("button", { name: "Accept as baseline" }).click();
    await bench.getByRole("button", { name: "Accepted as baseline" }).waitFor();
    await drop("broken.sor", [first, { glassM: breakM, reflectanceDb: -20, isEnd: true }]);
    await bench.getByText("the end moved to").waitFor();
    expect(await end()).toContain("calibrated by an accepted trace");
    expect(room.errors).toEqual([]);
    await room.page.context().close();
  });

  test("nothing threw, and no request left the server", () => {
    expect({ errors: opened.errors, foreign: opened.foreign }).toEqual({ errors: [], foreign: [] });
  });
});
