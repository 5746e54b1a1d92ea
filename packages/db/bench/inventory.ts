/*
 * The plant in the store of a PostgreSQL server. `node --max-old-space-size=8192 packages/db/bench/inventory.ts load [headends]` loads a whole plant into
 * memory and follows it (250 headends are its full size); its rows are laid down past the triggers. `... store [headends]` stores one by one change, by
 * all rules. `... edits [edits]` plays random edits (100,000 by default), reads 1,000 random instants against the replay, and asks the database
 * afterwards whether every object keeps every rule that it holds.
 */
import { type Change, difference, Network, rename } from "@cuntong/network";
import { emptyPlant, play } from "@cuntong/network/testing/random-plant";
import { largePlant } from "../../network/bench/large-plant.ts";
import { openStore } from "../src/open-store.ts";
import type { Store } from "../src/store.ts";
import { brokenInSql } from "../src/testing/broken-in-sql.ts";
import { startTestPostgres } from "../src/testing/postgres.ts";
import { layDown } from "./lay-down.ts";
import { randomFrom } from "./province.ts";

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

/** Edits of one plant of the campaign: those after which past states are read are spread over plants of every size. */
const editsOfPlant = 5_000;

/** Plays random edits on a plant of its own, each stored by a transaction of its own; gives the changes with the revision of each. */
async function played(
  store: Store,
  projectId: string,
  seed: number,
  count: number,
): Promise<{ revision: number; change: Change }[]> {
  await store.projects.create({ id: projectId, name: projectId }, by);
  const done: { revision: number; change: Change }[] = [];
  const apply = async (change: Change) => {
    const baseRevision = done.at(-1)?.revision ?? (await store.revision());
    const { revision } = await store.inventory.apply(projectId, change, by, { baseRevision, undo: true });
    done.push({ revision, change });
  };
  await apply(difference(Network.empty, emptyPlant, "start"));
  let network = emptyPlant;
  for (let part = 0; done.length <= count; part++) {
    const story = play(seed * 1_000 + part, 500, network, `s${part}-`);
    const left = story.past.slice(0, count + 1 - done.length);
    for (const { change } of left) await apply(change);
    network = story.network;
  }
  return done;
}

/** Reads the plant at random instants and revisions, and holds each against the changes replayed up to then. Gives how many differ. */
async function readPast(
  store: Store,
  projectId: string,
  done: Awaited<ReturnType<typeof played>>,
  reads: number,
): Promise<number> {
  const { rows } = await store.execute(
    "select revision, (extract(epoch from at) * 1000)::float8 as ms from audit where project_id = $1 order by revision",
    [projectId],
  );
  const at = new Map(rows.map(({ revision, ms }) => [Number(revision), Number(ms)]));
  const times = done.map(({ revision }) => at.get(revision)!);
  const random = randomFrom(reads);
  const instants = Array.from(
    { length: reads },
    () => times[0]! + Math.floor(random() * (times.at(-1)! + 1 - times[0]!)),
  );
  let [replayed, next, wrong] = [Network.empty, 0, 0];
  for (const instant of instants.sort((a, b) => a - b)) {
    for (; next < done.length && times[next]! <= instant; next++) replayed = replayed.apply(done[next]!.change);
    const { network } = await store.inventory.networkAt(projectId, { instant: new Date(instant).toISOString() });
    if (network.revision !== done[next - 1]!.revision || !isEmpty(difference(replayed, network, ""))) wrong++;
  }
  return wrong;
}

const isEmpty = ({ put, remove }: Change) => [put, remove].every((part) => Object.keys(part).length === 0);

async function edits(store: Store, count: number): Promise<void> {
  const plants = Array.from({ length: Math.ceil(count / editsOfPlant) }, (_, i) => ({ id: `plant-${i}`, seed: i + 1 }));
  let [wrong, differing, stored] = [0, 0, 0];
  await timed(`${count} random edits on ${plants.length} plants, and 1,000 instants read`, async () => {
    for (const { id, seed } of plants) {
      const done = await played(store, id, seed, Math.min(editsOfPlant, count));
      stored += done.length - 1;
      const replayed = done.reduce((plant, { change }) => plant.apply(change), Network.empty);
      const { network } = await store.inventory.network(id);
      if (!isEmpty(difference(replayed, network, ""))) differing++;
      wrong += await readPast(store, id, done, Math.ceil(1_000 / plants.length));
    }
  });
  say(`${stored} edits stored; plants that differ from the replay: ${differing}; past states that differ: ${wrong}`);
  await timed("every rule asked of every object in the database", () =>
    store.execute("select plant_check(project_id, kind, id) from plant_object"),
  );
  say(
    `broken in the database: ${(await brokenInSql(store)).length} of ${(await store.execute("select count(*) as n from plant_object")).rows[0]!.n} objects`,
  );
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
