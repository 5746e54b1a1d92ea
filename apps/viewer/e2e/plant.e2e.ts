import { applyPlantChange, type Client, getPlant, operationRoutes } from "@cuntong/contract";
import { lineLengthM } from "@cuntong/geo";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { keepScreenshot, mapDrawn, openPage, textOf, type WatchedPage } from "./browser.ts";
import { missing, skipNote } from "./needs.ts";
import { drawn, openSketched, placeOf, type SketchedStage } from "./sketched.ts";

const projectId = "glass";
const params = { projectId };
const at = `at=14.6/${placeOf("SC1").join("/")}`;

describe.skipIf(missing.length > 0)(`the plant's room${skipNote}`, () => {
  let stage: SketchedStage;
  let browser: Browser;
  let client: Client;
  let opened: WatchedPage;
  let page: Page;

  const seen = async () => (await client.call(getPlant, { params })).plantRevision;
  const open = (hash: string, options = {}) =>
    openPage(browser, `${stage.url}/#project=${projectId}&room=plant&${at}&${hash}`, options);
  const heading = (name: string, of: Page = page) => of.getByRole("heading", { name, exact: true, level: 2 });
  const unfold = async (name: string, of: Page = page) => of.locator("summary", { hasText: name }).last().click();

  beforeAll(async () => {
    stage = await openSketched(projectId);
    ({ client, browser } = stage);
    opened = await open("");
    page = opened.page;
    await mapDrawn(page);
    await keepScreenshot(page, "plant-0");
  });
  afterAll(async () => {
    await stage?.close();
  });

  test("a click on a closure's node tells what stands there, and one more opens its splices", async () => {
    const box = await page.locator(".map-canvas canvas").boundingBox();
    if (!box) throw new Error("There is no map.");
    const { x, y } = await pixelOf(page, placeOf("SC1"));
    await page.mouse.click(box.x + x, box.y + y);
    await heading("SC1").waitFor();
    expect(await textOf(page.locator(".object-kind"))).toContain("closure");
    await page.locator(".object-list").first().getByRole("button", { name: "SC1" }).first().click();
    await page.getByRole("img", { name: "Splices in the closure, cable by cable" }).waitFor();
    const made = [...drawn.network.records("splices")].filter(({ closureId }) => closureId === "SC1").length;
    expect(await page.locator(".panel .splice-line").count()).toBe(made);
    await keepScreenshot(page, "plant-1-closure");
  });

  test("the diagram opens wide under the map, and has names, order and contrast", async () => {
    await page.getByRole("button", { name: "Open wide" }).click();
    await page.locator(".bench .splice-diagram").waitFor();
    expect(await audit(page)).toEqual([]);
    await page.locator(".bench").getByRole("button", { name: "Close" }).click();
  });

  test("a splice is taken out, brought back by Ctrl+Z after a reload, and taken out again by Ctrl+Shift+Z", async () => {
    const lines = page.locator(".panel .splice-line");
    const before = await lines.count();
    await page.locator(".object-panel details.section > summary", { hasText: "Tray" }).first().click();
    await page.getByRole("button", { name: "Unsplice" }).first().click();
    await expect.poll(() => lines.count()).toBe(before - 1);
    await page.reload();
    await expect.poll(() => lines.count()).toBe(before - 1);
    await expect.poll(() => page.getByRole("button", { name: /Undo/ }).isEnabled()).toBe(true);
    await page.keyboard.press("Control+z");
    await expect.poll(() => lines.count()).toBe(before);
    await expect.poll(() => page.getByRole("button", { name: /Redo/ }).isEnabled()).toBe(true);
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => lines.count()).toBe(before - 1);
    await page.keyboard.press("Control+z");
    await expect.poll(() => lines.count()).toBe(before);
  });

  test("a closure is renamed; its history says who and what, and the plant is shown as of then", async () => {
    await unfold("Change");
    await page.getByLabel("Name", { exact: true }).fill("北门接头盒");
    await page.getByRole("button", { name: "Rename" }).click();
    await heading("北门接头盒").waitFor();
    await unfold("History");
    await page.locator(".versions .difference-table").first().getByText("北门接头盒").waitFor();
    expect(await textOf(page.locator(".versions"))).toContain("operator");
    await keepScreenshot(page, "plant-2-history");
    await page.getByRole("button", { name: "Show the plant as of then" }).last().click();
    await heading("SC1").waitFor();
    await page.getByText("You are looking at the past:").waitFor();
    expect(await page.getByRole("button", { name: "Unsplice" }).count()).toBe(0);
    expect(await audit(page)).toEqual([]);
    await mapDrawn(page);
    await keepScreenshot(page, "plant-3-past");
    const box = await page.locator(".map-canvas canvas").boundingBox();
    const there = await pixelOf(page, placeOf("SC2"));
    if (!box) throw new Error("There is no map.");
    await page.mouse.click(box.x + there.x, box.y + there.y);
    await heading("SC2").waitFor();
    await page.goBack();
    await heading("SC1").waitFor();
    await page.getByRole("button", { name: "Back to now" }).click();
    await heading("北门接头盒").waitFor();
  });

  test("the plant is shown as of a moment that somebody names", async () => {
    await page.getByRole("button", { name: "‹ The plant holds" }).click();
    await page.getByRole("button", { name: /^Closures/ }).click();
    const now = await page.evaluate(() =>
      new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 19),
    );
    await page.getByLabel("The plant as of").fill(now);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByText("You are looking at the past:").waitFor();
    await page.locator(".object-list").getByRole("button", { name: "北门接头盒" }).waitFor();
    await page.getByRole("button", { name: "Back to now" }).click();
    await page.locator(".object-list").getByRole("button", { name: "北门接头盒" }).click();
    await heading("北门接头盒").waitFor();
  });

  test("a splice onto a strand that is taken is refused in words, with a way to the holder", async () => {
    await unfold("Change");
    await page.getByRole("button", { name: "Splice", exact: true }).click();
    await page.getByText("The end is joined already.").waitFor();
    await keepScreenshot(page, "plant-4-refused");
    await page.locator(".edit-holder button").click();
    await page.getByText("Method").waitFor();
  });

  test("the browser's Back leads to the object before", async () => {
    await page.goBack();
    await heading("北门接头盒").waitFor();
  });

  test("strands of two cables are spliced by tube and colour", async () => {
    await page.getByRole("button", { name: "‹ The plant holds" }).click();
    await page.getByRole("button", { name: /^Closures/ }).click();
    await page.locator(".object-list").getByRole("button", { name: "SC2" }).click();
    await heading("SC2").waitFor();
    const lines = page.locator(".panel .splice-line");
    const before = await lines.count();
    await unfold("Change");
    const sides = page.locator(".splice-side");
    for (const side of [0, 1])
      for (const [nth, strand] of [2, 4].entries())
        await sides.nth(side).locator(".splice-from-to select").nth(nth).selectOption(String(strand));
    await page.getByRole("button", { name: "Splice", exact: true }).click();
    await expect.poll(() => lines.count()).toBe(before + 3);
    await keepScreenshot(page, "plant-5-spliced");
  });

  test("only legal steps of a status are offered", async () => {
    const steps = page.locator(".object-edits fieldset").filter({ hasText: "Operational becomes" });
    expect(await steps.getByRole("button").allTextContents()).toEqual(["Out of use"]);
  });

  test("what somebody else changes is shown as it happens", async () => {
    const body = { table: "closures", id: "SC2", name: "东门接头盒" } as const;
    await client.call(operationRoutes.rename, { params, body, ifMatch: await seen() } as never);
    await heading("东门接头盒").waitFor();
  });

  test("where two change the same, the fields are laid side by side and nothing is overwritten", async () => {
    const second = await open("object=closures/SC2");
    // This page hears of nothing that others do.
    await second.page.route("**/plant/events**", (route) => route.abort());
    await second.page.reload();
    await heading("东门接头盒", second.page).waitFor();
    await client.call(operationRoutes.rename, {
      ...{ params, body: { table: "closures", id: "SC2", name: "南门接头盒" }, ifMatch: await seen() },
    } as never);
    await unfold("Change", second.page);
    await second.page.getByLabel("Name", { exact: true }).fill("西门接头盒");
    await second.page.getByRole("button", { name: "Rename" }).click();
    await second.page.getByText("Others changed this since").waitFor();
    const row = await second.page.locator(".edit-refused tbody tr").first().locator("td").allTextContents();
    expect(row).toEqual(["东门接头盒", "西门接头盒", "南门接头盒"]);
    await keepScreenshot(second.page, "plant-6-conflict");
    await second.page.getByRole("button", { name: "Take theirs" }).click();
    await heading("南门接头盒", second.page).waitFor();
    await client.call(operationRoutes.rename, {
      ...{ params, body: { table: "closures", id: "SC2", name: "中门接头盒" }, ifMatch: await seen() },
    } as never);
    await second.page.getByLabel("Name", { exact: true }).fill("西门接头盒");
    await second.page.getByRole("button", { name: "Rename" }).click();
    await second.page.getByRole("button", { name: "Mine again" }).click();
    await heading("西门接头盒", second.page).waitFor();
    await second.page.context().close();
  });

  test("a span is drawn from node to node on the map and stands in the colour of plans", async () => {
    await page.getByRole("button", { name: "Draw a span" }).click();
    await page.waitForTimeout(1500); // Terra Draw is fetched.
    const box = await page.locator(".map-canvas canvas").boundingBox();
    if (!box) throw new Error("There is no map.");
    const [from, to] = await Promise.all(["OLT1", "SC2"].map((id) => pixelOf(page, placeOf(id))));
    if (!from || !to) throw new Error("A place is nowhere.");
    const corners = [from, { x: (from.x + to.x) / 2, y: from.y - 150 }, to, to];
    for (const { x, y } of corners) {
      await page.mouse.move(box.x + x, box.y + y, { steps: 3 });
      await page.mouse.click(box.x + x, box.y + y);
      await page.waitForTimeout(400);
    }
    await page.locator(".sketch-form").getByLabel("Name").fill("支线 1");
    await page.getByRole("button", { name: "Store" }).click();
    await heading("支线 1").waitFor();
    expect(await textOf(page.locator(".facts").first())).toContain("OLT1 – SC2");
    await mapDrawn(page);
    await keepScreenshot(page, "plant-7-drawn");
  });

  test("a chosen span is split where it is clicked, and is whole again when that is undone", async () => {
    await page.goto(`${stage.url}/#project=${projectId}&room=plant&${at}&object=spans/OLT1-SC1`);
    await heading("OLT1-SC1").waitFor();
    const whole = await textOf(page.locator(".facts").first());
    await mapDrawn(page);
    await unfold("Change");
    await page.getByRole("button", { name: "Split here" }).click();
    await page.waitForTimeout(1000); // Terra Draw is fetched.
    const box = await page.locator(".map-canvas canvas").boundingBox();
    const [from, to] = await Promise.all(["OLT1", "SC1"].map((id) => pixelOf(page, placeOf(id))));
    if (!box || !from || !to) throw new Error("There is no map.");
    // A little beside the line: the place jumps onto it.
    await page.mouse.click(box.x + (from.x + to.x) / 2, box.y + from.y + 5);
    await page.locator(".sketch-form").getByLabel("Name").fill("P1");
    await page.getByRole("button", { name: "Store" }).click();
    await heading("P1").waitFor();
    expect(await page.locator(".object-list", { hasText: "→" }).locator("li").count()).toBe(2);
    await page.keyboard.press("Control+z");
    await page.getByText("It is not there any more.").waitFor();
    await page.goBack();
    await heading("OLT1-SC1").waitFor();
    expect(await textOf(page.locator(".facts").first())).toBe(whole);
  });

  test("a cable is laid from node to node over the way that is proposed, and is gone again when that is undone", async () => {
    await page.goto(`${stage.url}/#project=${projectId}&room=plant&${at}`);
    await mapDrawn(page);
    await page.getByRole("button", { name: "Lay a cable" }).click();
    const box = await page.locator(".map-canvas canvas").boundingBox();
    if (!box) throw new Error("There is no map.");
    for (const id of ["OLT1", "SC2"]) {
      const { x, y } = await pixelOf(page, placeOf(id));
      await page.mouse.click(box.x + x, box.y + y);
      await page.locator(".way-stops").getByText(id).waitFor();
    }
    const form = page.getByRole("form", { name: "Lay a cable" });
    await form.getByText("2 spans").waitFor();
    await form.getByLabel("Name").fill("环路光缆");
    await form.getByLabel("Coil at the end").fill("20");
    await mapDrawn(page);
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "plant-7-laying");
    await form.getByRole("button", { name: "Store" }).click();
    await heading("环路光缆").waitFor();
    expect(await textOf(page.locator(".facts").first())).toContain("OLT1 – b SC2");
    await page.keyboard.press("Control+z");
    await page.getByText("It is not there any more.").waitFor();
  });

  test("two ports are patched, and the cord is taken out again", async () => {
    const odf = { nodeId: "OLT1", kind: "odf", ports: 12, name: "ODF1", status: "operational" } as const;
    await client.call(operationRoutes.placeEquipment, { params, body: odf, ifMatch: await seen() } as never);
    await page.goto(`${stage.url}/#project=${projectId}&room=plant&${at}&object=equipment/OLT1`);
    await heading("OLT1").waitFor();
    await unfold("Change");
    await page.getByLabel("Port", { exact: true }).selectOption("3");
    await page.getByRole("combobox", { name: "Equipment", exact: true }).selectOption({ label: "ODF1" });
    await page.getByLabel("to port", { exact: true }).selectOption("5");
    await page.getByRole("button", { name: "Patch", exact: true }).click();
    const cord = page.locator(".port-joint", { hasText: "ODF1" });
    await cord.getByText("ODF1, port 5").waitFor();
    await cord.getByRole("button", { name: "Unpatch" }).click();
    await expect.poll(() => cord.count()).toBe(0);
  });

  test("a closure is set at a node with a splitter in it, and what was never built goes again", async () => {
    await page.goto(`${stage.url}/#project=${projectId}&room=plant&${at}&object=nodes/V1`);
    await heading("V1").waitFor();
    await unfold("Change");
    await page.getByLabel("Name, if it has one").fill("村口接头盒");
    await page.getByRole("button", { name: "Set a closure here" }).click();
    await page.locator(".object-list").getByRole("button", { name: "村口接头盒" }).click();
    await heading("村口接头盒").waitFor();
    await unfold("Change");
    await page.getByRole("button", { name: "Put a splitter in" }).click();
    await page.locator(".panel .splice-block-splitter").waitFor();
    await page.getByRole("button", { name: "Retire" }).click();
    await page.getByText("Something else needs it.").waitFor();
    await page.locator(".edit-holder button").click();
    await unfold("Change");
    await page.getByRole("button", { name: "Retire" }).click();
    await page.getByText("It is not there any more.").waitFor();
  });

  test("a village is connected from a free output of the splitter, and has its drop and its device", async () => {
    const [from, to] = [placeOf("SC1"), placeOf("V1").map((degrees, axis) => degrees + (axis === 0 ? -0.012 : 0))];
    const [status, line] = ["operational", [from, to]];
    const put = {
      villages: [{ code: "V9", name: "新村", position: to, status: "unconnected" }],
      nodes: [{ id: "V9", kind: "village", name: "V9", position: to, status }],
      spans: [
        { id: "SC1-V9", from: "SC1", to: "V9", support: "aerial", line, lengthM: lineLengthM(line as never), status },
      ],
      cables: [{ id: "SC1-V9", typeId: "gyta-4", startNodeId: "SC1", spanIds: ["SC1-V9"], status }],
    };
    const body = { note: "新村入村光缆", put, remove: {} };
    await client.call(applyPlantChange, { params, body: body as never, ifMatch: await seen() });
    await page.goto(`${stage.url}/#project=${projectId}&room=plant&${at}&object=closures/SC1`);
    await heading("北门接头盒").waitFor();
    const lines = page.locator(".panel .splice-line");
    const before = await lines.count();
    await unfold("Change");
    await page.getByLabel("Village (Code)").fill("V9");
    await page.getByRole("button", { name: "Connect a village" }).click();
    await expect.poll(() => lines.count()).toBe(before + 1);
    await page.goto(`${stage.url}/#project=${projectId}&room=plant&${at}&object=villages/V9`);
    await heading("新村").waitFor();
    expect(await page.locator(".object-list .hint").allTextContents()).toEqual(["Drop", "Equipment"]);
  });

  test("on a phone nothing is wider than the screen", async () => {
    const phone = await open("object=closures/SC1", { viewport: { width: 390, height: 844 } });
    await heading("北门接头盒", phone.page).waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await keepScreenshot(phone.page, "plant-8-phone");
    await phone.page.context().close();
  });

  test("in Chinese and without a mouse a cable is found, and its strands are walked with the arrows and traced", async () => {
    const { page: zh, errors } = await open("", { locale: "zh-CN", reducedMotion: "reduce" });
    await zh.getByRole("heading", { name: "请选择线路资源" }).waitFor();
    await tabTo(zh, "光缆5");
    await zh.keyboard.press("Enter");
    await zh.locator(".object-list").getByText("OLT1-SC1").waitFor();
    await tabTo(zh, "OLT1-SC1");
    await zh.keyboard.press("Enter");
    await heading("OLT1-SC1", zh).waitFor();
    await tabTo(zh, "1 号束管（蓝），1 号芯（蓝）：有光");
    await zh.keyboard.press("ArrowRight");
    expect(await focused(zh)).toContain("1 号束管（蓝），2 号芯（橙）：空闲");
    await zh.keyboard.press("ArrowDown");
    expect(await focused(zh)).toContain("2 号束管（橙），2 号芯（橙）：空闲");
    expect(await audit(zh)).toEqual([]);
    await keepScreenshot(zh, "plant-9-zh-cable");
    await zh.keyboard.press("Enter");
    await zh.getByText("未贯通：").waitFor();
    expect(await zh.locator(".trace-stop-open").allTextContents()).toEqual(["断开于 OLT1", "断开于 北门接头盒"]);
    await tabTo(zh, "返回");
    await zh.keyboard.press("Enter");
    await tabTo(zh, "1 号束管（蓝），1 号芯（蓝）：有光");
    await zh.keyboard.press("Enter");
    await zh.locator(".trace-complete").waitFor();
    expect(await zh.locator(".trace-row").count()).toBeGreaterThan(6);
    expect(await audit(zh)).toEqual([]);
    await mapDrawn(zh);
    await keepScreenshot(zh, "plant-10-zh-trace");
    expect(errors).toEqual([]);
    await zh.context().close();
  });

  test("nothing threw, and no request left the server", () => {
    expect({ errors: opened.errors, foreign: opened.foreign }).toEqual({ errors: [], foreign: [] });
  });
});

/** Where a position is drawn, from what the address says of the camera: web mercator at 512 pixels to a world of zoom 0. */
function pixelOf(page: Page, [lon, lat]: number[]): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ([lon = 0, lat = 0]) => {
      const [zoom = 0, midLon = 0, midLat = 0] = (new URLSearchParams(location.hash.slice(1)).get("at") ?? "")
        .split("/")
        .map(Number);
      const size = 512 * 2 ** zoom;
      const north = (degrees: number) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
      const canvas = document.querySelector(".map-canvas canvas");
      const { width = 0, height = 0 } = canvas?.getBoundingClientRect() ?? {};
      return { x: width / 2 + ((lon - midLon) / 360) * size, y: height / 2 - (north(lat) - north(midLat)) * size };
    },
    [lon ?? 0, lat ?? 0],
  );
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    // What scrolls can be tabbed to as well, and holds everything.
    if (!element?.matches("button, a, input, select, summary, [role=button], [role=tab]")) return "";
    return `${element.getAttribute("aria-label") ?? ""} ${element.textContent}`;
  });
}

/** Presses Tab until the focus is on what is called so. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press("Tab");
    if ((await focused(page)).includes(name)) return;
  }
  throw new Error(`Sixty presses of Tab did not lead to ${name}.`);
}
