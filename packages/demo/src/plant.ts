import { lineLengthM, type Position } from "@cuntong/geo";
import type { NodeId, NodeKind, PlantNode, Span, SpanId, Support } from "@cuntong/network";
import { classIndex } from "./roads.ts";
import { type Drawing, stepsFrom } from "./shape.ts";
import type { Tree } from "./tree.ts";
import type { Ways } from "./ways.ts";

/** A node that the plant must have: a headend, site, cabinet, closure or village. */
export interface Station {
  readonly kind: NodeKind;
  readonly name?: string;
  readonly vertex: number;
  /** A village stands beside its vertex. */
  readonly position?: Position;
}

export interface PlantInput {
  readonly ways: Ways;
  readonly drawing: Drawing;
  readonly tree: Tree;
  readonly used: Uint8Array;
  readonly stations: readonly Station[];
}

export interface Plant {
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
}

const longestSpanM = 2000;
const townDuctsM = 700;
const cityDuctsM = 2000;

/** The tree over all used vertices as nodes and spans: a node at every station, branch, change of support, and at most 2 km apart. */
export function buildPlant(input: PlantInput): Plant {
  const builder = new PlantBuilder(input);
  // A station at the root comes first; towards the leaves every vertex is reached after its parent.
  for (const v of fromRoot(input.tree, input.used)) builder.grow(v);
  builder.addVillages();
  return builder;
}

/** Used vertices, parents before children (nearer to the root means a smaller distance, and no edge has length 0). */
function fromRoot(tree: Tree, used: Uint8Array): Uint32Array {
  const vertices: number[] = [];
  for (let v = 0; v < used.length; v++) if (used[v]) vertices.push(v);
  return Uint32Array.from(vertices).sort((a, b) => tree.distance[a] - tree.distance[b] || a - b);
}

/** The unfinished span that ends at a vertex without a node. */
interface Growing {
  readonly start: NodeId;
  readonly line: readonly Position[];
  readonly lengthM: number;
  readonly support: Support;
}

class PlantBuilder implements Plant {
  readonly nodes: PlantNode[] = [];
  readonly spans: Span[] = [];
  readonly #input: PlantInput;
  /** Headend, sites and cabinets, which stand on their vertex. */
  readonly #stationAt = new Map<number, Station>();
  /** Villages at the end of a branch: the last span runs on to their door. */
  readonly #lastAt = new Map<number, Station>();
  readonly #children: Uint8Array;
  readonly #nodeAt = new Map<number, NodeId>();
  readonly #growing = new Map<number, Growing>();
  readonly #isTown: (vertex: number) => boolean;

