import { findPostgres } from "@cuntong/db/testing";
import { findChromium } from "./browser.ts";

/** The browser to drive, or why the browser tests are skipped. */
export const chromiumPath = findChromium() ?? "";
export const missing = [
  ...(chromiumPath ? [] : ["no Chromium found (set CHROMIUM_PATH)"]),
  ...((await findPostgres()) ? [] : ["no PostgreSQL with PostGIS found"]),
];

/** Put at the end of a title: says why its tests are skipped, or nothing. */
export const skipNote = missing.length === 0 ? "" : ` (skipped: ${missing.join(", ")})`;
