import type { NodeId, PlantNode, Span, SpanId, Village, VillageCode } from "@cuntong/network";
import type { County } from "../records.ts";

/** A square county of one degree with its lower left corner at `west, south`. */
export function squareCounty(code: string, name: string, west: number, south: number): County {
  const ring = [
    [west, south],
    [west + 1, south],
    [west + 1, south + 1],
    [west, south + 1],
    [west, south],
  ] as const;
  return { code, name, shape: [[ring]] };
}

const statuses = ["unconnected", "connected"] as const;

/** `count` villages on a grid inside the one-degree square at `west, south`; every third one is unconnected. */
export function gridVillages(count: number, west = 108, south = 23, countyCode = "450103"): Village[] {
  const side = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, i) => ({
    code: `${countyCode}${String(i).padStart(6, "0")}` as VillageCode,
    name: `朝阳${i}村`,
    position: [west + ((i % side) + 0.5) / side, south + (Math.floor(i / side) + 0.5) / side] as const,
    status: statuses[i % 3 === 0 ? 0 : 1]!,
    people: 100 + i,
    countyCode,
  }));
}

/** A chain of `count` nodes along a parallel, each joined to the one before by a span with a bend. */
export function chainPlant(count: number, west = 108, lat = 23.5): { nodes: PlantNode[]; spans: Span[] } {
  const lon = (i: number) => west + i / count;
  const nodes = Array.from(
    { length: count },
    (_, i): PlantNode => ({
      id: nodeId(i),
      kind: i === 0 ? "headend" : "pole",
      position: [lon(i), lat],
      status: "operational",
    }),
  );
  const spans = Array.from(
    { length: count - 1 },
    (_, i): Span => ({
      id: `S${String(i).padStart(6, "0")}` as SpanId,
      from: nodeId(i),
      to: nodeId(i + 1),
      support: "aerial",
      line: [nodes[i]!.position, [lon(i + 0.5), lat + 0.01 / count], nodes[i + 1]!.position],
      lengthM: 102_000 / count,
      status: "operational",
    }),
  );
  return { nodes, spans };
}

function nodeId(i: number): NodeId {
  return `N${String(i).padStart(6, "0")}` as NodeId;
}
