/**
 * Loads the Guangxi demonstration, plans it and measures its tiles, on a throw-away PostGIS (`server`, the default) or on the embedded
 * engine (`embedded`). Seeded: the same tiles every time.
 *
 *     node bench/province.ts [server|embedded]
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, TileGrid } from "@cuntong/db";
import { startTestPostgres } from "@cuntong/db/testing";
import { createApp } from "../src/app.ts";
import { stderrLog } from "../src/http/log.ts";
import { defaultSettings } from "../src/settings.ts";

const engine = process.argv[2] ?? "server";
const started = performance.now();
const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
const say = (line: string) => process.stdout.write(`${seconds().padStart(6)} s  ${line}\n`);

const dataFolder = await mkdtemp(join(tmpdir(), "cuntong-bench-"));
const postgres = engine === "server" ? await startTestPostgres() : undefined;
if (engine === "server" && !postgres) throw new Error("No PostgreSQL with PostGIS is installed.");
const store = await openStore({ dataFolder, ...(postgres ? { databaseUrl: await postgres.createDatabase() } : {}) });
const service = await createApp({ store, dataFolder, settings: defaultSettings, log: stderrLog });
say(`${engine} store open`);

let lastStep = "";
await service.demos.load("guangxi", ({ step }) => {
  if (step !== lastStep) say(`demo: ${step}`);
  lastStep = step;
});
const { plan } = await service.plans.start({ projectId: "guangxi", villages: { select: "all" } });
await service.plans.follow(plan.id, ({ phase }) => {
  if (phase !== lastStep) say(`plan: ${phase}`);
  lastStep = phase;
});
const { plan: done } = await store.plans.get(plan.id);
say(`plan ${done.state}: ${JSON.stringify(done.totals ?? done.issues)}`);

/** Tiles around towns of Guangxi, at a zoom. */
function addresses(z: number): string[] {
  const towns = [
    [108.32, 22.82],
    [109.41, 24.33],
    [110.28, 25.27],
    [107.37, 24.51],
    [106.62, 23.9],
  ] as const;
  const side = 2 ** z;
  const paths = towns.flatMap((town) => {
    const [x, y] = new TileGrid({ z: 0, x: 0, y: 0 }).project(town).map((unit) => Math.floor((unit / 4096) * side));
    return [0, 1].flatMap((dx) => [0, 1].map((dy) => `${z}/${x! + dx}/${y! + dy}`));
  });
  return [...new Set(paths)];
}

async function measure(layer: string, z: number): Promise<void> {
  const times: number[] = [];
  let largest = 0;
  for (const address of addresses(z)) {
    const base = layer === "proposal" ? `/tiles/plans/${plan.id}` : `/tiles/guangxi/${layer}`;
    const before = performance.now();
    const response = await service.app.request(`${base}/${address}.mvt`);
    const bytes = (await response.arrayBuffer()).byteLength;
    times.push(performance.now() - before);
    largest = Math.max(largest, bytes);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(0);
  say(
    `${layer} z${z}: ${times.length} tiles, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, largest ${(largest / 1000).toFixed(0)} kB`,
  );
}

for (const layer of ["corridors", "villages", "spans", "proposal"]) {
  for (const z of [5, 7, 8, 9, 10, 11, 12, 13, 14]) await measure(layer, z);
}
for (const file of ["proposal.json", "proposal.gpkg", "proposal.geojson", "bom.xlsx", "bom.csv"]) {
  const before = performance.now();
  const response = await service.app.request(`/api/plans/${plan.id}/files/${file}`);
  const bytes = (await response.arrayBuffer()).byteLength;
  say(`${file}: ${(performance.now() - before).toFixed(0)} ms, ${(bytes / 1e6).toFixed(1)} MB`);
}
for (const path of [
  `/api/plans/${plan.id}`,
  "/api/projects",
  "/api/projects/guangxi/counties",
  "/api/projects/guangxi/search?q=dl",
]) {
  for (const turn of ["first", "again"]) {
    const before = performance.now();
    await (await service.app.request(path)).arrayBuffer();
    say(`${path.replace(plan.id, "{planId}")} ${turn}: ${(performance.now() - before).toFixed(0)} ms`);
  }
}
say(`memory of this process: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);

await service.close();
await store.close();
await postgres?.stop();
await rm(dataFolder, { recursive: true, force: true });
