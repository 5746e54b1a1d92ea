import type { Position } from "@cuntong/geo";
import { CorridorsBuilder } from "@cuntong/network";
import { nodeLines } from "../corridor/node-lines.ts";
import { PositionIndex } from "../corridor/position-index.ts";
import type { IssueLog } from "../file/issue-log.ts";
import type { TopologyBuilder } from "./topology.ts";

/** A line of a file, with its id where it has one. */
export interface FreeLine {
  readonly id: string | undefined;
  /** Number of its feature. */
  readonly feature: number;
  readonly positions: readonly Position[];
}

/** A vertex already laid, at its position. */
export interface LaidNode {
  readonly vertex: number;
  readonly position: Position;
}

/**
 * Lays lines that name no ends: split and joined where they share a position with each other or with a node, to a centimetre. Lines that
 * cross between positions are not joined. A line drawn twice is laid once: a second drawing of one cable is no second way.
 */
export function layLines(
  lines: readonly FreeLine[],
  nodes: readonly LaidNode[],
  topology: TopologyBuilder,
  log: IssueLog,
): void {
  const plain = { classIndex: 0, flags: 0 };
  const drawn = lines.map(({ positions }, source) => ({ ...plain, positions, source }));
  // A node is a line of no length: it is laid nowhere, and splits what passes through it.
  const points = nodes.map(({ position }) => ({ ...plain, positions: [position, position], source: -1 }));
  const builder = new CorridorsBuilder();
  nodeLines([...drawn, ...points], builder, ({ source }) => {
    if (source >= 0) {
      const place = { feature: lines[source]!.feature };
      log.warning("LINE_DUPLICATE", place, "The line is drawn twice; the second is left out.");
    }
  });
  const laid = builder.build();
  const vertexAt = joinToNodes(laid.vertexLon, laid.vertexLat, nodes, topology);
  for (let e = 0; e < laid.edgeFrom.length; e++) {
    topology.addEdge(vertexAt[laid.edgeFrom[e]!]!, vertexAt[laid.edgeTo[e]!]!, lines[laid.edgeSource[e]!]!.id);
  }
}

/** The topology's vertex for each laid vertex: the node there, or a new one that is called by its position. */
function joinToNodes(
  lon: Float64Array,
  lat: Float64Array,
  nodes: readonly LaidNode[],
  topology: TopologyBuilder,
): Uint32Array {
  const index = new PositionIndex();
  const nodeAt: number[] = [];
  for (const { vertex, position } of nodes) nodeAt[index.add(position[0], position[1])] ??= vertex;
  return Uint32Array.from(lon, (_, i) => {
    const node = nodeAt[index.add(lon[i]!, lat[i]!)];
    if (node !== undefined) return node;
    const id = `${lon[i]},${lat[i]}`;
    return topology.addVertex(id, lon[i], lat[i]) ?? topology.find(id)!;
  });
}
