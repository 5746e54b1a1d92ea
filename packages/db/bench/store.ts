/*
 * Start-up, bulk load and tile latency of both engines, on a province made from a seed: `pnpm --filter @cuntong/db bench`.
 * Prints one line per figure; docs/benchmarks.md says how they were taken.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "../src/embedded/engine.ts";
import { storeOn } from "../src/open-store.ts";
import { openServer } from "../src/server.ts";
import type { Store } from "../src/store.ts";
import { startTestPostgres } from "../src/testing/postgres.ts";
import { TileGrid } from "../src/tile/grid.ts";
import type { TileRequest } from "../src/tiles.ts";
import { provincePlant, provinceProposal, provinceVillages, randomFrom } from "./province.ts";

const seed = 20_261_123;
const author = { by: "bench" };
const silent = () => {};

function say(engine: string, what: string, figure: string): void {
  process.stdout.write(`${engine.padEnd(9)} ${what.padEnd(52)} ${figure}\n`);
}

async function timed<T>(engine: string, what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const answer = await work();
  say(engine, what, `${((performance.now() - began) / 1_000).toFixed(2)} s`);
  return answer;
}

async function load(engine: string, store: Store): Promise<void> {
  const random = randomFrom(seed);
  const villages = provinceVillages(14_173, random);
  const plant = provincePlant(35_000, random);
  const proposal = provinceProposal(provincePlant(20_000, random), villages.slice(0, 1_961));
  await store.projects.create({ id: "p", name: "Province" }, author);
  await timed(engine, "put 14,173 villages", () => store.villages.put("p", villages, author));
  await timed(engine, "put 35,000 nodes and 34,889 spans", () => store.plant.put("p", plant, author));
  await store.plans.create({ id: "plan", projectId: "p", request: {} }, author);
  await store.plans.start("plan");
  await timed(engine, "finish a plan of 19,889 spans and 1,961 villages", () =>
    store.plans.finish("plan", { proposal, issues: [], computedOn: 1 }, author),
  );
  await timed(engine, "read all villages", () => store.villages.all("p"));
  await timed(engine, "read the whole plant", () => store.plant.read("p"));
  await timed(engine, "read the proposal", () => store.plans.proposal("plan"));
  await timed(engine, "search by pinyin", () => store.villages.search("p", "na7"));
}

/** Tiles of each layer and zoom around seeded places in the province. */
async function tiles(engine: string, store: Store): Promise<void> {
  const random = randomFrom(seed);
  for (const layer of ["villages", "nodes", "spans", "proposal"] as const) {
    const times: number[] = [];
    let largest = 0;
    for (const z of [5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) {
      for (let i = 0; i < 6; i++) {
        const [x, y] = new TileGrid({ z, x: 0, y: 0 })
          .project([104.5 + random() * 7.5, 21.5 + random() * 4.8])
          .map((units) => Math.floor(units / 4_096)) as [number, number];
        const at = { z, x, y };
        const request: TileRequest =
          layer === "proposal" ? { ...at, layer, planId: "plan" } : { ...at, layer, projectId: "p" };
        const began = performance.now();
        largest = Math.max(largest, (await store.tiles.tile(request)).bytes.length);
        times.push(performance.now() - began);
      }
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(0);
    say(
      engine,
      `tiles of ${layer}, z 5-14`,
      `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms, largest ${(largest / 1_000).toFixed(0)} kB`,
    );
  }
}

async function residentMb(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024)} MB`;
}

async function benchEmbedded(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), "cuntong-bench-"));
  process.env.CUNTONG_CACHE = root;
  const open = (folder: string) => openEmbedded(join(root, folder), silent);
  const first = await timed("embedded", "first start: initdb, PostGIS, migrate", () => open("first"));
  await first.close();
  const second = await timed("embedded", "start of a new store from the template", () => open("second"));
  await load("embedded", storeOn(second));
  await tiles("embedded", storeOn(second));
  say("embedded", "resident after the load", await residentMb(await second.pid()));
  await timed("embedded", "close", () => second.close());
  const again = await timed("embedded", "open what was there", () => open("second"));
  await again.close();
  await rm(root, { recursive: true });
}

async function benchServer(): Promise<void> {
  const postgres = await timed("server", "start a throw-away cluster with PostGIS", () => startTestPostgres());
  if (!postgres) return say("server", "skipped: no PostgreSQL server with PostGIS is installed", "");
  const databaseUrl = await timed("server", "clone a database", () => postgres.createDatabase());
  const connection = await timed("server", "open: check and migrate", () => openServer(databaseUrl, silent));
  await load("server", storeOn(connection));
  await tiles("server", storeOn(connection));
  await connection.close();
  await postgres.stop();
}

await benchServer();
await benchEmbedded();
