import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { reinforcePlant } from "@cuntong/contract";
import type { Store } from "@cuntong/db";
import type { Network, NodeId, VillageCode } from "@cuntong/network";
import { defaultSettings, type ReinforceAnswer, type ReinforceGoal, type Reinforcement } from "@cuntong/planner";
import type { z } from "zod";
import type { DataFolder } from "../data-folder.ts";
import { Refusal } from "../http/problem.ts";
import { issuesShown } from "../imports/report.ts";
import { noCorridors, noPriceBook, priceBookOf } from "../plans/load.ts";
import type { ReinforceMessage, ReinforceReply, ReinforceTask } from "./messages.ts";
import { pointNamed } from "./point-named.ts";

type Asked = z.output<typeof reinforcePlant.body>;

/** A question with all that its answer is made of. */
export interface PreparedReinforcement {
  readonly revision: number;
  readonly network: Network;
  readonly task: ReinforceTask;
}

/** Tables that say where villages stand and what is built. */
const tables = ["nodes", "spans", "villages", "drops", "cables", "equipment"] as const;

/** Records copied to the worker in one breath. */
const recordsPerPart = 5000;

/** Plans new spans in worker threads, one at a time: each takes a core for minutes. */
export class Reinforcements {
  readonly #store: Store;
  readonly #files: DataFolder;
  readonly #running = new Set<Worker>();
  #last: Promise<unknown> = Promise.resolve();

  constructor({ store, files }: { readonly store: Store; readonly files: DataFolder }) {
    this.#store = store;
    this.#files = files;
  }

  /** Reads what the question needs; refuses what is not there before anything is computed. */
  async prepare({
    projectId,
    goal,
    budgetFen,
    weigh,
    parallelWithinM,
    priceBook: book,
  }: Asked): Promise<PreparedReinforcement> {
    const { project } = await this.#store.projects.get(projectId);
    const { revision, network } = await this.#store.inventory.network(projectId);
    if (!project.corridors) throw unprocessable([noCorridors()]);
    const priceBook = await priceBookOf(this.#store, projectId, book);
    if (!priceBook) throw unprocessable([noPriceBook(book ?? "")]);
    const { areas } = await this.#store.areas.all(projectId);
    const { credits, generated, corridors, elevation } = project;
    const task = {
      input: {
        priceBook,
        settings: defaultSettings,
        seed: 1,
        inputs: [],
        credits,
        generated,
        ...(areas.length > 0 && { areas }),
      },
      goal: goalOf(network, goal),
      options: { weigh, parallelWithinM, ...(budgetFen !== undefined && { budgetFen }) },
      corridorFile: this.#files.path(corridors.file),
      elevationFiles: (elevation?.files ?? []).map(({ file }) => this.#files.path(file)),
    };
    return { revision, network, task };
  }

  /** Waits for its turn, then plans; ends without an answer when nobody waits for it any more. */
  async run(
    prepared: PreparedReinforcement,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<Reinforcement & { readonly revision: number }> {
    const turn = this.#last.then(() => this.#plan(prepared, onProgress, signal));
    this.#last = turn.catch(() => undefined);
    const answer = await turn;
    if (!answer.ok) throw unprocessable(answer.issues);
    return { ...answer.reinforcement, revision: prepared.revision };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }

  async #plan(
    { network, task }: PreparedReinforcement,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<ReinforceAnswer> {
    signal.throwIfAborted();
    const worker = new Worker(new URL("./worker.ts", import.meta.url));
    this.#running.add(worker);
    const stop = () => void worker.terminate();
    signal.addEventListener("abort", stop, { once: true });
    try {
      const answer = answerOf(worker, onProgress);
      answer.catch(() => undefined);
      const send = (message: ReinforceMessage) => worker.postMessage(message);
      for (const records of partsOf(network)) {
        send({ records });
        await setImmediate();
      }
      send({ task });
      return await answer;
    } finally {
      signal.removeEventListener("abort", stop);
      this.#running.delete(worker);
      await worker.terminate();
    }
  }
}

function answerOf(worker: Worker, onProgress: (fraction: number) => void): Promise<ReinforceAnswer> {
  return new Promise((resolve, reject) => {
    worker.on("message", (reply: ReinforceReply) => {
      if ("answer" in reply) resolve(reply.answer);
      else onProgress(reply.fraction);
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(new Error("The worker that plans new spans has ended.")));
  });
}

function* partsOf(network: Network) {
  for (const table of tables) {
    const records = [...network.records(table)];
    for (let i = 0; i < records.length; i += recordsPerPart) yield { [table]: records.slice(i, i + recordsPerPart) };
  }
}

function goalOf(network: Network, goal: Asked["goal"]): ReinforceGoal {
  if ("points" in goal) return { points: goal.points.map(({ kind, id }) => pointNamed(network, kind, id)) };
  const { grade, countyCode, villages: codes, nodes } = goal;
  const isOfCounty = (county: string | undefined) => countyCode === undefined || county === countyCode;
  const all = codes === undefined && (nodes === undefined || countyCode !== undefined);
  const villages = all
    ? [...network.records("villages")].filter((one) => isOfCounty(one.countyCode)).map(({ code }) => code)
    : (codes ?? []).map((code) => code as VillageCode);
  return { grade, villages, ...(nodes && { nodes: nodes.map((id) => id as NodeId) }) };
}

function unprocessable(issues: Extract<ReinforceAnswer, { ok: false }>["issues"]): Refusal {
  const detail = issues.map(({ message }) => message).join(" ");
  return new Refusal("UNPROCESSABLE", detail, { issues: issues.slice(0, issuesShown) });
}
