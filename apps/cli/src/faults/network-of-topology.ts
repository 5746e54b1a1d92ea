import type { Topology } from "@cuntong/formats";
import { distanceM, type Line, type Position } from "@cuntong/geo";
import type { Issue, NodeId, PlantNode, Span, SpanId } from "@cuntong/network";

/** A plant of sites and spans that a file of mere connections describes. */
export interface PlantOfTopology {
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
  readonly issues: readonly Issue[];
}

/**
 * What stands where a file says only what is joined to what: sites, and straight spans between them, by the file's ids (pieces of one line
 * are `id`, `id#2`, ...). A node without a position is placed beside its neighbours and is marked `assumed`, as is all that hangs on it; an
 * issue says how many there are. An edge from a node to itself joins nothing and is left out.
 */
export function plantOfTopology(topology: Topology, fileName: string): PlantOfTopology {
  const { vertexIds, from, to } = topology;
  const places = placesOf(topology);
  const isKnown = (v: number) => Number.isFinite(topology.lon[v]) && Number.isFinite(topology.lat[v]);
  const nodes = vertexIds.map((id, v): PlantNode => {
    const confidence = isKnown(v) ? {} : ({ confidence: "assumed" } as const);
    return { id: id as NodeId, kind: "site", position: places[v]!, status: "operational", ...confidence };
  });
  const ids = new SpanNames();
  const spans: Span[] = [];
  for (let e = 0; e < from.length; e++) {
    const [a, b] = [from[e]!, to[e]!];
    const id = ids.take(topology.edgeIds[e] ?? `${vertexIds[a]} -- ${vertexIds[b]}`);
    if (a === b) continue;
    const line: Line = [places[a]!, places[b]!];
    const lengthM = distanceM(line[0]![0], line[0]![1], line[1]![0], line[1]![1]);
    const confidence = isKnown(a) && isKnown(b) ? {} : ({ confidence: "assumed" } as const);
    const ends = { from: vertexIds[a] as NodeId, to: vertexIds[b] as NodeId };
    spans.push({ id, ...ends, support: "buried", line, lengthM, status: "operational", ...confidence });
  }
  const unknown = vertexIds.filter((_, v) => !isKnown(v)).length;
  return { nodes, spans, issues: unknown > 0 ? [placesAssumed(fileName, unknown)] : [] };
}

function placesAssumed(file: string, nodes: number): Issue {
  const message = `${nodes} nodes have no position: they are placed beside their neighbours, and lengths there mean nothing.`;
  return { severity: "warning", code: "PLACES_ASSUMED", place: { file }, message, params: { nodes } };
}

/** Known positions; the others spread from them at the mean of the neighbours placed before, and in a row where nothing is known. */
function placesOf({ vertexIds, lon, lat, from, to }: Topology): Position[] {
  const places: (Position | undefined)[] = vertexIds.map((_, v) =>
    Number.isFinite(lon[v]) && Number.isFinite(lat[v]) ? [lon[v]!, lat[v]!] : undefined,
  );
  const around: number[][] = vertexIds.map(() => []);
  for (let e = 0; e < from.length; e++) {
    around[from[e]!]!.push(to[e]!);
    around[to[e]!]!.push(from[e]!);
  }
  const queue = [...places.keys()].filter((v) => places[v]);
  for (const v of queue) {
    for (const next of around[v]!) {
      if (places[next]) continue;
      const placed = around[next]!.flatMap((near) => (places[near] ? [places[near]] : []));
      places[next] = beside(placed, next);
      queue.push(next);
    }
  }
  return places.map((place, v) => place ?? [stepDeg * (v % 1000), stepDeg * (1 + Math.floor(v / 1000))]);
}

/** Some hundred metres. */
const stepDeg = 0.001;

/** The mean of some positions, and a little off it by the vertex's number, so that two are seldom at one place. */
function beside(near: readonly Position[], v: number): Position {
  const mean = (axis: 0 | 1) => near.reduce((sum, position) => sum + position[axis], 0) / near.length;
  return [mean(0) + stepDeg * Math.cos(v), mean(1) + stepDeg * Math.sin(v)];
}

/** Ids that are taken once: `a`, `a#2`, `a#3`. */
class SpanNames {
  readonly #count = new Map<string, number>();

  take(name: string): SpanId {
    const number = (this.#count.get(name) ?? 0) + 1;
    this.#count.set(name, number);
    return (number === 1 ? name : `${name}#${number}`) as SpanId;
  }
}
