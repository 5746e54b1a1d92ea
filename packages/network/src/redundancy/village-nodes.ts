import { distanceM, type Position } from "@cuntong/geo";
import { endNode } from "../lengths/cable-path.ts";
import type { NodeId } from "../records/ids.ts";
import type { PlantNode } from "../records/node.ts";
import type { Drop } from "../records/service.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";

/**
 * The nodes at which each village meets the plant: where its drops end (several for a village with several drops); without a drop the
 * village node of its code, or else the one that stands where it stands. None where nothing of the statuses leads there.
 */
export function villageNodes(
  network: Network,
  statuses: ReadonlySet<PlantStatus>,
): ReadonlyMap<VillageCode, readonly NodeId[]> {
  const points = new VillagePoints(network, statuses);
  const nodes = new Map<VillageCode, readonly NodeId[]>();
  for (const { code, position } of network.records("villages")) {
    const drops = network.referrers("villages", code, "drops").map((id) => network.get("drops", id)!);
    const fed = drops.filter(({ status }) => statuses.has(status)).flatMap((drop) => dropNode(network, drop) ?? []);
    const at = fed.length > 0 ? fed : (points.find(code, position) ?? []);
    nodes.set(code, [...new Set(at)].sort());
  }
  return nodes;
}

/** Where a drop's device is; without one, the end of its cable that is a village's, or else the far one. */
function dropNode(network: Network, { equipmentId, cableId }: Drop): NodeId | undefined {
  const device = equipmentId === undefined ? undefined : network.get("equipment", equipmentId);
  const cable = network.get("cables", cableId);
  if (device) return device.nodeId;
  const ends = cable ? (["b", "a"] as const).map((end) => endNode(network, cable, end)) : [];
  return ends.find((id) => id !== undefined && network.get("nodes", id)?.kind === "village") ?? ends[0];
}

/** A village and a node this near each other are at one place. */
const samePlaceM = 1;
const cellDeg = 0.0001;

/** Nodes of kind `village`, by id and by place. */
class VillagePoints {
  readonly #ids = new Set<string>();
  readonly #byCell = new Map<string, PlantNode[]>();

  constructor(network: Network, statuses: ReadonlySet<PlantStatus>) {
    for (const node of network.records("nodes")) {
      if (node.kind !== "village" || !statuses.has(node.status)) continue;
      this.#ids.add(node.id);
      const cell = cellOf(node.position, 0, 0);
      const list = this.#byCell.get(cell);
      if (list) list.push(node);
      else this.#byCell.set(cell, [node]);
    }
  }

  find(code: string, position: Position): readonly NodeId[] | undefined {
    if (this.#ids.has(code)) return [code as NodeId];
    const gap = (node: PlantNode) => distanceM(position[0], position[1], node.position[0], node.position[1]);
    const near: PlantNode[] = [];
    for (const x of [-1, 0, 1])
      for (const y of [-1, 0, 1]) near.push(...(this.#byCell.get(cellOf(position, x, y)) ?? []));
    const [nearest] = near.filter((node) => gap(node) <= samePlaceM).sort((a, b) => gap(a) - gap(b));
    return nearest && [nearest.id];
  }
}

function cellOf([lon, lat]: Position, x: number, y: number): string {
  return `${Math.floor(lon / cellDeg) + x},${Math.floor(lat / cellDeg) + y}`;
}
