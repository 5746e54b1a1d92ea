import type { Areas } from "./areas.ts";
import type { Audit } from "./audit.ts";
import type { Imports } from "./imports.ts";
import type { Alarms } from "./incidents/alarms.ts";
import type { Incidents } from "./incidents/incidents.ts";
import type { OtdrTraces } from "./incidents/otdr.ts";
import type { Designs } from "./inventory/designs.ts";
import type { Inventory } from "./inventory/inventory.ts";
import type { Landscape } from "./landscape.ts";
import type { Plans } from "./plans.ts";
import type { PlantRows } from "./plant.ts";
import type { PriceBooks } from "./price-books.ts";
import type { ProjectFiles } from "./project-files.ts";
import type { Projects } from "./projects.ts";
import type { RequestAnswers } from "./request-answers.ts";
import type { Tiles } from "./tiles.ts";
import type { Villages } from "./villages.ts";

/** Which database answers. */
export interface Engine {
  readonly kind: "server" | "embedded";
  /** Version text, e.g. `15.14`. */
  readonly postgres: string;
  readonly postgis: string;
}

/**
 * The store of projects, on a PostgreSQL server or on the embedded engine. Every answer carries the store's revision; every change
 * raises it by exactly one and writes one audit row. What it refuses it refuses with a {@link StoreError} and its code.
 */
export interface Store {
  readonly engine: Engine;
  readonly projects: Projects;
  readonly landscape: Landscape;
  readonly areas: Areas;
  readonly villages: Villages;
  readonly plant: PlantRows;
  readonly inventory: Inventory;
  readonly designs: Designs;
  readonly audit: Audit;
  readonly incidents: Incidents;
  readonly alarms: Alarms;
  readonly otdrTraces: OtdrTraces;
  readonly files: ProjectFiles;
  readonly priceBooks: PriceBooks;
  readonly imports: Imports;
  readonly plans: Plans;
  readonly requests: RequestAnswers;
  readonly tiles: Tiles;
  /** The counter, and with it a round trip: what `/readyz` asks. */
  revision(): Promise<number>;
  /** Plain SQL for a library that keeps its own tables (pg-boss: `db: { executeSql: store.execute }`). */
  execute(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** Ends the connections and, for the embedded engine, its process. Work under way is finished first. */
  close(): Promise<void>;
}

/** A step of opening that takes more than a moment, for a terminal or a start page. */
export interface OpenProgress {
  readonly step: "lock" | "engine" | "initdb" | "extension" | "template" | "proof" | "migrate" | "move" | "ready";
  readonly message: string;
  /** Milliseconds since opening began. */
  readonly elapsedMs: number;
}

export interface OpenStoreOptions {
  /** `postgres://...`: use this server. Absent: the embedded engine. */
  readonly databaseUrl?: string;
  /** Folder of the embedded database (made when missing). Files beside the store (corridors, elevation) may lie in it too. */
  readonly dataFolder: string;
  readonly onProgress?: (progress: OpenProgress) => void;
}
