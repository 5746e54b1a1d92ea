/** Cuntong's HTTP server: the contract's routes over a store, planning in worker threads, and the built viewer. */
export { type AppOptions, createApp, type Service } from "./app.ts";
export {
  andorraCapital,
  type DemoEntry,
  DemoId,
  demoSeed,
  demos,
  findOsmFiles,
} from "./demos/catalogue.ts";
export type { Demos } from "./demos/demos.ts";
export { type DemoSource, loadDemo } from "./demos/load.ts";
export type { DemoProgress } from "./demos/messages.ts";
export { openElevation } from "./elevation/open.ts";
export { type Log, type LogEntry, silentLog, stderrLog } from "./http/log.ts";
export type { Plans } from "./plans/plans.ts";
export { type CuntongServer, type ServerOptions, startServer } from "./server.ts";
export { type Basemap, defaultSettings, type Settings, settingsFromEnv } from "./settings.ts";
