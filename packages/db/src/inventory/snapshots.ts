import { Network } from "@cuntong/network";
import { sql } from "drizzle-orm";
import { rowsOf, type Tx } from "../session.ts";
import { StoreError } from "../trouble.ts";
import { readChangesSince, readRecords } from "./read-objects.ts";

/** Plants kept in memory: those that were asked for last. */
const mostKept = 4;

interface Kept {
  readonly network: Network;
  /** Tells a project from a later one of the same id. */
  readonly createdAt: string;
}

/** The plants of projects in memory. Each is loaded once, then follows the store by what was changed since. */
export class Snapshots {
  readonly #kept = new Map<string, Kept>();

  /**
   * The plant as the transaction sees it at `revision`; refuses `PROJECT_UNKNOWN`. Where it is in memory at a later revision already, a
   * reader is given that one.
   */
  async at(tx: Tx, projectId: string, revision: number): Promise<Network> {
    const createdAt = await creationOf(tx, projectId);
    const kept = this.#kept.get(projectId);
    if (kept?.createdAt !== createdAt) {
      return this.#keep(projectId, createdAt, Network.of(await readRecords(tx, projectId), revision));
    }
    const { network } = kept;
    if (network.revision >= revision) return network;
    const change = await readChangesSince(tx, projectId, network.revision);
    return this.#keep(projectId, createdAt, network.apply(change, revision));
  }

  #keep(projectId: string, createdAt: string, network: Network): Network {
    this.#kept.delete(projectId);
    this.#kept.set(projectId, { network, createdAt });
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(id);
    }
    return network;
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
