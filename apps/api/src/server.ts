import type { Store } from "@cuntong/db";
import { type AppOptions, createApp, type Service } from "./app.ts";
import { listen } from "./http/listen.ts";
import { type Log, stderrLog } from "./http/log.ts";
import { isLoopback } from "./http/loopback.ts";
import { defaultSettings, type Settings } from "./settings.ts";

export interface ServerOptions {
  /** An open store; `close` closes it. */
  readonly store: Store;
  readonly dataFolder: string;
  readonly viewerFolder?: string;
  readonly settings?: Settings;
  readonly log?: Log;
  /** 0 takes a free port. */
  readonly port: number;
  /** A loopback address: every other is refused until sign-in exists. */
  readonly host?: string;
}

/** A listening server. */
export interface CuntongServer extends Pick<Service, "plans" | "demos"> {
  /** Where it answers, e.g. `http://localhost:8080`. */
  readonly url: string;
  /** Stops cleanly: no new requests, event streams and workers ended, plans back in the queue, store closed. */
  close(): Promise<void>;
}

/** Serves API and viewer on a loopback address. Nothing has been opened when it rejects. */
export async function startServer(options: ServerOptions): Promise<CuntongServer> {
  const { store, port, host = "127.0.0.1", settings = defaultSettings, log = stderrLog } = options;
  if (!isLoopback(host)) {
    throw new Error(`Refusing to listen on ${host}: until sign-in exists the server answers on loopback only.`);
  }
  const service = await createApp({ ...appOptions(options), settings, log });
  try {
    const listening = await listen(service.app.fetch, { port, host });
    return {
      url: listening.url,
      plans: service.plans,
      demos: service.demos,
      async close() {
        const closed = listening.close();
        await service.close();
        await closed;
        await store.close();
      },
    };
  } catch (error) {
    await service.close();
    throw error;
  }
}

function appOptions({
  store,
  dataFolder,
  viewerFolder,
}: ServerOptions): Pick<AppOptions, "store" | "dataFolder" | "viewerFolder"> {
  return { store, dataFolder, ...(viewerFolder === undefined ? {} : { viewerFolder }) };
}
