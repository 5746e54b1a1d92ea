import { ChangeBuilder } from "../change/change.ts";
import type { CircuitId, NewId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import { refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import { trace } from "../trace/trace.ts";
import { type Answer, judged, type Newcomer, newcomer } from "./operation.ts";

export interface AddCircuitArgs extends Newcomer {
  readonly a: Port;
  readonly z: Port;
}

/** Names the glass path between two ports. One that is in use from the start must be there: its trace has to arrive. */
export function addCircuit(network: Network, args: AddCircuitArgs, newId: NewId): Answer {
  const { a, z } = args;
  const circuit = { id: newId() as CircuitId, a, z, ...newcomer(args) };
  if (circuit.status === "operational" && !arrives(network, a, z)) {
    return refuse(
      "CIRCUIT_OPEN",
      `Light from ${a.equipmentId} port ${a.port} does not reach ${z.equipmentId} port ${z.port}.`,
    );
  }
  return judged(network, new ChangeBuilder().put("circuits", circuit), `add circuit ${args.name ?? circuit.id}`);
}

/** True where the light of one port comes out at another, over standing plant. */
function arrives(network: Network, a: Port, z: Port): boolean {
  const traced = trace(network, a, { wavesNm: [] });
  if (!traced.ok) return false;
  return traced.value.ways.some(({ hops, stops }) =>
    stops.some(({ reason, hop }) => {
      const last = hops[hop];
      return reason === "port" && last.kind === "port" && last.equipmentId === z.equipmentId && last.port === z.port;
    }),
  );
}
