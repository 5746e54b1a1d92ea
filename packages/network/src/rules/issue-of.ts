import type { Position } from "@cuntong/geo";
import type { Issue } from "../issue.ts";
import { nodeOfEnd } from "../lengths/cable-path.ts";
import type { Ref } from "../records/tables.ts";
import type { Network } from "../snapshot/network.ts";
import { isPosition } from "./place-rules.ts";
import type { Violation } from "./violation.ts";

/**
 * A broken rule as a finding for an import's report: the object is its value, its place on the map is where the object is, and the
 * holder is among its params. `network` is the plant the rule was broken in.
 */
export function issueOf(network: Network, { severity, code, object, holder, message, params }: Violation): Issue {
  const position = placeOf(network, object) ?? (holder && placeOf(network, holder));
  return {
    severity,
    code,
    place: position && isPosition(position) ? { lon: position[0], lat: position[1] } : {},
    value: object.id,
    message,
    params: { ...params, table: object.table, ...(holder && { holder: holder.id, holderTable: holder.table }) },
  };
}

/** Where an object is: its own position, or that of the node or line it is at. */
export function placeOf(network: Network, { table, id }: Ref): Position | undefined {
  const record = network.get(table, id);
  if (!record) return undefined;
  if ("line" in record) return record.line[record.line.length >> 1];
  if ("position" in record && record.position) return record.position;
  if ("nodeId" in record) return nodePlace(network, record.nodeId);
  if ("startNodeId" in record) return nodePlace(network, record.startNodeId);
  if ("spanId" in record) return placeOf(network, { table: "spans", id: record.spanId });
  if ("closureId" in record && record.closureId) return placeOf(network, { table: "closures", id: record.closureId });
  if ("villageCode" in record) return placeOf(network, { table: "villages", id: record.villageCode });
  if ("a" in record) {
    const nodeId = nodeOfEnd(network, record.a);
    return nodeId && nodePlace(network, nodeId);
  }
  if ("of" in record) return placeOf(network, record.of);
  return undefined;
}

function nodePlace(network: Network, nodeId: string): Position | undefined {
  return network.get("nodes", nodeId)?.position;
}
