import { distanceM, metresPerDegree, type Position } from "@cuntong/geo";
import type { SpanId } from "../records/ids.ts";
import type { PlantNode } from "../records/node.ts";
import { footOn } from "../rules/line.ts";
import type { Network } from "../snapshot/network.ts";

/** The nearest node in use within so many metres; of equally near ones the first by id. */
export function nearestNode(network: Network, position: Position, snapM: number): PlantNode | undefined {
  let best: PlantNode | undefined;
  let bestM = snapM;
  for (const id of [...network.near("nodes", [position], marginDeg(position, snapM))].sort()) {
    const node = network.get("nodes", id)!;
    const gapM = distanceM(position[0], position[1], node.position[0], node.position[1]);
    if (node.status === "decommissioned" || gapM > bestM || (best && gapM === bestM)) continue;
    best = node;
    bestM = gapM;
  }
  return best;
}

/** A span that comes near, and its foot: the place on its line, after vertex number `vertex`. */
interface NearSpan {
  readonly spanId: SpanId;
  readonly vertex: number;
  readonly position: Position;
}

/** The nearest span in use within so many metres, and where on it. */
export function nearestSpan(network: Network, position: Position, snapM: number): NearSpan | undefined {
  let best: NearSpan | undefined;
  let bestM = snapM;
  for (const id of [...network.near("spans", [position], marginDeg(position, snapM))].sort()) {
    const span = network.get("spans", id)!;
    if (span.status === "decommissioned") continue;
    const foot = footOn(span.line, position);
    if (foot.offM > bestM || (best && foot.offM === bestM)) continue;
    best = { spanId: span.id, vertex: foot.vertex, position: foot.position };
    bestM = foot.offM;
  }
  return best;
}

function marginDeg([, lat]: Position, metres: number): number {
  return (metres / metresPerDegree(lat).lonM) * 1.01;
}
