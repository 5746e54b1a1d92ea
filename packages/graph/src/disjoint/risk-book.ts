import type { Graph } from "../graph.ts";
import type { LedSearch } from "./led-search.ts";
import type { Path } from "./residual-search.ts";
import { groupsOf, type RiskGroups } from "./risk-groups.ts";

export interface FoundPath {
  readonly path: Path;
  readonly weight: number;
}

/** Two paths, the lighter first, and how many risks they share beyond those that every pair must. */
export interface FoundPair {
  readonly a: FoundPath;
  readonly b: FoundPath;
  readonly shared: number;
}

export function pairOfFound(book: RiskBook, [a, b]: readonly [FoundPath, FoundPath]): FoundPair {
  const shared = book.conflicts(a.path, b.path).length;
  return b.weight < a.weight ? { a: b, b: a, shared } : { a, b, shared };
}

/** Fewer shared risks, then less weight. */
export function isLess(one: FoundPair, other: FoundPair): boolean {
  const [x, y] = [one.a.weight + one.b.weight, other.a.weight + other.b.weight];
  return one.shared < other.shared || (one.shared === other.shared && x < y);
}

/**
 * Risks as numbers - groups first, then edges, then (where they count) vertices - and what it takes to close each. Risks that every pair
 * shares are allowed: they are in no conflict.
 */
export class RiskBook {
  readonly search: LedSearch;
  readonly #graph: Graph;
  readonly #groups: RiskGroups;
  readonly #byVertices: boolean;
  readonly #allowed = new Set<number>();

  constructor(graph: Graph, groups: RiskGroups, byVertices: boolean, search: LedSearch) {
    this.#graph = graph;
    this.#groups = groups;
    this.#byVertices = byVertices;
    this.search = search;
  }

  allowGroup(g: number): void {
    this.#allowed.add(g);
  }

  allowEdge(e: number): void {
    this.#allowed.add(this.#groups.count + e);
  }

  allowVertex(v: number): void {
    this.#allowed.add(this.#groups.count + this.#graph.edgeCount + v);
  }

  /** Risks on a path, without those that every pair shares. */
  risksOf({ vertices, edges }: Path): number[] {
    const edgeRisks = edges.map((e) => this.#groups.count + e);
    const firstVertex = this.#groups.count + this.#graph.edgeCount;
    const vertexRisks = this.#byVertices ? vertices.slice(1, -1).map((v) => firstVertex + v) : [];
    const all = [...groupsOf(this.#groups, edges), ...edgeRisks, ...vertexRisks];
    return all.filter((risk) => !this.#allowed.has(risk));
  }

  /** Risks that both paths use and need not, groups first. */
  conflicts(a: Path, b: Path): number[] {
    const other = new Set(this.risksOf(b));
    return this.risksOf(a).filter((risk) => other.has(risk));
  }

  close(risk: number): void {
    this.#mark(risk, 1);
  }

  /** Takes one {@link close} back. */
  open(risk: number): void {
    this.#mark(risk, -1);
  }

  #mark(risk: number, by: number): void {
    const { closedEdge, closedVertex } = this.search;
    const edge = risk - this.#groups.count;
    if (edge < 0) for (const e of this.#groups.edgesOf[risk]!) closedEdge[e] += by;
    else if (edge < this.#graph.edgeCount) closedEdge[edge] += by;
    else closedVertex[edge - this.#graph.edgeCount] += by;
  }

  /** Makes a search pay `price` for every risk of this path that an edge brings. */
  charge(path: Path, price: number): void {
    const { extra } = this.search;
    const { arcStart, arcEdge } = this.#graph;
    const add = (e: number) => extra.set(e, (extra.get(e) ?? 0) + price);
    for (const risk of this.risksOf(path)) {
      const edge = risk - this.#groups.count;
      if (edge < 0) for (const e of this.#groups.edgesOf[risk]!) add(e);
      else if (edge < this.#graph.edgeCount) add(edge);
      else {
        const v = edge - this.#graph.edgeCount;
        for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) add(arcEdge[arc]);
      }
    }
  }
}
