import type { Store } from "@cuntong/db";
import { mountAlarms } from "./alarms/routes.ts";
import { openDataFolder } from "./data-folder.ts";
import { Demos } from "./demos/demos.ts";
import { mountDemos } from "./demos/routes.ts";
import { mountDesigns } from "./designs/routes.ts";
import { Hands } from "./explain/hands.ts";
import { mountExplanations } from "./explain/routes.ts";
import { mountDiagnose } from "./faults/diagnose.ts";
import { mountImpact } from "./faults/impact.ts";
import { mountLocate } from "./faults/locate.ts";
import { mountOtdr } from "./faults/otdr.ts";
import { mountFiles } from "./files/routes.ts";
import { mountHealth } from "./health/routes.ts";
import { mountDocuments } from "./http/documents.ts";
import type { Log } from "./http/log.ts";
import type { App } from "./http/mount.ts";
import { Repeats } from "./http/repeats.ts";
import { createShell } from "./http/shell.ts";
import { Imports } from "./imports/imports.ts";
import { mountImports } from "./imports/routes.ts";
import { mountIncidents } from "./incidents/routes.ts";
import { Finished } from "./plans/finished.ts";
import { Plans } from "./plans/plans.ts";
import { mountPlans } from "./plans/routes.ts";
import { mountPlant } from "./plant/routes.ts";
import { Landmarks } from "./projects/landmarks.ts";
import { mountProjects } from "./projects/routes.ts";
import { Reinforcements } from "./redundancy/reinforcements.ts";
import { mountRedundancy } from "./redundancy/routes.ts";
import type { Settings } from "./settings.ts";
import { CorridorThread } from "./tiles/corridor-thread.ts";
import { mountTiles } from "./tiles/routes.ts";
import { mountViewer } from "./viewer/static.ts";

export interface AppOptions {
  readonly store: Store;
  /** Folder of the files beside the store; made when missing. */
  readonly dataFolder: string;
  /** Folder of the built viewer; absent where only the API is served. */
  readonly viewerFolder?: string;
  readonly settings: Settings;
  readonly log: Log;
  /** The planning worker's source; another one only in tests. */
  readonly planWorker?: URL;
}

/** The whole server without its socket: requests go in by `app.fetch`, plans and demonstrations by name. */
export interface Service {
  readonly app: App;
  readonly plans: Plans;
  readonly demos: Demos;
  /** Ends event streams and workers; plans under way go back into the queue. The store stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Opens the job queue, sweeps what a killed server left, and mounts every route of the contract. */
export async function createApp(options: AppOptions): Promise<Service> {
  const { store, dataFolder, settings, log } = options;
  const files = await openDataFolder(dataFolder);
  const imports = await Imports.open({ store, files, settings });
  const worker = options.planWorker ? { workerEntry: options.planWorker } : {};
  const plans = await Plans.open({ store, files, log, workers: settings.planWorkers, ...worker });
  const demos = new Demos({ store, dataFolder, settings, log });
  const finished = new Finished(store);
  const hands = new Hands({ store, files });
  const reinforcements = new Reinforcements({ store, files });
  const corridorThread = new CorridorThread();
  const stopping = new AbortController();
  const streams = { closing: stopping.signal, log };
  const revision = () => store.revision();

  const app = createShell({ settings, log, revision });
  const repeats = new Repeats(store.requests);
  app.use((c, next) => {
    c.set("repeats", repeats);
    return next();
  });
  mountHealth(app, { storeKind: store.engine.kind, settings, revision });
  mountProjects(app, { store, plans, landmarks: new Landmarks(store) });
  mountDemos(app, { store, demos, streams });
  mountImports(app, { imports });
  mountPlans(app, { store, plans, finished, streams });
  mountExplanations(app, { store, finished, hands, streams });
  mountPlant(app, { store, streams });
  mountDesigns(app, { store, finished });
  mountRedundancy(app, { store, reinforcements, streams });
  mountLocate(app, store);
  mountImpact(app, store);
  mountDiagnose(app, store);
  mountOtdr(app, { store, files });
  mountIncidents(app, { store, files, streams });
  mountFiles(app, store, files);
  mountAlarms(app, store);
  mountTiles(app, { store, files, corridorThread });
  mountDocuments(app, settings.version);
  if (options.viewerFolder !== undefined) mountViewer(app, options.viewerFolder, settings.basemap);

  return {
    app,
    plans,
    demos,
    async close() {
      stopping.abort(new Error("The server stops."));
      await Promise.all([
        plans.close(),
        demos.close(),
        imports.close(),
        hands.close(),
        reinforcements.close(),
        corridorThread.close(),
      ]);
    },
  };
}