  constructor(input: PlantInput) {
    this.#input = input;
    this.#children = countChildren(input);
    this.#isTown = findTowns(input.ways);
    for (const station of input.stations) {
      if (!station.position) this.#stationAt.set(station.vertex, station);
      else if (this.#children[station.vertex] === 0) this.#lastAt.set(station.vertex, station);
    }
    for (const { vertex, position } of input.stations) if (position) this.#children[vertex] += 2;
  }

  /** Extends the plant from the vertex's parent to the vertex. */
  grow(vertex: number): void {
    const { tree, ways, drawing } = this.#input;
    const edge = tree.viaEdge[vertex];
    if (edge < 0) {
      this.#nodeAt.set(vertex, this.#addNode("headend", this.#positionOf(vertex), this.#stationAt.get(vertex)?.name));
      return;
    }
    const parent = tree.parent[vertex];
    const steps = stepsFrom(drawing, ways, edge, parent);
    const support = this.#supportOf(vertex, edge);
    const before = this.#growing.get(parent);
    const added = lineLengthM([this.#positionOf(parent), ...steps]);
    const mustClose = before && (before.support !== support || before.lengthM + added > longestSpanM);
    if (before && mustClose) this.#close(parent, before);
    const base = before && !mustClose ? before : this.#startAt(parent, support);
    const grown = { ...base, support, line: [...base.line, ...steps], lengthM: base.lengthM + added };
    if (this.#needsNode(vertex)) this.#close(vertex, grown);
    else this.#growing.set(vertex, grown);
  }

  /** A village that the plant runs past has its own node, at the end of a drop where it stands aside from the road. */
  addVillages(): void {
    for (const { kind, name, vertex, position } of this.#input.stations) {
      if (!position || this.#lastAt.has(vertex)) continue;
      const at = this.#positionOf(vertex);
      if (samePlace(at, position)) this.#rename(vertex, kind, name);
      else this.#addSpan(this.#nodeAt.get(vertex)!, this.#addNode(kind, position, name), [at, position], "aerial");
    }
  }

  #startAt(vertex: number, support: Support): Growing {
    return { start: this.#nodeAt.get(vertex)!, line: [this.#positionOf(vertex)], lengthM: 0, support };
  }

  /** Ends a growing span at a vertex with a new node. */
  #close(vertex: number, { start, line, support }: Growing): void {
    const station = this.#stationAt.get(vertex) ?? this.#lastAt.get(vertex);
    const kind = station?.kind ?? (support === "duct" ? "handhole" : "closure");
    const at = this.#positionOf(vertex);
    const position = station?.position ?? at;
    const end = this.#addNode(kind, position, station?.name);
    this.#nodeAt.set(vertex, end);
    this.#growing.delete(vertex);
    this.#addSpan(start, end, samePlace(at, position) ? line : [...line, position], support);
  }

  #needsNode(vertex: number): boolean {
    return this.#stationAt.has(vertex) || this.#children[vertex] !== 1;
  }

  #supportOf(vertex: number, edge: number): Support {
    if (this.#input.ways.roadClass[edge] === classIndex("other")) return "submarine";
    return this.#isTown(vertex) ? "duct" : "aerial";
  }

  #positionOf(vertex: number): Position {
    return [this.#input.drawing.lon[vertex], this.#input.drawing.lat[vertex]];
  }

  #addNode(kind: NodeKind, position: Position, name?: string): NodeId {
    const id = `N${String(this.nodes.length + 1).padStart(6, "0")}` as NodeId;
    this.nodes.push({ id, kind, ...(name !== undefined && { name }), position, status: "operational" });
    return id;
  }

  #addSpan(from: NodeId, to: NodeId, line: readonly Position[], support: Support): void {
    const id = `S${String(this.spans.length + 1).padStart(6, "0")}` as SpanId;
    this.spans.push({ id, from, to, support, line, lengthM: lineLengthM(line), status: "operational" });
  }

  /** The closure or handhole at a vertex becomes the node of the village that stands right on it. */
  #rename(vertex: number, kind: NodeKind, name: string | undefined): void {
    const id = this.#nodeAt.get(vertex)!;
    const index = Number(id.slice(1)) - 1;
    this.nodes[index] = { ...this.nodes[index], kind, ...(name !== undefined && { name }) };
  }
}

/** Asks whether a vertex lies in a city or town, on a grid of 100 m. */
function findTowns({ x, y, seatVertex, townVertex }: Ways): (vertex: number) => boolean {
  const cellM = 100;
  const cellOf = (px: number, py: number) => Math.floor(px / cellM) * 1e6 + Math.floor(py / cellM);
  const cells = new Set<number>();
  const mark = (v: number, reachM: number) => {
    for (let dx = -reachM; dx <= reachM; dx += cellM)
      for (let dy = -reachM; dy <= reachM; dy += cellM)
        if (dx * dx + dy * dy <= reachM * reachM) cells.add(cellOf(x[v] + dx, y[v] + dy));
  };
  for (const v of townVertex) mark(v, townDuctsM);
  for (const v of seatVertex) mark(v, cityDuctsM);
  return (vertex) => cells.has(cellOf(x[vertex], y[vertex]));
}

/** Used children of every vertex. */
function countChildren({ tree, used }: PlantInput): Uint8Array {
  const children = new Uint8Array(used.length);
  for (let v = 0; v < used.length; v++) if (used[v] && tree.parent[v] >= 0) children[tree.parent[v]]++;
  return children;
}

function samePlace(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
