import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@cuntong/contract";
import { openStore, type Store } from "@cuntong/db";
import { startTestPostgres } from "@cuntong/db/testing";
import { createApp, type Service } from "../app.ts";
import { loadDemo } from "../demos/load.ts";
import { silentLog } from "../http/log.ts";
import { defaultSettings, type Settings } from "../settings.ts";

/** A server over a real PostGIS of its own, without a socket. */
export interface Harness {
  readonly store: Store;
  readonly service: Service;
  readonly dataFolder: string;
  /** A typed client: every answer is checked against the contract. */
  readonly client: Client;
  /** A request by path, e.g. `request("/api/projects")`. */
  request(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface HarnessOptions {
  readonly settings?: Partial<Settings>;
  readonly planWorker?: URL;
  /** Loads a generated county of 147 villages as project `small`. */
  readonly withDemo?: boolean;
}

/** Starts PostgreSQL and the app; `undefined` where no server with PostGIS is installed. */
export async function startHarness(options: HarnessOptions = {}): Promise<Harness | undefined> {
  const postgres = await startTestPostgres();
  if (!postgres) return undefined;
  const dataFolder = await mkdtemp(join(tmpdir(), "cuntong-api-"));
  const forget = async () => {
    await postgres.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    const store = await openStore({ databaseUrl: await postgres.createDatabase(), dataFolder });
    const opened = await openOn(store, dataFolder, options);
    const close = async () => {
      await opened.close();
      await store.close();
      await forget();
    };
    return { ...opened, close };
  } catch (error) {
    await forget();
    throw error;
  }
}

/** The app over an open store; `close` leaves the store open. */
export async function openOn(store: Store, dataFolder: string, options: HarnessOptions = {}): Promise<Harness> {
  if (options.withDemo) await loadDemo({ store, dataFolder }, "small");
  const settings = { ...defaultSettings, ...options.settings };
  const worker = options.planWorker ? { planWorker: options.planWorker } : {};
  const service = await createApp({ store, dataFolder, settings, log: silentLog, ...worker });
  const request: Harness["request"] = async (path, init) => service.app.request(path, init);
  const client = createClient("", (input, init) => request(String(input), init));
  return { store, service, dataFolder, client, request, close: () => service.close() };
}
