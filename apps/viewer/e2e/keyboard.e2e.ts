import { createClient, listVillages, type Village } from "@cuntong/contract";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepScreenshot, launchBrowser, mapDrawn, openPage, textOf, type WatchedPage } from "./browser.ts";
import { chromiumPath, missing, skipNote } from "./needs.ts";
import { small } from "./small.ts";
import { openStage, type Stage } from "./stage.ts";

describe.skipIf(missing.length > 0)(`a planner in Chinese without a mouse${skipNote}`, () => {
  let stage: Stage;
  let browser: Browser;
  let opened: WatchedPage;

  beforeAll(async () => {
    stage = await openStage();
    browser = await launchBrowser(chromiumPath);
    opened = await openPage(browser, `${stage.url}/`, { locale: "zh-CN", reducedMotion: "reduce" });
    await mapDrawn(opened.page);
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  test("the page speaks Chinese to a Chinese browser", async () => {
    const { page } = opened;
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
    expect(await textOf(page.locator(".generated-banner"))).toContain("随机种子");
  });

  test("the first stop of Tab skips to the panel", async () => {
    const { page } = opened;
    await page.keyboard.press("Tab");
    expect(await focused(page)).toContain("跳到规划面板");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("panel");
  });

  test("a county is chosen and planned with arrows and Enter", async () => {
    const { page } = opened;
    await tabTo(page, "项目全部");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toContain("一个县区");
    await tabTo(page, "选择县区");
    await page.keyboard.press("ArrowDown");
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLSelectElement).value))
      .toBe(small.countyCode);
    await tabTo(page, "开始规划");
    await page.keyboard.press("Enter");
    await page.getByText("接通村数").waitFor({ timeout: 120_000 });
    expect(await textOf(page.locator(".total-cost strong"))).toMatch(/^[\d.]+ 万元$/);
    await keepScreenshot(page, "4-zh-planned");
  });

  test("a village is found by its pinyin, and its card closes with Escape", async () => {
    const { page } = opened;
    const { code, name, pinyin } = await unconnectedVillage(stage.url);
    await tabTo(page, "搜索村、县区和线路资源", "Shift+Tab");
    await page.keyboard.type(pinyin);
    await page.getByRole("option", { name: new RegExp(code) }).waitFor();
    expect(await page.getByRole("combobox", { name: "搜索村、县区和线路资源" }).getAttribute("aria-expanded")).toBe(
      "true",
    );
    const active = page.locator(".search-list [aria-selected=true]");
    for (let step = 0; step < 12 && !(await textOf(active)).includes(code); step++)
      await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "方案中的路径" }).waitFor();
    expect(await focused(page)).toContain(name);
    await mapDrawn(page);
    await keepScreenshot(page, "5-zh-village");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(".map-card").count()).toBe(0);
  });

  test("the tabs turn with the arrow keys", async () => {
    const { page } = opened;
    await tabTo(page, "规划", "Tab", "tab");
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toContain("资源");
    await page.getByRole("heading", { name: "请选择线路资源" }).waitFor();
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toContain("故障");
    await page.getByText("哪些村中断").waitFor();
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toContain("数据");
    await page.getByRole("heading", { name: "项目内容" }).waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
    await page.getByText("接通村数").waitFor();
  });

  test("every stop of Tab is seen: an outline of two pixels at least", async () => {
    const { page } = opened;
    const unseen: string[] = [];
    await page.locator("body").evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        const outlines = [element, element.nextElementSibling, element.closest("label")].flatMap((one) =>
          one ? [getComputedStyle(one)] : [],
        );
        const shown = outlines.some(
          (style) => style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1,
        );
        return { shown, name: `${element.tagName} ${element.className} ${element.textContent?.slice(0, 20)}` };
      });
      if (stop && !stop.shown) unseen.push(stop.name);
    }
    expect(unseen).toEqual([]);
  });

  test("nothing threw, and no request left the server", () => {
    expect({ errors: opened.errors, foreign: opened.foreign }).toEqual({ errors: [], foreign: [] });
  });
});

async function unconnectedVillage(url: string): Promise<Village> {
  const query = { status: "unconnected", limit: 1 } as const;
  const { villages } = await createClient(url).call(listVillages, { params: { projectId: small.projectId }, query });
  const [village] = villages;
  if (!village) throw new Error("The small demonstration has no unconnected village.");
  return village;
}

/** What a screen reader would call the focused element: its label, its text, or the option of a field. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return "";
    const labels =
      element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? [...(element.labels ?? [])] : [];
    return [element.getAttribute("aria-label"), ...labels.map((label) => label.textContent), element.textContent].join(
      " ",
    );
  });
}

/** Presses Tab until the focus is on what is called so. */
async function tabTo(page: Page, name: string, key = "Tab", role?: string): Promise<void> {
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press(key);
    const roleNow = await page.evaluate(() => document.activeElement?.getAttribute("role") ?? undefined);
    if ((await focused(page)).includes(name) && (role === undefined || role === roleNow)) return;
  }
  throw new Error(`Sixty presses of ${key} did not lead to ${name}.`);
}
