import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PathInput, questions } from "./paths.ts";
import type { Peer, PeerFigure } from "./peers.ts";

/** Edges up to which it is asked for bridges, for which its time grows with the square, and for k shortest paths. */
const mostForBridges = 20_000;
const mostForAlternatives = 20_000;

/**
 * pgRouting on the same graph, where a PostgreSQL with it is installed: in a throw-away cluster that listens on a socket in its own folder.
 * Times are the server's CPU for one query; pgRouting reads the edges anew for each.
 */
export function pgRoutingPeer(input: PathInput): Peer | undefined {
  const binaries = programs();
  if (!binaries) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "cuntong-pgrouting-"));
  const server = new Server(binaries, folder);
  try {
    server.start();
    return { name: `pgRouting ${server.version()}`, figures: figures(server, input) };
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Folder of the programs of the newest server that has the extension. */
function programs(): string | undefined {
  const base = "/usr/lib/postgresql";
  const versions = existsSync(base) ? readdirSync(base).map(Number).filter(Number.isInteger) : [];
  const found = versions
    .sort((a, b) => b - a)
    .find((version) => existsSync(`/usr/share/postgresql/${version}/extension/pgrouting.control`));
  return found === undefined ? undefined : join(base, String(found), "bin");
}

class Server {
  readonly #binaries: string;
  readonly #folder: string;
  /** The server refuses to run as root. */
  readonly #as: { uid?: number; gid?: number };

  constructor(binaries: string, folder: string) {
    this.#binaries = binaries;
    this.#folder = folder;
    chmodSync(folder, 0o700);
    if (process.getuid?.() !== 0) this.#as = {};
    else {
      const [uid, gid] = ["-u", "-g"].map((flag) =>
        Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout),
      );
      this.#as = { uid: uid!, gid: gid! };
      chownSync(folder, uid!, gid!);
    }
  }

  start(): void {
    const data = join(this.#folder, "data");
    this.#run("initdb", ["-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"]);
    const settings = `-c listen_addresses='' -c unix_socket_directories='${this.#folder}' -c fsync=off -c jit=off`;
    this.#run("pg_ctl", ["start", "-w", "-D", data, "-l", join(this.#folder, "log"), "-o", settings]);
    this.ask("create extension postgis; create extension pgrouting");
  }

  stop(): void {
    spawnSync(join(this.#binaries, "pg_ctl"), ["stop", "-m", "immediate", "-D", join(this.#folder, "data")], this.#as);
  }

  version(): string {
    return this.ask("select version from pgr_full_version()").answer;
  }

  /** The last line that a query answers, and the CPU time that the server says it took. */
  ask(sql: string): { answer: string; ms: number } {
    const measured = ["-c", "set client_min_messages = log", "-c", "set log_statement_stats = on", "-c", sql];
    const { stdout, stderr } = this.#run("psql", ["-XqAt", "-h", this.#folder, "-U", "bench", "postgres", ...measured]);
    const used = [...stderr.matchAll(/!\s+([\d.]+) s user, ([\d.]+) s system, [\d.]+ s elapsed/g)].at(-1);
    const ms = used ? 1000 * (Number(used[1]) + Number(used[2])) : Number.NaN;
    return { answer: stdout.trim().split("\n").at(-1) ?? "", ms };
  }

  /** A table of whole numbers and lengths from lines of tab-separated values. */
  load(table: string, columns: string, lines: string): void {
    const file = join(this.#folder, table);
    writeFileSync(file, lines, { mode: 0o644 });
    this.ask(`create table ${table} (${columns}); copy ${table} from '${file}'; analyze ${table}`);
  }

  #run(program: string, args: string[]): { stdout: string; stderr: string } {
    const { stdout, stderr, status, error } = spawnSync(join(this.#binaries, program), args, {
      ...this.#as,
      cwd: this.#folder,
      encoding: "utf8",
      // A server that a start leaves behind must not hold our pipe.
      ...(program === "pg_ctl" && { stdio: "ignore" }),
    });
    if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
    return { stdout, stderr };
  }
}

function figures(server: Server, { graph, weight }: PathInput): PeerFigure[] {
  const { vertexCount, edgeCount, from, to } = graph;
  const { pairs } = questions(vertexCount);
  let lines = "";
  for (let e = 0; e < edgeCount; e++) lines += `${e}\t${from[e]}\t${to[e]}\t${weight[e]}\n`;
  server.load("edge", "id bigint primary key, source bigint, target bigint, cost float8", lines);
  server.load("pair", "source bigint, target bigint", pairs.map(([a, b]) => `${a}\t${b}\n`).join(""));
  const edges = "'select id, source, target, cost from edge'";
  const [from0, to0] = pairs[0]!;
  const one = (task: string, sql: string, note?: string): PeerFigure => {
    const { answer, ms } = server.ask(sql);
    return { task, ms, ...(note ? { note } : { answer: Number(answer) }) };
  };
  const found = [
    one("one to all with its tree", `select sum(agg_cost) from pgr_drivingDistance(${edges}, 0::bigint, 1e15, false)`),
    {
      task: "one to one",
      ms: server.ask(`select max(agg_cost) from pgr_dijkstra(${edges}, ${from0}::bigint, ${to0}::bigint, false)`).ms,
      answer: Number(
        server.ask(
          `select sum(agg_cost) from pair join pgr_dijkstraCost(${edges}, 'select source, target from pair', false)
           on start_vid = source and end_vid = target`,
        ).answer,
      ),
    },
    one(
      "disjoint pair",
      `select sum(cost) from pgr_edgeDisjointPaths(${edges}, ${from0}::bigint, ${to0}::bigint, false)`,
      "not min-sum",
    ),
  ];
  const points = one(
    "bridges and articulation points",
    `select count(*) from pgr_articulationPoints(${edges})`,
    "points alone",
  );
  if (edgeCount > mostForBridges) return [...found, points];
  const bridges = one("bridges and articulation points", `select count(*) from pgr_bridges(${edges})`);
  return [
    ...found,
    { ...bridges, ms: bridges.ms + points.ms },
    ...(edgeCount > mostForAlternatives
      ? []
      : [
          one(
            "k shortest",
            `select count(*) from pgr_KSP(${edges}, ${from0}::bigint, ${to0}::bigint, 5, false)`,
            "one pair",
          ),
        ]),
  ];
}
