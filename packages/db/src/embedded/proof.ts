import type { Sql } from "postgres";
import { StoreError, sqlState } from "../trouble.ts";
import { lostStatementState } from "./messages.ts";

/** Ends the proof's transaction without a trace. */
const proven = new Error("proven");

const selfCrossing = "POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))";

/**
 * Plants a GEOS exception in the second of three rows of an update and refuses to serve (`ENGINE_UNSOUND`) unless it comes back as an
 * error and leaves no row changed. Costs a few milliseconds and leaves nothing behind.
 */
export async function proveGuard(sql: Sql): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      await tx`create temporary table guard_proof (id integer, geom geometry) on commit drop`;
      await tx`insert into guard_proof select i, ST_MakeEnvelope(i, i, i + 1, i + 1) from generate_series(1, 3) i`;
      await tx`update guard_proof set geom = ${selfCrossing}::geometry where id = 2`;
      const planted = await tx
        .savepoint(
          (inner) => inner`update guard_proof set id = id + 10, geom = ST_Union(geom, ST_MakeEnvelope(0.2, 0.1, 3, 3))`,
        )
        .then(() => undefined, sqlState);
      const [row] = await tx<{ changed: number }[]>`select count(*)::integer as changed from guard_proof where id > 10`;
      if (planted !== lostStatementState || row?.changed !== 0) throw unsound(planted, row?.changed);
      throw proven;
    });
  } catch (error) {
    if (error !== proven) throw error;
  }
}

function unsound(state: string | undefined, changed: number | undefined): StoreError {
  const found = `a planted failure came back as ${state ?? "success"} with ${changed} rows changed`;
  return new StoreError("ENGINE_UNSOUND", `The embedded database does not report failed statements: ${found}.`);
}
