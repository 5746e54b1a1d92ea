import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The system's Chromium: CHROMIUM_PATH, or where distributions put it. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...known].find((path) => path !== undefined && existsSync(path));
}

/** A browser that talks to nobody but the page's own server, as far as Chromium lets us say so. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A page with a note of everything that went wrong on it or left its own server. */
export interface WatchedPage {
  readonly page: Page;
  readonly foreign: string[];
  readonly errors: string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  const own = new URL(url).origin;
  page.on("request", (request) => {
    if (!request.url().startsWith(own) && !/^(?:data|blob):/.test(request.url())) foreign.push(request.url());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(url);
  return { page, foreign, errors };
}

/** Waits until the map has drawn all that it was given, and is still at rest a moment later. */
export async function mapDrawn(page: Page): Promise<void> {
  const isIdle = () => document.querySelector<HTMLElement>(".map-canvas canvas")?.dataset.map === "idle";
  do {
    await page.waitForFunction(isIdle);
    await page.waitForTimeout(400);
  } while (!(await page.evaluate(isIdle)));
}

const screenshots = fileURLToPath(new URL("../../../test-output/screenshots/", import.meta.url));

/** Keeps a picture of the page in test-output/screenshots. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: `${screenshots}${name}.png` });
}

/** All text of an element. */
export async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? "";
}
