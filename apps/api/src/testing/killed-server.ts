/** A server for tests that kill it: plans in the folder it is told with a worker that never ends, and says the plan's id when it runs. */
import { openStore } from "@cuntong/db";
import { createApp } from "../app.ts";
import { loadDemo } from "../demos/load.ts";
import { silentLog } from "../http/log.ts";
import { defaultSettings } from "../settings.ts";

const dataFolder = process.argv[2];
if (dataFolder === undefined) throw new Error("The data folder is missing.");
const store = await openStore({ dataFolder });
await loadDemo({ store, dataFolder }, "small");
const planWorker = new URL("./workers/endless.ts", import.meta.url);
const service = await createApp({ store, dataFolder, settings: defaultSettings, log: silentLog, planWorker });
const { plan } = await service.plans.start({ projectId: "small", villages: { select: "all" } });
await service.plans.follow(plan.id, ({ phase }) => phase === "improve" && process.send?.(plan.id));
