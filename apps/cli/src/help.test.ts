import { expect, test } from "vitest";
import { planHelp, planUsage } from "./plan/options.ts";
import { runCli } from "./testing/run-cli.ts";

/** East Asian signs take two columns. */
function columnsOf(line: string): number {
  return [...line].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 2 : 1), 0);
}

test("help fits a terminal of 110 columns, names every command, and explains every option that a plan takes", async () => {
  const all = await runCli(["--help"]);
  const plan = await runCli(["plan", "--help"]);
  expect([all.code, plan.code]).toEqual([0, 0]);
  for (const line of `${all.stdout}${plan.stdout}`.split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(110);
  for (const command of ["plan", "explain", "what-if", "compare", "solve", "prices", "serve", "move", "graph", "sor"])
    expect(all.stdout).toContain(`cuntong ${command} `);
  const explained = planHelp.map(([option, meaning]) => `${option} ${meaning}`).join("\n");
  for (const [option] of planUsage.matchAll(/--[a-z-]+/g)) expect(explained).toContain(option);
}, 60_000);

test("a file may stand before, between or after the options; a word too many is refused", async () => {
  const after = await runCli(["graph", "--json", "none.geojson"]);
  expect([after.code, after.stderr]).toEqual([2, expect.stringContaining("FILE_NOT_FOUND")]);
  const between = await runCli(["solve", "--seconds", "5", "none.gr", "--json"]);
  expect([between.code, between.stderr]).toEqual([2, expect.stringContaining("FILE_NOT_FOUND none.gr")]);
  const asked = await runCli(["explain", "--village", "A", "none.json", "--demo", "andorra"]);
  expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining("FILE_NOT_FOUND none.json")]);
  const more = await runCli(["compare", "a.json", "b.json", "c.json"]);
  expect([more.code, more.stderr]).toEqual([2, expect.stringContaining('"c.json" is one word too many')]);
}, 60_000);
