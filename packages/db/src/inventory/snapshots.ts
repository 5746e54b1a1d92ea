import { Network } from "@cuntong/network";
import { sql } from "drizzle-orm";
import { rowsOf, type Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";
import { readChangeBack, readChangesSince, readRecords } from "./read-objects.ts";

/** Plants kept in memory: those that were asked for last. */
const mostKept = 4;

/** Revisions kept of each: a transaction that began earlier than the last of them still finds one that it has seen. */
const mostRevisions = 8;

interface Kept {
  /** The same plant at later and later revisions. */
  readonly networks: readonly Network[];
  /** Tells a project from a later one of the same id. */
  readonly createdAt: string;
}

/** The plants of projects in memory. Each is loaded once, then follows the store by what was changed since. */
export class Snapshots {
  readonly #kept = new Map<string, Kept>();
  readonly #readings = new Map<string, Promise<Network>>();

  /**
   * The plant as the transaction sees it at `revision`; refuses `PROJECT_UNKNOWN`. Where it is in memory at a later revision already, a
   * reader is given that one.
   */
  async at(tx: Tx, projectId: string, revision: number): Promise<Network> {
    const latest = (await this.#of(tx, projectId)).networks.at(-1);
    return latest && latest.revision >= revision ? latest : this.#seen(tx, projectId, revision);
  }

  /** The plant as it was at a revision, by way of the plant that the transaction sees at `current`: only what changed in between is read. */
  async past(tx: Tx, projectId: string, revision: number, current: number): Promise<Network> {
    const network = await this.#seen(tx, projectId, current);
    return network.apply(await readChangeBack(tx, projectId, revision), revision);
  }

  /** The plant as the transaction sees it, no later: from the newest in memory that is not later itself, else read whole. */
  async #seen(tx: Tx, projectId: string, revision: number): Promise<Network> {
    const { networks, createdAt } = await this.#of(tx, projectId);
    const before = networks.findLast((network) => network.revision <= revision);
    if (before?.revision === revision) return before;
    if (!before) return this.#load(tx, projectId, createdAt, revision);
    const network = before.apply(await readChangesSince(tx, projectId, before.revision), revision);
    this.#keep(projectId, createdAt, network);
    return network;
  }

  /** Reads the plant whole; whoever asks for it meanwhile waits for the same reading. */
  async #load(tx: Tx, projectId: string, createdAt: string, revision: number): Promise<Network> {
    const reading = this.#readings.get(projectId);
    if (reading) {
      await reading.catch(() => {});
      return this.#seen(tx, projectId, revision);
    }
    const mine = readRecords(tx, projectId).then((records) => Network.of(records, revision));
    this.#readings.set(projectId, mine);
    try {
      const network = await mine;
      this.#keep(projectId, createdAt, network);
      return network;
    } finally {
      this.#readings.delete(projectId);
    }
  }

  async #of(tx: Tx, projectId: string): Promise<Kept> {
    const createdAt = await creationOf(tx, projectId);
    const kept = this.#kept.get(projectId);
    return kept?.createdAt === createdAt ? kept : { networks: [], createdAt };
  }

  #keep(projectId: string, createdAt: string, network: Network): void {
    const kept = this.#kept.get(projectId);
    const networks = kept?.createdAt === createdAt ? kept.networks : [];
    this.#kept.delete(projectId);
    const others = networks.filter(({ revision }) => revision !== network.revision);
    const sorted = [...others, network].sort((a, b) => a.revision - b.revision);
    this.#kept.set(projectId, { networks: sorted.slice(-mostRevisions), createdAt });
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(id);
    }
  }
}

async function creationOf(tx: Tx, projectId: string): Promise<string> {
  const [row] = await rowsOf<{ at: string }>(
    tx,
    sql`select created_at::text as at from project where id = ${projectId}`,
  );
  if (!row) throw new StoreError("PROJECT_UNKNOWN", `There is no project ${projectId}.`);
  return row.at;
}
