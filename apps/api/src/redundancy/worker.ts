/** Entry of a worker thread that plans new spans: takes the plant in parts, loads the files it is told, answers once. */
import { parentPort } from "node:worker_threads";
import { Network, type Puts, type Table } from "@cuntong/network";
import { type ReinforceAnswer, reinforce } from "@cuntong/planner";
import { openInputFiles } from "../plans/input-files.ts";
import type { ReinforceMessage, ReinforceReply, ReinforceTask } from "./messages.ts";

const port = parentPort;
if (!port) throw new Error("This file is a worker thread.");
const say = (reply: ReinforceReply) => port.postMessage(reply);
const records: Partial<Record<Table, unknown[]>> = {};

port.on("message", async (message: ReinforceMessage) => {
  if ("task" in message) {
    say({ answer: await answerTo(message.task) });
    return;
  }
  for (const [table, part] of Object.entries(message.records) as [Table, unknown[]][]) {
    const list = records[table] ?? [];
    records[table] = list;
    for (const record of part) list.push(record);
  }
});

async function answerTo({ input, goal, options, ...files }: ReinforceTask): Promise<ReinforceAnswer> {
  const opened = await openInputFiles(files);
  if ("issue" in opened) return { ok: false, issues: [opened.issue] };
  const network = Network.of(records as Puts);
  return reinforce(network, { ...input, ...opened }, goal, options, ({ fraction }) => say({ fraction }));
}
