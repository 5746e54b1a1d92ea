/**
 * Alarms a second over HTTP, each answered when it is durable. Run: `node apps/api/bench/alarms.ts [seconds]`. A server in a process of its own on the
 * embedded store, and on PostgreSQL where it is installed; 64 clients, with 1 and with 20 alarms a request; every second word clears.
 */
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@cuntong/db";
import { startTestPostgres } from "@cuntong/db/testing";

const seconds = Number(process.argv[2] ?? 10);
process.stdout.write("| store | alarms a request | alarms a second | p95 of a request |\n|---|---|---|---|\n");
const postgres = await startTestPostgres();
for (const engine of postgres ? ["embedded", "server"] : ["embedded"]) {
  const dataFolder = await mkdtemp(join(tmpdir(), "cuntong-alarm-bench-"));
  const databaseUrl = engine === "server" ? await postgres!.createDatabase() : undefined;
  const store = await openStore({ ...(databaseUrl !== undefined && { databaseUrl }), dataFolder });
  await store.projects.create({ id: "noc", name: "noc" } as never, { by: "bench" });
  await store.close();
  const entry = new URL("../src/testing/forked-server.ts", import.meta.url);
  const child = fork(entry, [databaseUrl ?? "embedded", dataFolder], { stdio: "ignore" });
  const url = await new Promise<string>((resolve) =>
    child.once("message", (message) => resolve((message as { url: string }).url)),
  );
  for (const size of [1, 20]) process.stdout.write(`| ${engine} | ${size} | ${await run(url, size)} |\n`);
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}
await postgres?.stop();

async function run(url: string, size: number): Promise<string> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  let taken = 0;
  const client = async (name: number) => {
    for (let n = 0; performance.now() < until; n++) {
      const state = n % 2 === 0 ? "raised" : "cleared";
      const alarms = Array.from({ length: size }, (_, k) => ({
        ...{ source: `bench ${size}`, externalId: `${name}-${n >> 1}-${k}`, state, about: { villageCode: `v${k}` } },
        at: new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString(),
      }));
      const body = JSON.stringify({ projectId: "noc", alarms });
      const began = performance.now();
      const response = await fetch(`${url}/api/alarms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      if (!response.ok) throw new Error(await response.text());
      await response.arrayBuffer();
      times.push(performance.now() - began);
      taken += size;
    }
  };
  await Promise.all(Array.from({ length: 64 }, (_, name) => client(name)));
  const p95 = times.sort((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? 0;
  return `${Math.round(taken / seconds)} | ${p95.toFixed(0)} ms`;
}
