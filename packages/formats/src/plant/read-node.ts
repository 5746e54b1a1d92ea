import { type Datum, toWgs84 } from "@cuntong/geo";
import type { NodeId, NodeKind, PlantNode, PlantStatus } from "@cuntong/network";
import type { IssueLog } from "../file/issue-log.ts";
import { describeMetres } from "../village/check-positions.ts";
import type { NodeRecord } from "./plant-record.ts";
import { parseNodeKind, parsePlantStatus } from "./plant-words.ts";

/** Nodes of the records, WGS 84; a node without a usable position and a second one of the same id are errors. */
export function readNodes(records: readonly NodeRecord[], datum: Datum, log: IssueLog): Map<NodeId, PlantNode> {
  const nodes = new Map<NodeId, PlantNode>();
  for (const [index, record] of records.entries()) {
    const node = readNode(record, index + 1, datum, log);
    if (!node) continue;
    if (nodes.has(node.id))
      log.error("NODE_DUPLICATE", record.place, "A node with this id was already read.", { value: node.id });
    else nodes.set(node.id, node);
  }
  return nodes;
}

function readNode(record: NodeRecord, number: number, datum: Datum, log: IssueLog): PlantNode | undefined {
  const { place, position } = record;
  if (!position) return void log.error("POSITION_MISSING", place, "The node has no position.");
  if (position[0] === 0 && position[1] === 0) {
    return void log.error("POSITION_ZERO", place, "The position is 0,0: somebody's empty cell, not a place.");
  }
  if (Math.abs(position[0]) > 180 || Math.abs(position[1]) > 90) {
    const detail = { value: position.join(","), suggestion: describeMetres(position) };
    return void log.error("POSITION_NOT_DEGREES", place, "The position is not in degrees.", detail);
  }
  if (record.id === undefined)
    log.warning("ID_GENERATED", place, "The node has no id; its number in the file is used.");
  return {
    id: (record.id ?? `node-${number}`) as NodeId,
    kind: readKind(record, log),
    ...(record.name === undefined ? {} : { name: record.name }),
    position: toWgs84(position, datum),
    status: readStatus(record, log),
  };
}

function readKind({ kinds, place }: NodeRecord, log: IssueLog): NodeKind {
  const known = kinds.map(parseNodeKind).find((kind) => kind !== undefined);
  if (known === undefined && kinds.length > 0) {
    log.warning("KIND_UNKNOWN", place, "This kind of node is not known; it is taken as a site.", {
      value: kinds.join(", "),
    });
  }
  return known ?? "site";
}

/** The status of a node or span; what is not said is taken as operational, for the file is called existing plant. */
export function readStatus({ status, place }: Pick<NodeRecord, "status" | "place">, log: IssueLog): PlantStatus {
  const known = parsePlantStatus(status);
  if (known === undefined && status !== "") {
    log.warning(
      "STATUS_UNKNOWN",
      { ...place, field: "status" },
      "This status is not known; it is taken as operational.",
      { value: status },
    );
  }
  return known ?? "operational";
}
