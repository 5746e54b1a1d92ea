import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/embedded.ts";
import { lockFolder } from "./lock.ts";

test("a folder is locked once, says by whom, and is free again after release", async () => {
  const { folder, remove } = await temporaryFolder();
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(new RegExp(`Process ${process.pid} has the data folder`));
  lock.release();
  lockFolder(folder).release();
  await remove();
});

test("of many processes that race for a folder one gets it, and a killed owner leaves it free", async () => {
  const { folder, remove } = await temporaryFolder();
  const program = `
    const { lockFolder } = await import(${JSON.stringify(new URL("lock.ts", import.meta.url).href)});
    try { globalThis.lock = lockFolder(${JSON.stringify(folder)}); console.log("mine"); } catch (error) { console.log(error.code); }
    setInterval(() => {}, 1000);`;
  const flags = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", program];
  const racers = Array.from({ length: 5 }, () =>
    spawn(process.execPath, flags, { stdio: ["ignore", "pipe", "inherit"] }),
  );
  const said = await Promise.all(racers.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()));
  expect(said.sort()).toEqual(["STORE_IN_USE", "STORE_IN_USE", "STORE_IN_USE", "STORE_IN_USE", "mine"]);
  const ended = racers.map((racer) => once(racer, "exit"));
  for (const racer of racers) racer.kill("SIGKILL");
  await Promise.all(ended);
  lockFolder(folder).release();
  await remove();
});
