import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type CuntongServer, DemoId, demos, settingsFromEnv, startServer } from "@cuntong/api";
import { openStore, type Store, StoreError } from "@cuntong/db";
import { stopSignal } from "./stop-signal.ts";
import { createProgress } from "./terminal.ts";
import { type Command, parseOptions, UsageError, wholeNumber } from "./usage.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** Where the store and its files are kept unless told otherwise. */
export const defaultDataFolder = process.env.CUNTONG_DATA || join(root, ".cuntong", "data");

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly demo: DemoId | undefined;
  readonly dataFolder: string;
}

/** `cuntong serve`: API and viewer over the store, with a demonstration to begin with. */
export const serveCommand: Command = {
  name: "serve",
  usage: "cuntong serve [--port N] [--host 127.0.0.1] [--demo guangxi|donglan|andorra|none] [--data DIR]",
  summary: "Serves API and viewer. DATABASE_URL chooses a PostgreSQL server instead of the embedded database.",
  run: async (args) => serve(readServeOptions(args)),
};

function readServeOptions(args: string[]): ServeOptions {
  const { port, host, demo, data } = parseOptions(args, {
    port: { type: "string", default: process.env.PORT || "8080" },
    host: { type: "string", default: "127.0.0.1" },
    demo: { type: "string", default: "guangxi" },
    data: { type: "string", default: defaultDataFolder },
  });
  const demoId = DemoId.options.find((id) => id === demo);
  if (!demoId && demo !== "none")
    throw new UsageError(`--demo takes ${DemoId.options.join(", ")} or none, not "${demo}".`);
  const portNumber = wholeNumber(port, "--port", 0);
  if (portNumber > 65_535) throw new UsageError(`--port takes a number up to 65535, not "${port}".`);
  return { port: portNumber, host, demo: demoId, dataFolder: resolve(data) };
}

async function serve(options: ServeOptions): Promise<number> {
  let isStopping = false;
  const stopped = stopSignal().then(() => {
    isStopping = true;
    process.stderr.write("\nstopping ...\n");
  });
  const store = await open(options);
  if (!store) return 1;
  if (isStopping) {
    await store.close();
    return 0;
  }
  const { port, host, dataFolder } = options;
  const settings = settingsFromEnv(process.env);
  const viewerFolder = join(root, "apps", "viewer", "dist");
  const server = await startServer({ store, dataFolder, viewerFolder, settings, port, host }).catch(async (error) => {
    await store.close();
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  });
  if (!server) return 1;
  const ready = prepare(server, store, options).then(() => isStopping || announce(server, options));
  const failure = await Promise.race([stopped, ready.then(() => stopped)]).catch((error: unknown) => error);
  if (failure !== undefined) process.stderr.write(`\n${failure instanceof Error ? failure.message : failure}\n`);
  await server.close();
  return failure === undefined ? 0 : 1;
}

async function open({ dataFolder }: ServeOptions): Promise<Store | undefined> {
  const { DATABASE_URL: databaseUrl } = process.env;
  const progress = createProgress();
  try {
    return await openStore({
      dataFolder,
      ...(databaseUrl && { databaseUrl }),
      onProgress: ({ message }) => progress.show(message),
    });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    progress.end();
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return undefined;
  } finally {
    progress.end();
  }
}

/** Loads the demonstration and plans it, where that has not been done. */
async function prepare(server: CuntongServer, store: Store, { demo }: ServeOptions): Promise<void> {
  if (!demo) return;
  const progress = createProgress();
  const name = demos[demo].name;
  const { projectId } = await server.demos.load(demo, ({ step, fraction }) =>
    progress.show(`loading ${name}: ${step}`, fraction),
  );
  const { plans } = await store.plans.list(projectId);
  let planId = plans[0]?.id;
  if (!planId) {
    const { plan } = await server.plans.start({ projectId, name, villages: { select: "all" } });
    planId = plan.id;
  }
  await server.plans.follow(planId, ({ phase, fraction }) => progress.show(`planning ${name}: ${phase}`, fraction));
  progress.end();
}

/** Tells who started us, or the terminal, where to look. */
function announce(server: CuntongServer, { demo, dataFolder }: ServeOptions): void {
  const message = { address: server.url, projectName: demo ? demos[demo].name : undefined, dataFolder };
  if (process.send) process.send(message);
  else process.stdout.write(`Cuntong answers at ${server.url} (API document: ${server.url}/api/docs). Stop: Ctrl-C\n`);
}
