import { ChangeBuilder } from "../change/change.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Records, StatusTable } from "../records/tables.ts";
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

/** Moves a village on, or back, by one status. */
export function changeVillageStatus(network: Network, args: { code: VillageCode; to: VillageStatus }): Answer {
  const village = known(network, "villages", args.code, "VILLAGE_UNKNOWN");
  if (!village.ok) return village;
  const builder = new ChangeBuilder().put("villages", { ...village.value, status: args.to });
  return judged(network, builder, `${village.value.name} becomes ${args.to}`);
}
