import { sql } from "drizzle-orm";
import type { Tx } from "./session.ts";

/*
 * What the database's planner knows of the tables that large changes fill, kept up inside the transactions that fill them. It plans by what it counted
 * last: a project or plan that is new since then counts as empty, one row is expected wherever it is named, and any index that begins with it
 * looks as good as the right one. Then each foreign key and each rule reads the project whole, for every row of a large import.
 */

const plantTables = [
  "plant_object (project_id, kind, id, revision)",
  "plant_reference",
  "joint_end",
  "node (project_id, id)",
  "span (project_id, id, from_node, to_node)",
];

/** Rows after which a transaction counts for the first time; then whenever it has written this many times as many. */
const firstRows = 1_000;
const growth = 8;

const proposalTables = [
  "proposal_span (plan_id, fid, id, to_node)",
  "proposal_node (plan_id, fid, id)",
  "proposal_village (plan_id, fid, code)",
];

const written = new WeakMap<Tx, { rows: number; counted: number }>();

/** Counts a proposal that was laid out: the way from a village to its root is then walked by the right index from the first click on. */
export async function countProposal(tx: Tx, rows: number): Promise<void> {
  if (rows >= firstRows) await analyze(tx, proposalTables);
}

/** Says that a transaction has written rows of the plant; counts anew where they have become many. */
export async function noteRows(tx: Tx, rows: number): Promise<void> {
  const state = written.get(tx) ?? { rows: 0, counted: firstRows / growth };
  state.rows += rows;
  written.set(tx, state);
  if (state.rows >= state.counted * growth) await count(tx, state);
}

/** Counts once more where rows were written since: what is judged at the commit is planned by it. */
export async function countBeforeCommit(tx: Tx): Promise<void> {
  const state = written.get(tx);
  if (state && state.rows >= firstRows && state.rows > state.counted) await count(tx, state);
}

async function count(tx: Tx, state: { rows: number; counted: number }): Promise<void> {
  state.counted = state.rows;
  await analyze(tx, plantTables);
}

async function analyze(tx: Tx, tables: readonly string[]): Promise<void> {
  await tx.execute(sql.raw(`analyze ${tables.join(", ")}`));
}
