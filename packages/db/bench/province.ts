import type { NodeId, PlantNode, Proposal, Span, SpanId, Village, VillageCode } from "@cuntong/network";
import { rowProposal } from "../src/testing/sample-proposal.ts";

/** mulberry32: a seeded stream of numbers in 0..1. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** About the extent of Guangxi. */
const [west, south, east, north] = [104.5, 21.5, 112, 26.3];

export function provinceVillages(count: number, random: () => number): Village[] {
  return Array.from({ length: count }, (_, i) => ({
    code: String(450_100_000_000 + i) as VillageCode,
    name: `那${i}桐村`,
    position: [west + random() * (east - west), south + random() * (north - south)] as const,
    status: i % 7 === 0 ? "unconnected" : "connected",
    people: Math.floor(random() * 4_000),
    countyCode: String(450_100 + (i % 111)),
  }));
}

/** Chains of nodes that wander from one head end in each of 111 counties. */
export function provincePlant(count: number, random: () => number): { nodes: PlantNode[]; spans: Span[] } {
  const [nodes, spans]: [PlantNode[], Span[]] = [[], []];
  const perCounty = Math.ceil(count / 111);
  let [lon, lat, heading] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const first = i % perCounty === 0;
    if (first) [lon, lat] = [west + random() * (east - west), south + random() * (north - south)];
    else {
      heading += random() - 0.5;
      lon += 0.008 * Math.cos(heading);
      lat += 0.008 * Math.sin(heading);
    }
    const position = [lon, lat] as const;
    nodes.push({ id: `N${i}` as NodeId, kind: first ? "headend" : "closure", position, status: "operational" });
    if (!first) spans.push(wanderingSpan(i, nodes[i - 1]!, nodes[i]!, random));
  }
  return { nodes, spans };
}

function wanderingSpan(i: number, from: PlantNode, to: PlantNode, random: () => number): Span {
  const [ax, ay] = from.position;
  const [bx, by] = to.position;
  const inner = [0.2, 0.4, 0.6, 0.8].map(
    (t) => [ax + (bx - ax) * t + (random() - 0.5) * 0.001, ay + (by - ay) * t + (random() - 0.5) * 0.001] as const,
  );
  return {
    id: `S${i}` as SpanId,
    from: from.id,
    to: to.id,
    support: random() < 0.8 ? "aerial" : "buried",
    line: [from.position, ...inner, to.position],
    lengthM: 900,
    status: "operational",
  };
}

/** A proposal as large as a province's: the plant's own spans, proposed. */
export function provinceProposal(plant: { nodes: PlantNode[]; spans: Span[] }, villages: readonly Village[]): Proposal {
  const [template, [aSpan], aVillage] = [rowProposal(1), rowProposal(1).spans, rowProposal(1).villages[0]!];
  return {
    ...template,
    nodes: plant.nodes.map(({ id, kind, position }) => ({ id, kind, position, existing: kind === "headend" })),
    spans: plant.spans.map(({ id, from, to, support, line, lengthM }) => ({
      ...aSpan!,
      id,
      from,
      to,
      support,
      line,
      lengthM,
    })),
    villages: villages.map(({ code, name, position }) => ({ ...aVillage, code, name, position })),
  };
}
