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

/** `count` villages on a grid inside the one-degree square at `west, south`; every third one is unconnected, every fifth says what it asks for. */
export function gridVillages(count: number, west = 108, south = 23, countyCode = "450103"): Village[] {
  const side = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, i) => ({
    code: `${countyCode}${String(i).padStart(6, "0")}` as VillageCode,
    name: `朝阳${i}村`,
    position: [west + ((i % side) + 0.5) / side, south + (Math.floor(i / side) + 0.5) / side] as const,
    status: statuses[i % 3 === 0 ? 0 : 1]!,
    people: 100 + i,
    countyCode,
    ...(i % 5 === 0
      ? { services: i % 2 === 0 ? ["广电", 'say "live", {TV}'] : [], priority: i, dueDate: "2027-02-28" }
      : {}),
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

/** `count` spans of six points that criss-cross the one-degree square at 108 E, 23 N, each with two nodes of its own. */
export function tangle(
  count: number,
  place: (position: readonly [number, number]) => readonly [number, number],
): { nodes: PlantNode[]; spans: Span[] } {
  const wave = (i: number, k: number) => 0.5 + 0.5 * Math.sin(i * 12.9898 + k * 78.233);
  const nodes: PlantNode[] = [];
  const spans = Array.from({ length: count }, (_, i): Span => {
    const line = [0, 1, 2, 3, 4, 5].map((k) => place([108 + wave(i, k) * 0.5 + k * 0.1, 23 + wave(i, k + 9)]));
    const [from, to] = [nodeId(2 * i), nodeId(2 * i + 1)];
    nodes.push({ id: from, kind: "pole", position: line[0]!, status: "operational" });
    nodes.push({ id: to, kind: "pole", position: line[5]!, status: "operational" });
    return { id: `S${i}` as SpanId, from, to, support: "aerial", line, lengthM: 5_000, status: "operational" };
  });
  return { nodes, spans };
}

function nodeId(i: number): NodeId {
  return `N${String(i).padStart(6, "0")}` as NodeId;
}
