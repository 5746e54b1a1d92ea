/** A server in a process of its own, for a test that kills it and for benchmarks: says where it answers, and goes on until it is killed. */
import { openStore } from "@cuntong/db";
import { silentLog } from "../http/log.ts";
import { startServer } from "../server.ts";

const [databaseUrl, dataFolder] = process.argv.slice(2) as [string, string];
const store = await openStore({ ...(databaseUrl !== "embedded" && { databaseUrl }), dataFolder });
const server = await startServer({ store, dataFolder, port: 0, log: silentLog });
process.send?.({ url: server.url });
