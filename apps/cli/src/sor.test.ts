import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "./testing/run-cli.ts";

const example = fileURLToPath(new URL("../../../packages/formats/fixtures/sor/example-v2.sor", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "cuntong-sor-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("cuntong sor", () => {
  test("says what was measured, where the events lie, and that the checksum is right", async () => {
    const { code, stdout } = await runCli(["sor", example, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: 2,
      header: { link: { locationA: "马山机房", fibreId: "7" }, acquisition: { measuredAtS: 1_604_902_215 } },
      waveNm: 1550.2,
      groupIndex: 1.4685,
      events: [{ lossDb: 0.12 }, { reflectanceDb: -47.2 }, { type: { isEnd: true } }],
      summary: { lossDb: 4.65 },
      checksum: { result: "ok" },
      points: { count: 2_449, stretches: [{ from: 0, count: 2_449 }] },
    });
    expect(JSON.parse(stdout).points).not.toHaveProperty("levelDb");
  });

  test("gives every point when asked", async () => {
    const { stdout } = await runCli(["sor", example, "--json", "--points"]);
    const { points } = JSON.parse(stdout);
    expect([points.levelDb.length, points.distanceM.length, points.distanceM[0]]).toEqual([2_449, 2_449, -5.104]);
    const table = await runCli(["sor", example, "--points"]);
    expect(table.stdout.match(/^-?\d+\.\d{3}\t-\d/gm)?.length).toBe(2_449);
  });

  test("shows a table to a person", async () => {
    const { stdout } = await runCli(["sor", example]);
    expect(stdout.split("\n").slice(0, 8)).toEqual([
      "马山机房 to 林圩村, cable GL-2024-017, fibre 7",
      "1550.2 nm, group index 1.4685, pulse 275 ns, 2020-11-09T06:10:15",
      "Example Instruments T-100, serial 000123",
      "",
      "event   metres  dB/km  loss dB  reflectance dB  what",
      "    1   4200.0  0.210    0.120               -  non-reflective, found",
      "    2   9650.0  0.210    0.310         -47.200  reflective, found, 交接箱",
      "    3  20100.0  0.210   18.400         -14.600  reflective, end",
    ]);
  });

  test("a cut file gives its issues with block and byte, what was before, and exit code 2", async () => {
    const cut = join(folder, "cut.sor");
    writeFileSync(cut, readFileSync(example).subarray(0, 2_000));
    const { code, stdout, stderr } = await runCli(["sor", cut, "--json"]);
    const { errors, issues, trace } = JSON.parse(stdout);
    expect([code, errors, trace.events.length, trace.points.count > 600]).toEqual([2, 3, 3, true]);
    expect(issues).toContainEqual(
      expect.objectContaining({
        code: "SOR_TRUNCATED",
        place: { file: "cut.sor", block: "DataPts", offset: trace.blocks.at(-3).offset },
      }),
    );
    expect(stderr).toContain("error SOR_TRUNCATED cut.sor block Cksum byte 2000: The file ends at byte 2000");
    expect((await runCli(["sor", join(folder, "absent.sor")])).code).toBe(2);
  });
});
