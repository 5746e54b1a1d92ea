import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdtemp, readdir } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";

const run = promisify(execFile);

/** A throw-away PostgreSQL server with PostGIS for the tests of one file. */
export interface TestPostgres {
  /** Makes an empty database with PostGIS by cloning a template; gives its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server as a crash does and starts it again. */
  crash(): Promise<void>;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

const binaryRoots = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt"];
const minimum = 15;

/** Folder of the newest installed server's programs, or `undefined` where there is none with PostGIS. */
export async function findPostgres(): Promise<string | undefined> {
  for (const root of binaryRoots) {
    const names = await readdir(root).catch(() => []);
    const versions = names.map((name) => ({ name, version: Number(name.replace(/^postgresql@/, "")) }));
    const usable = versions.filter(({ version }) => version >= minimum).sort((a, b) => b.version - a.version);
    for (const { name } of usable) {
      const folder = join(root, name, "bin");
      if (existsSync(join(folder, "initdb")) && (await hasPostgis(folder))) return folder;
    }
  }
  return undefined;
}

async function hasPostgis(binaries: string): Promise<boolean> {
  const { stdout } = await run(join(binaries, "pg_config"), ["--sharedir"]);
  return existsSync(join(stdout.trim(), "extension", "postgis.control"));
}

/**
 * Starts a server on a free loopback port in a temporary folder: about 2 s. As root it runs as the user `postgres`, because the server
 * refuses root. `undefined` where no server is installed, for tests to skip, saying so.
 */
export async function startTestPostgres(): Promise<TestPostgres | undefined> {
  const binaries = await findPostgres();
  if (!binaries) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "cuntong-postgres-"));
  const owner = await serverUser();
  if (owner) await chown(folder, owner.uid, owner.gid);
  await chmod(folder, 0o700);
  const as = { ...owner, cwd: folder };
  await run(join(binaries, "initdb"), initdbArguments(folder), as);
  const port = await freePort();
  const start = () => run(join(binaries, "pg_ctl"), startArguments(folder, port), as);
  const halt = () => run(join(binaries, "pg_ctl"), ["stop", "-w", "-m", "immediate", "-D", join(folder, "data")], as);
  await start();
  const stop = stopsWithUs(binaries, folder, as);
  try {
    const crash = async () => {
      await halt();
      await start();
    };
    return { ...(await served(port, stop)), crash };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Stops the server and removes its folder when it is called, and as well when this process is gone, however it ended: a shell in a session of its
 * own waits for the end of a pipe that only this process holds.
 */
function stopsWithUs(binaries: string, folder: string, as: { uid?: number; gid?: number }): () => Promise<void> {
  const script = 'read _; "$0/pg_ctl" stop -w -m immediate -D "$1/data"; rm -rf "$1"';
  const shell = spawn("sh", ["-c", script, binaries, folder], {
    ...as,
    ...{ cwd: tmpdir(), detached: true, stdio: ["pipe", "ignore", "ignore"] },
  });
  const gone = new Promise<void>((resolve) => shell.once("close", () => resolve()));
  shell.unref();
  (shell.stdin as Socket).unref();
  return () => {
    shell.ref();
    shell.stdin.end();
    return gone;
  };
}

function initdbArguments(folder: string): string[] {
  return ["-D", join(folder, "data"), "-U", "cuntong", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"];
}

function startArguments(folder: string, port: number): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    fsync: "off",
    full_page_writes: "off",
    max_connections: 60,
  };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  return ["start", "-w", "-D", join(folder, "data"), "-l", join(folder, "log"), "-o", options.join(" ")];
}

async function served(port: number, stop: () => Promise<void>): Promise<Omit<TestPostgres, "crash">> {
  const url = (name: string) => `postgres://cuntong@127.0.0.1:${port}/${name}`;
  await once(url("postgres"), (sql) => sql`create database with_postgis`);
  await once(url("with_postgis"), (sql) => sql`create extension postgis`);
  return { createDatabase: () => cloneDatabase(url("with_postgis")), stop };
}

/** Clones a database of a test server, from any process; gives the clone's URL. Refused while anybody is connected to it. */
export async function cloneDatabase(databaseUrl: string): Promise<string> {
  const clone = new URL(databaseUrl);
  const template = clone.pathname.slice(1);
  const name = `test_${randomBytes(6).toString("hex")}`;
  clone.pathname = "/postgres";
  await once(clone.href, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  clone.pathname = `/${name}`;
  return clone.href;
}

/** One statement on a connection of its own. */
async function once(url: string, statement: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await statement(sql);
  } finally {
    await sql.end();
  }
}

async function serverUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ["-u", "-g"].map(async (flag) => Number((await run("id", [flag, "postgres"])).stdout)),
  );
  return { uid: uid!, gid: gid! };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
