/**
 * Traces a second over HTTP on a whole province's plant. Run: `node --max-old-space-size=6000 apps/api/bench/trace.ts [headends]` (250 are its full size: 200,000
 * spans, 60,000 cables, 1,000,000 strand ends). A server in a process of its own on PostgreSQL; one client after the other, then eight at a time.
 */
import { fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { openStore } from "@cuntong/db";
import { startTestPostgres } from "@cuntong/db/testing";
import { layDown } from "../../../packages/db/bench/lay-down.ts";

const headends = Number(process.argv[2] ?? 250);
const traces = 2_000;
const postgres = await startTestPostgres();
if (!postgres) throw new Error("No PostgreSQL server with PostGIS is installed.");
const databaseUrl = await postgres.createDatabase();
const store = await openStore({ databaseUrl, dataFolder: "unused" });
await store.projects.create({ id: "p", name: "Province" }, { by: "bench" });
await layDown(store, headends);
await store.projects.change("p", { name: "Laid down" }, { by: "bench" });

const child = fork(new URL("../src/testing/forked-server.ts", import.meta.url), [databaseUrl, "unused"], {
  stdio: "ignore",
  execArgv: ["--max-old-space-size=6000"],
});
const url = await new Promise<string>((resolve) =>
  child.once("message", (message) => resolve((message as { url: string }).url)),
);
const say = (text: string) => process.stdout.write(`${text}\n`);

const some = (n: number) => (n * 7919) % headends;
const village = (n: number) => `H${some(n)}-v${(n * 31) % 140}`;
const starts: readonly (readonly [title: string, query: (n: number) => string])[] = [
  ["a village up to its OLT", (n) => `villageCode=${village(n)}`],
  ["an OLT's port down to its villages", (n) => `equipmentId=H${some(n)}&port=${24 * (n % 2) + (n % 13) + 1}`],
  ["a strand both ways", (n) => `cableId=H${some(n)}-f${n % 2}-${n % 13}&tube=${(n % 2) + 1}&strand=${(n % 12) + 1}`],
];

async function asked(query: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${url}/api/projects/p/plant/trace?${query}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return performance.now() - began;
}

try {
  say(`first answer, the plant being read for it: ${((await asked(starts[0]![1](0))) / 1_000).toFixed(1)} s`);
  say("| trace of | clients | p50 | p95 | p99 |\n| --- | --- | --- | --- | --- |");
  for (const [title, query] of starts) {
    for (const clients of [1, 8]) {
      const times: number[] = [];
      const client = async (first: number) => {
        for (let n = first; n < traces; n += clients) times.push(await asked(query(n)));
      };
      await Promise.all(Array.from({ length: clients }, (_, first) => client(first)));
      times.sort((a, b) => a - b);
      const at = (part: number) => `${times[Math.floor(part * times.length)]!.toFixed(1)} ms`;
      say(`| ${title} | ${clients} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} |`);
    }
  }
  const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
  say(`resident at most: ${/VmHWM:\s*(\d+ kB)/.exec(status)?.[1] ?? "not told by this system"}`);
} finally {
  child.kill("SIGTERM");
  await store.close();
  await postgres.stop();
}
