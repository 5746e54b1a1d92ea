import { largePlant } from "../../network/bench/large-plant.ts";
import type { Store } from "../src/store.ts";

/** Rows of a plant as `apply` would leave them in `plant_object`, without what the triggers derive: project `p`, which is there. */
export async function layDown(store: Store, headends: number): Promise<void> {
  await store.execute("alter table plant_object disable trigger all");
  for (const [table, records] of Object.entries(largePlant(headends))) {
    for (let at = 0; at < records.length; at += 10_000) {
      const rows = (records.slice(at, at + 10_000) as readonly object[]).map((record) => ({
        id: "code" in record ? record.code : "id" in record && record.id,
        record,
      }));
      await store.execute(
        `insert into plant_object (project_id, kind, id, record, revision)
          select 'p', $1, r.id, r.record, 1 from json_to_recordset($2::text::json) as r (id text, record jsonb)`,
        [table, JSON.stringify(rows)],
      );
    }
  }
  await store.execute("alter table plant_object enable trigger all");
  await store.execute("analyze plant_object");
}
