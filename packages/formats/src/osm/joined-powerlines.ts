import type { NodeTable } from "./node-table.ts";
import { UnionFind } from "./union-find.ts";
import type { WayList } from "./way-list.ts";

/**
 * Which nodes of power lines reach a road through shared nodes. Towers rarely share a node with a road, and no geometry is invented to
 * join them: a line that touches no road anywhere could not be used, and would only catch villages that snap to the nearest corridor.
 */
export function joinedPowerlines(ways: WayList, nodes: NodeTable, nodeOfRef: Int32Array): (node: number) => boolean {
  const sets = new UnionFind(nodes.size);
  const onRoad = new Uint8Array(nodes.size);
  for (let i = 0; i < ways.length; i++) {
    const { corridor, start, end } = ways.at(i);
    if (corridor === undefined) continue;
    for (let ref = start; ref < end; ref++) {
      const node = nodeOfRef[ref]!;
      if (!nodes.isKnown(node)) continue;
      if (corridor !== "powerline") onRoad[node] = 1;
      else if (ref > start && nodes.isKnown(nodeOfRef[ref - 1]!)) sets.union(node, nodeOfRef[ref - 1]!);
    }
  }
  const joined = new Uint8Array(nodes.size);
  for (let node = 0; node < nodes.size; node++) if (onRoad[node] === 1) joined[sets.find(node)] = 1;
  return (node) => joined[sets.find(node)] === 1;
}
