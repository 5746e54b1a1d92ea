import { areasOf } from "./areas.ts";
import { auditOf } from "./audit.ts";
import type { Connection } from "./connection.ts";
import { openEmbedded } from "./embedded/engine.ts";
import { importsOf } from "./imports.ts";
import { alarmsOf } from "./incidents/alarms.ts";
import { incidentsOf } from "./incidents/incidents.ts";
import { otdrTracesOf } from "./incidents/otdr.ts";
import { designsOf } from "./inventory/designs.ts";
import { inventoryOf } from "./inventory/inventory.ts";
import { Snapshots } from "./inventory/snapshots.ts";
import { landscapeOf } from "./landscape.ts";
import { plansOf } from "./plans.ts";
import { plantOf } from "./plant.ts";
import { priceBooksOf } from "./price-books.ts";
import { projectFilesOf } from "./project-files.ts";
import { projectsOf } from "./projects.ts";
import { requestAnswersOf } from "./request-answers.ts";
import { openServer } from "./server.ts";
import { sessionOn } from "./session.ts";
import type { OpenProgress, OpenStoreOptions, Store } from "./store.ts";
import { tilesOf } from "./tiles.ts";
import { villagesOf } from "./villages.ts";

/**
 * Opens the store on a server (`databaseUrl`) or on the embedded engine, brings its schema up to date, and refuses with a
 * {@link StoreError} what it cannot serve safely.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const began = Date.now();
  const report = (step: OpenProgress["step"], message: string) =>
    options.onProgress?.({ step, message, elapsedMs: Date.now() - began });
  const connection =
    options.databaseUrl === undefined
      ? await openEmbedded(options.dataFolder, report)
      : await openServer(options.databaseUrl, report);
  report("ready", "The store is open.");
  return storeOn(connection);
}

/** The store over any connection. */
export function storeOn(connection: Connection): Store {
  const session = sessionOn(connection.withDatabase);
  const snapshots = new Snapshots();
  return {
    engine: connection.engine,
    projects: projectsOf(session),
    landscape: landscapeOf(session),
    areas: areasOf(session),
    villages: villagesOf(session),
    plant: plantOf(session),
    inventory: inventoryOf(session, snapshots),
    designs: designsOf(session, snapshots),
    audit: auditOf(session),
    incidents: incidentsOf(session),
    alarms: alarmsOf(session),
    otdrTraces: otdrTracesOf(session),
    files: projectFilesOf(session),
    priceBooks: priceBooksOf(session),
    imports: importsOf(session),
    plans: plansOf(session),
    requests: requestAnswersOf(session),
    tiles: tilesOf(session),
    revision: async () => (await session.read(async () => ({}))).revision,
    execute: (text, values = []) => connection.execute(text, values),
    close: () => connection.close(),
  };
}
