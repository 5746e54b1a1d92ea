/*
 * The plant in the store of a PostgreSQL server. `node --max-old-space-size=8192 packages/db/bench/inventory.ts load [headends]` loads a whole plant into
 * memory and follows it (250 headends are its full size); its rows are laid down past the triggers. `... store [headends]` stores one by one change, by
 * all rules. `... edits [edits]` plays random edits, and asks the database afterwards whether every object keeps every rule that it holds.
 */
import { difference, type invert, Network, rename } from "@cuntong/network";
import { emptyPlant, play } from "@cuntong/network/testing/random-plant";
import { largePlant } from "../../network/bench/large-plant.ts";
import { openStore } from "../src/open-store.ts";
import type { Store } from "../src/store.ts";
import { startTestPostgres } from "../src/testing/postgres.ts";

const by = { by: "bench" };
const [task = "load", size] = process.argv.slice(2);

const say = (text: string) => process.stdout.write(`${text}\n`);

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const answer = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(2)} s`;
  say(`${what}: ${seconds(performance.now() - began)} wall, ${seconds((user + system) / 1_000)} CPU of this process`);
  return answer;
}

async function storeWhole(store: Store, headends: number): Promise<void> {
  const put = largePlant(headends);
  for (const [table, records] of Object.entries(put)) say(`${table}: ${records.length}`);
  await timed("stored by one change, every rule judged twice", async () =>
    store.inventory.apply("p", { note: "large", put, remove: {} }, by, { baseRevision: await store.revision() }),
  );
}

/** Rows of a plant as `apply` would leave them in `plant_object`, without what the triggers derive. */
async function layDown(store: Store, headends: number): Promise<void> {
  await store.execute("alter table plant_object disable trigger all");
  for (const [table, records] of Object.entries(largePlant(headends))) {
    say(`${table}: ${records.length}`);
    for (let at = 0; at < records.length; at += 10_000) {
      const rows = (records.slice(at, at + 10_000) as readonly object[]).map((record) => ({
        id: "code" in record ? record.code : "id" in record && record.id,
        record,
      }));
      await store.execute(
        `insert into plant_object (project_id, kind, id, record, revision)
          select 'p', $1, r.id, r.record, 1 from json_to_recordset($2::text::json) as r (id text, record jsonb)`,
        [table, JSON.stringify(rows)],
      );
    }
  }
  await store.execute("alter table plant_object enable trigger all");
  await store.execute("analyze plant_object");
}

async function load(store: Store, open: () => Promise<Store>, headends: number): Promise<void> {
  await layDown(store, headends);
  const { revision: first } = await store.projects.change("p", { name: "Laid down" }, by);
  const other = await open();
  const { network } = await timed("loaded", () => other.inventory.network("p"));
  say(`resident at most: ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`);
  let revision = first;
  await timed("loaded by a second program, which edits", () => store.inventory.network("p"));
  const times: number[] = [];
  for (let n = 0; n < 200; n++) {
    const edit = rename(network, { table: "cables", id: `H${n % headends}-f0-${n % 13}`, name: `n${n}` });
    if (!edit.ok) throw new Error(edit.message);
    const began = performance.now();
    revision = (await store.inventory.apply("p", edit.value, by, { baseRevision: revision })).revision;
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  say(`an edit: p50 ${times[100]!.toFixed(1)} ms, p95 ${times[190]!.toFixed(1)} ms`);
  await timed("the other program follows 200 revisions", () => other.inventory.network("p"));
  await timed("the whole plant as it was 200 revisions ago", () => other.inventory.networkAt("p", { revision: first }));
  await other.close();
}

async function edits(store: Store, count: number): Promise<void> {
  const state = { network: emptyPlant, base: 0, done: 0 };
  const apply = async (change: ReturnType<typeof invert>) => {
    state.base = (await store.inventory.apply("p", change, by, { baseRevision: state.base, undo: true })).revision;
  };
  state.base = await store.revision();
  await apply(difference(Network.empty, emptyPlant, "start"));
  await timed(`${count} random edits`, async () => {
    for (let seed = 1; state.done < count; seed++) {
      const { past } = play(seed, 500, state.network, `s${seed}-`);
      for (const { change, before } of past.slice(0, count - state.done)) {
        await apply(change);
        state.network = before.apply(change);
        state.done++;
      }
    }
  });
  await timed("every rule asked of every object in the database", () =>
    store.execute("select plant_check(project_id, kind, id) from plant_object"),
  );
  const { network } = await store.inventory.network("p");
  say(`differs from the plant in memory: ${JSON.stringify(difference(state.network, network, "").put) !== "{}"}`);
  const verdict = await timed("the audit chain verified", () => store.audit.verify());
  say(`${verdict.verified} rows, broken: ${verdict.broken ? JSON.stringify(verdict.broken) : "none"}`);
}

const postgres = await startTestPostgres();
if (!postgres) throw new Error("No PostgreSQL server with PostGIS is installed.");
const databaseUrl = await postgres.createDatabase();
const open = () => openStore({ databaseUrl, dataFolder: "unused" });
const store = await open();
try {
  await store.projects.create({ id: "p", name: "Plant" }, by);
  if (task === "load") await load(store, open, Number(size ?? 250));
  else if (task === "store") await storeWhole(store, Number(size ?? 250));
  else await edits(store, Number(size ?? 100_000));
} finally {
  await store.close();
  await postgres.stop();
}
