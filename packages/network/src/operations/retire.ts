import { ChangeBuilder } from "../change/change.ts";
import type { StatusTable } from "../records/tables.ts";
import { refuse } from "../result.ts";
import { holderOf } from "../rules/check.ts";
import type { Network } from "../snapshot/network.ts";
import { changeStatus } from "./change-status.ts";
import { type Answer, judged, known } from "./operation.ts";

/**
 * Ends an object's life: what was never built is removed, what is out of use is decommissioned and stays on record. Refused while
 * something needs it (`IN_USE` names it) or while it is in use (`STATUS_TRANSITION`).
 */
export function retire(network: Network, { table, id }: { table: StatusTable; id: string }): Answer {
  const record = known(network, table, id, "OBJECT_UNKNOWN");
  if (!record.ok) return record;
  const holder = holderOf(network, { table, id });
  const holding = holder && network.get(holder.table, holder.id);
  const gone = holding && "status" in holding && holding.status === "decommissioned";
  const { status } = record.value;
  const neverBuilt = status === "proposed" || status === "planned";
  if (holder && (neverBuilt || !gone)) return refuse("IN_USE", `${id} cannot go: ${holder.id} needs it.`, holder);
  if (!neverBuilt) return changeStatus(network, { objects: [{ table, id }], to: "decommissioned" });
  return judged(network, new ChangeBuilder().remove(table, id), `retire ${id}`);
}
