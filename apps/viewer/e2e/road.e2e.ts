import type { Position } from "@cuntong/geo";
import type { Proposal } from "@cuntong/network";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "./audit.ts";
import { keepScreenshot, launchBrowser, mapDrawn, openPage } from "./browser.ts";
import { chromiumPath, missing, skipNote } from "./needs.ts";
import { small } from "./small.ts";
import { openStage, type Stage } from "./stage.ts";

describe.skipIf(missing.length > 0)(`a road that is asked about${skipNote}`, () => {
  let stage: Stage;
  let browser: Browser;
  let planId: string;

  beforeAll(async () => {
    stage = await openStage();
    browser = await launchBrowser(chromiumPath);
    const { plan } = await stage.server.plans.start({ projectId: small.projectId, villages: { select: "all" } });
    await stage.server.plans.follow(plan.id, () => {});
    planId = plan.id;
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  /** The shown plan with the map over a place. */
  async function openAt(zoom: number, lon: number, lat: number): Promise<Page> {
    const url = `${stage.url}/#project=${small.projectId}&plan=${planId}&at=${zoom}/${lon}/${lat}`;
    const { page } = await openPage(browser, url);
    await page.getByRole("heading", { name: "Why not this road?" }).click();
    await mapDrawn(page);
    return page;
  }

  test("drawn where the plan builds, it is said to be built along", async () => {
    const [a, b] = await straightPiece(stage.url, planId);
    const [lon, lat] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const page = await openAt(15, lon, lat);
    await drawRoad(
      page,
      [a, b].map(([x, y]) => [pixels(x) - pixels(lon), mercator(lat) - mercator(y)]),
    );
    await page
      .getByText("The plan is built along it.")
      .waitFor({ timeout: 20_000 })
      .finally(() => keepScreenshot(page, "20-road"));
    expect(await audit(page)).toEqual([]);
    await page.close();
  });

  test("drawn across country, it is said to be none", async () => {
    const page = await openAt(9, 110, 24.5);
    await drawRoad(page, [
      [-80, 0],
      [80, 40],
    ]);
    await page
      .getByRole("alert")
      .filter({ hasText: "No corridor within 20 m of the lock “drawn road”" })
      .waitFor({ timeout: 20_000 })
      .finally(() => keepScreenshot(page, "21-no-road"));
    await page.close();
  });
});

/** Pixels from the meridian or the equator at zoom 15. */
const pixels = (lon: number) => (lon / 360) * 512 * 2 ** 15;
const mercator = (lat: number) => (Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * 512 * 2 ** 15;

/** Two neighbouring corners of a span of the plan, 100 to 250 pixels apart at zoom 15. */
async function straightPiece(url: string, planId: string): Promise<readonly [Position, Position]> {
  const answer = await fetch(`${url}/api/plans/${planId}/files/proposal.json`);
  const { spans } = (await answer.json()) as Proposal;
  for (const { line } of spans) {
    for (const [index, b] of line.entries()) {
      const a = line[index - 1];
      if (!a) continue;
      const apart = Math.hypot(pixels(b[0]) - pixels(a[0]), mercator(b[1]) - mercator(a[1]));
      if (apart > 100 && apart < 250) return [a, b];
    }
  }
  throw new Error("The plan has no straight piece of 100 to 250 pixels.");
}

/** Draws a road through points given in pixels from the middle of the map. */
async function drawRoad(page: Page, points: readonly (readonly [number, number])[]): Promise<void> {
  await page.getByRole("button", { name: "Draw the road" }).click();
  await page.waitForTimeout(1500); // Terra Draw is fetched.
  const box = await page.locator(".map-canvas canvas").boundingBox();
  if (!box) throw new Error("There is no map.");
  for (const [dx, dy] of [...points, ...points.slice(-1)]) {
    const [x, y] = [box.x + box.width / 2 + dx, box.y + box.height / 2 + dy];
    await page.mouse.move(x, y, { steps: 3 });
    await page.mouse.click(x, y);
    await page.waitForTimeout(350); // Two clicks in a hurry are a double click.
  }
}
