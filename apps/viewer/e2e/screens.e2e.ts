import { createClient, getProject } from "@cuntong/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { keepScreenshot, launchBrowser, mapDrawn, openPage, textOf } from "./browser.ts";
import { chromiumPath, missing, skipNote } from "./needs.ts";
import { small } from "./small.ts";
import { openStage, type Stage } from "./stage.ts";

describe.skipIf(missing.length > 0)(`the screens${skipNote}`, () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    stage = await openStage();
    browser = await launchBrowser(chromiumPath);
    const { plan } = await stage.server.plans.start({ projectId: small.projectId, villages: { select: "all" } });
    await stage.server.plans.follow(plan.id, () => {});
    ({ page } = await openPage(browser, `${stage.url}/`));
    await page.getByText("Villages connected").waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  test("the newest finished plan is shown at once, and has names, order and contrast", async () => {
    await openAll(page);
    expect(await audit(page)).toEqual([]);
  });

  test("what was unfolded folds again", async () => {
    await page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLDetailsElement>("details:not(.legend)")) part.open = false;
    });
    expect(await page.locator(".credits ul").isVisible()).toBe(false);
  });

  test("the audit finds faults: a button without a name, and pale text", async () => {
    await page.evaluate(() => {
      const planted = document.createElement("div");
      planted.id = "planted";
      planted.innerHTML = '<button type="button"></button><p style="color:#999">pale</p>';
      document.querySelector(".panel-body")?.prepend(planted);
    });
    const found = await audit(page);
    expect(found.map((line) => line.replace(/ [\d.]+:.*|:.*/, ""))).toEqual(["no name", "contrast"]);
    await page.evaluate(() => document.getElementById("planted")?.remove());
  });

  test("the form of a new plan has names, order and contrast", async () => {
    await page.getByRole("button", { name: "New plan" }).click();
    expect(await audit(page)).toEqual([]);
  });

  test("a polygon drawn on the map chooses the villages of a plan", async () => {
    await page.getByRole("radio", { name: "Inside a polygon" }).check();
    await page.getByRole("button", { name: "Draw on the map" }).click();
    await page.waitForTimeout(1500); // Terra Draw is fetched.
    const box = await page.locator(".map-canvas canvas").boundingBox();
    if (!box) throw new Error("There is no map.");
    const corners = [0.06, 0.94, 0.94, 0.06].map((x, index) => ({
      x: box.x + x * box.width,
      y: box.y + (index < 2 ? 0.05 : 0.6) * box.height,
    }));
    for (const { x, y } of [...corners, ...corners.slice(0, 1)]) {
      await page.mouse.move(x, y, { steps: 3 });
      await page.mouse.click(x, y);
      await page.waitForTimeout(350); // Two clicks in a hurry are a double click.
    }
    await page.getByText("A polygon of 4 corners is chosen.").waitFor();
    await mapDrawn(page);
    await keepScreenshot(page, "9-polygon");
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.getByRole("heading", { name: "Villages in a polygon" }).waitFor();
    await page.getByText("Villages connected").waitFor({ timeout: 120_000 });
    expect(Number((await textOf(page.locator(".total-pairs .of"))).replace("/", ""))).toBeGreaterThan(0);
  });

  test("a plan that is removed gives way to the newest that is left", async () => {
    await page.getByText("Earlier plans").click();
    await page.getByRole("button", { name: "Remove the plan Villages in a polygon" }).click();
    await page.getByRole("heading", { name: "All unconnected villages" }).waitFor();
    expect(await page.getByRole("button", { name: /^Remove the plan/ }).count()).toBe(1);
  });

  test("the data tab and its import have names, order and contrast, in Chinese too", async () => {
    await page.getByRole("tab", { name: "Data" }).click();
    expect(await audit(page)).toEqual([]);
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("heading", { name: "项目内容" }).waitFor();
    expect(await audit(page)).toEqual([]);
    await page.getByRole("button", { name: "EN" }).click();
  });

  test("a file with bad rows is reported row by row, and its good rows can be taken", async () => {
    const before = await villagesOf(stage.url);
    const rows = [
      "code,name,lon,lat,status",
      "990000000001,新村甲,107.40,24.50,unconnected",
      "990000000001,新村乙,107.41,24.51,unconnected",
      "990000000002,新村丙,0,0,unconnected",
    ];
    await page.setInputFiles("input[type=file]", {
      name: "villages.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(rows.join("\n")),
    });
    await page.getByRole("heading", { name: "villages.csv" }).waitFor();
    const report = await textOf(page.locator(".table-issues tbody"));
    expect(report).toMatch(/row 3.*The code was given before/);
    expect(report).toMatch(/row 4.*The position is 0, 0/);
    expect(await audit(page)).toEqual([]);
    await mapDrawn(page);
    await keepScreenshot(page, "6-import");
    await page.getByRole("button", { name: /Take the \d+ good row/ }).click();
    await page.locator(".report-taken").waitFor();
    expect((await villagesOf(stage.url)) - before).toBeGreaterThan(0);
  });

  test("areas are brought in from a file, drawn with their own entries in the legend, and listed", async () => {
    await page.getByRole("button", { name: "Bring in another file" }).click();
    await page.getByLabel("It holds").selectOption("areas");
    const ring = (west: number) => [
      [west, 24.4],
      [west + 0.08, 24.4],
      [west + 0.08, 24.48],
      [west, 24.4],
    ];
    const feature = (west: number, properties: object) => ({
      type: "Feature",
      properties,
      geometry: { type: "Polygon", coordinates: [ring(west)] },
    });
    const features = [
      feature(107.3, { id: "a1", name: "水源保护区", kind: "forbidden" }),
      feature(107.5, { id: "a2", name: "石山", kind: "soil", soil: "rock" }),
    ];
    await page.setInputFiles("input[type=file]", {
      name: "areas.geojson",
      mimeType: "application/geo+json",
      buffer: Buffer.from(JSON.stringify({ type: "FeatureCollection", features })),
    });
    await page.getByRole("heading", { name: "areas.geojson" }).waitFor();
    await page.getByRole("button", { name: /Take/ }).click();
    await page
      .getByRole("button", { name: /水源保护区/ })
      .first()
      .click();
    await page.getByRole("checkbox", { name: "Forbidden areas" }).waitFor();
    expect(await page.getByRole("checkbox", { name: "Forests" }).count()).toBe(0);
    await mapDrawn(page);
    expect(await audit(page)).toEqual([]);
    await keepScreenshot(page, "16-areas");
    await page.getByRole("button", { name: "Remove the area 石山" }).click();
    await page.getByRole("checkbox", { name: "Soils" }).waitFor({ state: "detached" });
  });

  test("a new project is made, and says what it lacks", async () => {
    await page.getByRole("button", { name: /^Project:/ }).click();
    await page.getByRole("button", { name: "New project" }).click();
    expect(await audit(page)).toEqual([]);
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Hechi draft");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("heading", { name: "Bring in a file" }).waitFor();
    await page.getByRole("tab", { name: "Plan", exact: true }).click();
    await page.getByText("Nothing to plan yet").waitFor();
    expect(await page.locator(".generated-banner").count()).toBe(0);
  });

  test("an API that does not answer is said in words, and asked again on request", async () => {
    const broken = await openPage(browser, "about:blank");
    await broken.page.route("**/api/projects", (route) => route.abort());
    await broken.page.goto(`${stage.url}/`);
    await broken.page.getByText("The server does not answer.").waitFor();
    expect(await audit(broken.page).then((found) => found.filter((line) => !line.includes("search")))).toEqual([]);
    await keepScreenshot(broken.page, "7-no-answer");
    await broken.page.unroute("**/api/projects");
    await broken.page.getByRole("button", { name: "Try again" }).click();
    await broken.page.getByRole("tab", { name: "Plan", exact: true }).waitFor();
    await broken.page.close();
  });

  test.each([
    [390, 844],
    [1024, 700],
  ])("at %i pixels nothing is cut off sideways", async (width, height) => {
    const url = `${stage.url}/#project=${small.projectId}`;
    const narrow = await openPage(browser, url, { viewport: { width, height } });
    await narrow.page.getByText("Villages connected").waitFor();
    await mapDrawn(narrow.page);
    const wide = await narrow.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBe(0);
    expect(await audit(narrow.page)).toEqual([]);
    await keepScreenshot(narrow.page, `8-width-${width}`);
    await narrow.page.close();
  });
});

/** Opens every folded part of the page. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const part of document.querySelectorAll("details")) part.open = true;
  });
}

async function villagesOf(url: string): Promise<number> {
  const { project } = await createClient(url).call(getProject, { params: { projectId: small.projectId } });
  return Object.values(project.villages).reduce((sum, count) => sum + count, 0);
}
