import { dirname, resolve } from "node:path";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { connectToSocket } from "../client.ts";
import { type Connection, databaseOn, executeOn, type Report, versionsOf } from "../connection.ts";
import { Gate } from "../gate.ts";
import { migrate } from "../migrate.ts";
import type { Engine } from "../store.ts";
import { isLostConnection, StoreError, sqlState } from "../trouble.ts";
import { type EngineProcess, startEngineProcess } from "./child.ts";
import { lostStatementState } from "./messages.ts";
import { proveGuard } from "./proof.ts";

/** One life of the engine's process, with the connection to it. */
interface Life {
  readonly process: EngineProcess;
  readonly sql: Sql;
  readonly db: PostgresJsDatabase;
}

/** The embedded engine as the store sees it. */
export interface EmbeddedConnection extends Connection {
  /** Process number of the engine at this moment. */
  pid(): Promise<number>;
}

const restartsPerMinute = 3;

/** Starts the embedded engine on a data folder, proves its guard, and migrates. */
export async function openEmbedded(dataFolder: string, report: Report): Promise<EmbeddedConnection> {
  const folder = resolve(dataFolder);
  const cacheFolder = resolve(process.env.CUNTONG_CACHE ?? dirname(folder));
  const lives = new Lives(() => begin(folder, cacheFolder, report));
  const { sql } = await lives.current();
  try {
    report("migrate", "Bringing the schema up to date.");
    await migrate(sql);
    const { postgres, postgis = "" } = await versionsOf(sql);
    const engine: Engine = { kind: "embedded", postgres, postgis };
    return {
      engine,
      pid: async () => (await lives.current()).process.pid,
      withDatabase: (work) => lives.call(({ db }) => work(db)),
      execute: (text, values) => lives.call(({ sql }) => executeOn(sql, text, values)),
      close: () => lives.end(),
    };
  } catch (error) {
    await lives.end();
    throw error;
  }
}

async function begin(dataFolder: string, cacheFolder: string, report: Report): Promise<Life> {
  const process = await startEngineProcess({ dataFolder, cacheFolder }, report);
  const sql = connectToSocket(process.socketPath);
  try {
    report("proof", "Proving that failed statements are noticed.");
    await proveGuard(sql);
    return { process, sql, db: databaseOn(sql) };
  } catch (error) {
    await sql.end({ timeout: 1 });
    await process.close();
    throw error;
  }
}

/** Keeps one engine alive: when its process dies, the calls under way fail (`ENGINE_LOST`) and the next one finds a new process. */
class Lives {
  readonly #begin: () => Promise<Life>;
  #life: Promise<Life>;
  readonly #gate = new Gate();
  #deaths: number[] = [];

  constructor(begin: () => Promise<Life>) {
    this.#begin = begin;
    this.#life = this.#next();
  }

  current(): Promise<Life> {
    return this.#life;
  }

  call<T>(work: (life: Life) => Promise<T>): Promise<T> {
    return this.#gate.pass(async () => {
      try {
        return await work(await this.#life);
      } catch (error) {
        throw translated(error);
      }
    });
  }

  end(): Promise<void> {
    return this.#gate.close(async () => {
      const { sql, process } = await this.#life;
      await sql.end({ timeout: 0 });
      await process.close();
    });
  }

  async #next(): Promise<Life> {
    const life = await this.#begin();
    void life.process.gone.then(() => this.#died(life));
    return life;
  }

  #died({ sql, process }: Life): void {
    if (this.#gate.closed) return;
    void sql.end({ timeout: 0 });
    this.#deaths = [...this.#deaths, Date.now()].filter((at) => Date.now() - at < 60_000);
    this.#life = this.#deaths.length > restartsPerMinute ? gaveUp(process) : this.#next();
    this.#life.catch(() => {});
  }
}

function gaveUp(process: EngineProcess): Promise<never> {
  const reason = `The embedded database ended ${restartsPerMinute + 1} times within a minute. ${process.lastWords()}`;
  return Promise.reject(new StoreError("ENGINE_FAILED", reason.trim()));
}

function translated(error: unknown): unknown {
  if (sqlState(error) === lostStatementState) {
    return new StoreError(
      "STATEMENT_LOST",
      "The embedded database could not process a geometry; nothing of the change was kept.",
      error,
    );
  }
  if (isLostConnection(error)) {
    return new StoreError(
      "ENGINE_LOST",
      "The embedded database ended during this call and is being restarted. Try again.",
      error,
    );
  }
  return error;
}
