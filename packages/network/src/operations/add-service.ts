import { ChangeBuilder } from "../change/change.ts";
import type { CircuitId, NewId, ServiceId } from "../records/ids.ts";
import type { Service, ServiceKind } from "../records/service.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { type Answer, judged, known, type Newcomer, newcomer } from "./operation.ts";

export interface AddServiceArgs extends Newcomer {
  readonly villageCode: VillageCode;
  readonly kind: ServiceKind;
  readonly circuitId?: CircuitId;
}

/** Adds a service that a village gets, over a circuit where told. */
export function addService(network: Network, args: AddServiceArgs, newId: NewId): Answer {
  const village = known(network, "villages", args.villageCode, "VILLAGE_UNKNOWN");
  if (!village.ok) return village;
  const { villageCode, kind, circuitId } = args;
  const { status } = newcomer(args);
  const service: Service = { id: newId() as ServiceId, villageCode, kind, ...(circuitId && { circuitId }), status };
  return judged(network, new ChangeBuilder().put("services", service), `add ${kind} to ${village.value.name}`);
}
