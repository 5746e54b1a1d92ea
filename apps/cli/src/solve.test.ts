import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { runCli } from "./testing/run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "cuntong-solve-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, edges: readonly string[], terminals: readonly number[], nodes = 4): string {
  const lines = ["SECTION Graph", `Nodes ${nodes}`, `Edges ${edges.length}`, ...edges.map((e) => `E ${e}`), "END"];
  lines.push("SECTION Terminals", `Terminals ${terminals.length}`, ...terminals.map((t) => `T ${t}`), "END", "EOF");
  const path = join(folder, name);
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(lines.join("\n")) : lines.join("\n"));
  return path;
}

/** Three terminals around vertex 4, 2 each, or along a chain of 3 each. */
const star = ["1 2 3", "2 3 3", "1 4 2", "2 4 2", "3 4 2"];

test("a problem is solved and proven, plain and gzipped", async () => {
  for (const name of ["star.gr", "star.gr.gz"]) {
    const { code, stdout } = await runCli(["solve", file(name, star, [1, 2, 3]), "--json"]);
    expect(code).toBe(0);
    const { seconds, ...answer } = JSON.parse(stdout);
    expect(seconds).toBeLessThan(30);
    const costs = answer.edges.map((e: number) => Number(star[e - 1]!.split(" ")[2]));
    expect(costs.reduce((a: number, b: number) => a + b, 0)).toBe(6);
    expect(answer).toMatchObject({ cost: 6, lowerBound: 6, gap: 0, optimal: true });
  }
});

test("a single terminal costs nothing", async () => {
  const { code, stdout } = await runCli(["solve", file("one.gr", star, [2]), "--json"]);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { cost: 0, optimal: true, edges: [] }]);
});

test("prizes that do not pay are lost, in the file's own units", async () => {
  const lines = ["33D32945 STP File", "SECTION Graph", "Nodes 4", "Edges 3", "E 1 2 1.5", "E 2 3 2", "E 3 4 9", "END"];
  const terminals = (root: string) => ["SECTION Terminals", "Terminals 3", root, "TP 3 4", "TP 4 8.25", "END", "EOF"];
  const path = join(folder, "prizes.stp");
  writeFileSync(path, [...lines, ...terminals("RootP 1")].join("\n"));
  const { seconds, ...rooted } = JSON.parse((await runCli(["solve", path, "--json"])).stdout);
  expect(rooted).toEqual({
    ...{ cost: 11.75, lowerBound: 11.75, gap: 0, optimal: true },
    ...{ edges: [1, 2], vertices: [1, 2, 3], prizesLost: 8.25 },
  });
  writeFileSync(path, [...lines, ...terminals("TP 1 0.5")].join("\n"));
  const anywhere = JSON.parse((await runCli(["solve", path, "--json"])).stdout);
  expect(anywhere).toMatchObject({ cost: 4.5, optimal: true, edges: [], vertices: [4], prizesLost: 4.5 });
});

test("bad input ends with code 2 and says what is wrong", async () => {
  const apart = await runCli(["solve", file("apart.gr", ["1 2 3"], [1, 4]), "--json"]);
  expect([apart.code, JSON.parse(apart.stdout).issues[0].code]).toEqual([2, "STEINLIB_APART"]);
  const edge = await runCli(["solve", file("edge.gr", ["1 9 3"], [1, 2])]);
  expect([edge.code, edge.stdout]).toEqual([2, ""]);
  expect(edge.stderr).toContain("STEINLIB_EDGE");
  const missing = await runCli(["solve", join(folder, "none.gr")]);
  expect([missing.code, missing.stderr.includes("FILE_NOT_FOUND")]).toEqual([2, true]);
  const usage = await runCli(["solve", file("ok.gr", star, [1, 2]), "--gap", "much"]);
  expect([usage.code, usage.stderr.includes("--gap takes a number")]).toEqual([2, true]);
});
