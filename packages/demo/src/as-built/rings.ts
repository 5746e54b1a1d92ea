import { lineLengthM, type Position } from "@cuntong/geo";
import { type Graph, type Mask, shortestPaths } from "@cuntong/graph";
import type { NodeId, PlantNode, Span, SpanId } from "@cuntong/network";
import type { Plant } from "../plant.ts";
import { type Drawing, stepsFrom } from "../shape.ts";
import type { Tree } from "../tree.ts";
import type { Ways } from "../ways.ts";

export interface RingInput {
  readonly graph: Graph;
  readonly ways: Ways;
  readonly lengthM: Float64Array;
  readonly tree: Tree;
  /** 1 for every vertex that plant runs through. */
  readonly used: Uint8Array;
  /** Vertices that a ring may join; the tree's root may be on several, the others on one. */
  readonly ends: readonly number[];
  /** Vertices that no ring may pass. */
  readonly doors: readonly number[];
  /** Rings wanted; fewer where the roads give no more. */
  readonly count: number;
}

/** Vertices from one end to another over ways that bear no plant yet. */
export interface RingWay {
  readonly vertices: readonly number[];
  readonly edges: readonly number[];
  readonly lengthM: number;
  /** Metres of the tree that the ring gives a second way around. */
  readonly protectsM: number;
}

const longestRingM = 45_000;
const longestSpanM = 2000;

/** Finds rings along roads without plant, those first that protect most for their length. A ring may cross the plant, but shares no road with it. */
export function findRings(input: RingInput): RingWay[] {
  const { tree, used, ways } = input;
  const closed = new Uint8Array(ways.from.length);
  for (let v = 0; v < used.length; v++) if (used[v] && tree.viaEdge[v] >= 0) closed[tree.viaEdge[v]] = 1;
  const vertices = new Uint8Array(used.length);
  for (const v of input.doors) vertices[v] = 1;
  const onRing = new Set<number>();
  const rings: RingWay[] = [];
  while (rings.length < input.count) {
    const best = bestWay(input, { edges: closed, vertices }, onRing);
    if (!best) break;
    for (const edge of best.edges) closed[edge] = 1;
    for (const v of best.vertices) if (!used[v]) vertices[v] = 1;
    for (const v of [best.vertices[0], best.vertices.at(-1)!]) if (v !== tree.root) onRing.add(v);
    rings.push(best);
  }
  return rings;
}

function bestWay(input: RingInput, closed: Mask, onRing: ReadonlySet<number>): RingWay | undefined {
  const ends = input.ends.filter((v) => !onRing.has(v));
  let best: RingWay | undefined;
  for (const [i, end] of ends.entries()) {
    for (const way of waysFrom(input, closed, end, ends.slice(i + 1))) {
      if (way.lengthM > longestRingM || way.protectsM <= way.lengthM * 0.5) continue;
      if (!best || gainOf(way) > gainOf(best)) best = way;
    }
  }
  return best;
}

function gainOf({ protectsM, lengthM }: RingWay): number {
  return protectsM - 0.7 * lengthM;
}

/** The shortest ways from one end to others. */
function* waysFrom({ graph, ways, lengthM, tree }: RingInput, closed: Mask, end: number, others: readonly number[]) {
  const { distance, viaEdge } = shortestPaths(graph, lengthM, end, undefined, closed);
  const farEnd = (edge: number, v: number) => (ways.from[edge] === v ? ways.to[edge] : ways.from[edge]);
  for (const other of others) {
    if (distance[other] === Infinity) continue;
    const way = { vertices: [other], edges: [] as number[] };
    for (let at = other; viaEdge[at] >= 0; at = way.vertices.at(-1)!) {
      way.edges.push(viaEdge[at]);
      way.vertices.push(farEnd(viaEdge[at], at));
    }
    yield { ...way, lengthM: distance[other], protectsM: treeWayM(tree, lengthM, end, other) };
  }
}

function treeWayM(tree: Tree, lengthM: Float64Array, a: number, b: number): number {
  let sum = 0;
  while (a !== b) {
    const lower = tree.distance[a] >= tree.distance[b] ? a : b;
    sum += lengthM[tree.viaEdge[lower]];
    if (lower === a) a = tree.parent[a];
    else b = tree.parent[b];
  }
  return sum;
}

/** The plant with the spans of each ring, whose ids are answered in order. Where a ring crosses the plant, a node stands already. */
export function addRings(plant: Plant, ways: Ways, drawing: Drawing, rings: readonly RingWay[]) {
  const nodes: PlantNode[] = [...plant.nodes];
  const spans: Span[] = [...plant.spans];
  const ringIds = rings.map((way) => drawRing(way, ways, drawing, nodes, spans));
  return { plant: { nodes, spans }, rings: ringIds };
}

function drawRing(way: RingWay, ways: Ways, drawing: Drawing, nodes: PlantNode[], spans: Span[]): string[] {
  const positionOf = (v: number): Position => [drawing.lon[v], drawing.lat[v]];
  const nodeAt = new Map(nodes.map(({ position, id }) => [`${position}`, id]));
  const ids: string[] = [];
  let from = nodeAt.get(`${positionOf(way.vertices[0])}`)!;
  let line: Position[] = [positionOf(way.vertices[0])];
  for (const [i, edge] of way.edges.entries()) {
    line.push(...stepsFrom(drawing, ways, edge, way.vertices[i]));
    const isLast = i === way.edges.length - 1;
    const nextM = isLast ? 0 : lineLengthM(stepsFrom(drawing, ways, way.edges[i + 1], way.vertices[i + 1]));
    const isNode = nodeAt.has(`${line.at(-1)}`);
    if (!isNode && lineLengthM(line) + nextM <= longestSpanM) continue;
    const position = line.at(-1)!;
    const known = nodeAt.get(`${position}`);
    const to = known ?? (`N${String(nodes.length + 1).padStart(6, "0")}` as NodeId);
    if (!known) nodes.push({ id: to, kind: "closure", position, status: "operational" });
    const id = `S${String(spans.length + 1).padStart(6, "0")}` as SpanId;
    spans.push({ id, from, to, support: "aerial", line, lengthM: lineLengthM(line), status: "operational" });
    ids.push(id);
    [from, line] = [to, [position]];
  }
  return ids;
}
