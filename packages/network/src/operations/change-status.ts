import { ChangeBuilder } from "../change/change.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Records, StatusTable } from "../records/tables.ts";
import { refuse } from "../result.ts";
import { holderOf } from "../rules/check.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode, VillageStatus } from "../village.ts";
import { type Answer, judged, known } from "./operation.ts";

export interface StatusArgs {
  readonly objects: readonly { readonly table: StatusTable; readonly id: string }[];
  readonly to: PlantStatus;
}

/** Gives objects another status, all of them or none. Refused with what each may become where it may not become this. */
export function changeStatus(network: Network, { objects, to }: StatusArgs): Answer {
  const builder = new ChangeBuilder();
  for (const { table, id } of objects) {
    const record = known(network, table, id, "OBJECT_UNKNOWN");
    if (!record.ok) return record;
    builder.put(table, { ...record.value, status: to } as Records[StatusTable]);
  }
  return judged(network, builder, `${objects.length} objects become ${to}`);
}

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

/** Moves a village on, or back, by one status. */
export function changeVillageStatus(network: Network, args: { code: VillageCode; to: VillageStatus }): Answer {
  const village = known(network, "villages", args.code, "VILLAGE_UNKNOWN");
  if (!village.ok) return village;
  const builder = new ChangeBuilder().put("villages", { ...village.value, status: args.to });
  return judged(network, builder, `${village.value.name} becomes ${args.to}`);
}
