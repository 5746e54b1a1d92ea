import { type Graph, VertexHeap } from "@cuntong/graph";

/** What a tree truly costs, in hundredths of a fen: more than its weights, since cable goes by size and branches take closures. */
export interface TrueCosts {
  readonly graph: Graph;
  readonly root: number;
  /** 1 for each vertex that the tree must reach. */
  readonly terminal: Uint8Array;
  /** Infinity where nothing may be built. */
  readonly weight: Float64Array;
  /** Centimetres of each edge. */
  readonly lengthCm: Float64Array;
  /** Villages at each vertex. */
  readonly villages: Uint32Array;
  /** What a centimetre costs on top of its weight with so many villages beyond it: from 0 to all of them. */
  readonly perCm: Float64Array;
  /** Where three or more edges meet outside the root. */
  readonly closure: number;
  /** Edges that must stay. */
  readonly fixed: ReadonlySet<number>;
}

/** Rounds over all branches, at most. */
const mostRounds = 8;

/**
 * Moves branches of a tree to where they truly cost less: each key path is taken out in turn, and what hung on it is joined to the rest again,
 * at any vertex of either side, by the way that costs least with the cables of all spans on the way to the root sized anew (one Dijkstra
 * search from all vertices of the branch at once, which ends at what the old way cost). Never gives a tree that costs more.
 */
export function moveBranches(costs: TrueCosts, edges: Iterable<number>): Uint32Array {
  const tree = new SizedTree(costs, edges);
  for (let round = 0; round < mostRounds; round++) {
    let moved = 0;
    for (const v of tree.keyVertices()) if (tree.isKey(v) && tree.move(v)) moved++;
    if (moved === 0) break;
  }
  return tree.edges();
}

/** A tree that hangs from its root, with the villages beyond each vertex counted. */
class SizedTree {
  readonly #costs: TrueCosts;
  /** Edge to the parent; -1 at the root, -2 outside the tree. */
  readonly #up: Int32Array;
  readonly #degree: Uint32Array;
  readonly #beyond: Uint32Array;
  readonly #heap: VertexHeap;
  readonly #distance: Float64Array;
  readonly #via: Int32Array;
  /** Vertices of the branch in hand, each after its parent. */
  #branch: number[] = [];
  readonly #inBranch: Uint8Array;

  constructor(costs: TrueCosts, edges: Iterable<number>) {
    const { vertexCount } = costs.graph;
    this.#costs = costs;
    this.#up = new Int32Array(vertexCount).fill(-2);
    this.#degree = new Uint32Array(vertexCount);
    this.#beyond = costs.villages.slice();
    this.#heap = new VertexHeap(vertexCount);
    this.#distance = new Float64Array(vertexCount).fill(Infinity);
    this.#via = new Int32Array(vertexCount);
    this.#inBranch = new Uint8Array(vertexCount);
    this.#hang(new Set(edges));
  }

  #hang(edges: ReadonlySet<number>): void {
    const { graph, root } = this.#costs;
    const order = [root];
    this.#up[root] = -1;
    for (const v of order) {
      for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
        const [e, head] = [graph.arcEdge[a], graph.arcHead[a]];
        if (!edges.has(e)) continue;
        this.#degree[v]++;
        if (this.#up[head] !== -2) continue;
        this.#up[head] = e;
        order.push(head);
      }
    }
    for (const v of order.toReversed()) if (this.#up[v] >= 0) this.#beyond[this.#parent(v)] += this.#beyond[v];
  }

  edges(): Uint32Array {
    return Uint32Array.from(this.#up.filter((e) => e >= 0)).sort();
  }

  keyVertices(): number[] {
    const keys: number[] = [];
    for (let v = 0; v < this.#up.length; v++) if (this.isKey(v)) keys.push(v);
    return keys;
  }

  /** Where a key path ends: at a terminal or a branch. */
  isKey(v: number): boolean {
    return this.#up[v] >= 0 && (this.#costs.terminal[v] === 1 || this.#degree[v] >= 3);
  }

  /** Takes the key path above a vertex out and puts the best one in its place; false where that is the old one. */
  move(v: number): boolean {
    const path = this.#pathAbove(v);
    if (path.some((e) => this.#costs.fixed.has(e))) return false;
    const villages = this.#beyond[v];
    const degree = this.#degree[v];
    const top = this.#takeOut(v, path);
    const old = path.reduce((sum, e) => sum + this.#costOf(e, villages), 0) + this.#costOfJoining(top, villages);
    this.#gather(v);
    const end = this.#search(v, degree, villages, old - 1);
    if (end === undefined) this.#putIn(v, v, path, villages);
    else this.#joinAt(v, end, villages);
    this.#forget();
    return end !== undefined;
  }

  #pathAbove(v: number): number[] {
    const path = [this.#up[v]];
    for (let at = this.#parent(v); this.#isPassed(at); at = this.#parent(at)) path.push(this.#up[at]);
    return path;
  }

  /** True inside a key path. */
  #isPassed(v: number): boolean {
    return this.#up[v] >= 0 && !this.isKey(v);
  }

  /** Takes the path out from below, and gives back where it hung. */
  #takeOut(v: number, path: readonly number[]): number {
    const villages = this.#beyond[v];
    let at = v;
    for (const e of path) {
      const above = this.#other(e, at);
      this.#up[at] = at === v ? -1 : -2;
      this.#degree[at]--;
      if (at !== v) this.#degree[at] = this.#beyond[at] = 0;
      at = above;
    }
    this.#degree[at]--;
    this.#count(at, -villages);
    return at;
  }

  /** Hangs a branch, whose top is `top` by now, by a path that begins there: the way back of {@link #takeOut}. */
  #putIn(top: number, from: number, path: readonly number[], villages: number): void {
    let at = from;
    for (const e of path) {
      if (at !== top) this.#beyond[at] = villages;
      this.#up[at] = e;
      this.#degree[at]++;
      const above = this.#other(e, at);
      this.#degree[above]++;
      at = above;
      if (this.#up[at] !== -2) break;
    }
    this.#count(at, villages);
  }

  #count(from: number, villages: number): void {
    for (let v = from; ; v = this.#parent(v)) {
      this.#beyond[v] += villages;
      if (this.#up[v] < 0) return;
    }
  }

  /** What it costs the rest of the tree to carry so many villages more from a vertex on. */
  #costOfJoining(v: number, villages: number): number {
    const { closure, perCm, lengthCm } = this.#costs;
    let cost = this.#up[v] >= 0 && this.#degree[v] === 2 ? closure : 0;
    for (let at = v; this.#up[at] >= 0; at = this.#parent(at)) {
      cost += lengthCm[this.#up[at]] * (perCm[this.#beyond[at] + villages] - perCm[this.#beyond[at]]);
    }
    return cost;
  }

  #costOf(e: number, villages: number): number {
    return this.#costs.weight[e] + this.#costs.lengthCm[e] * this.#costs.perCm[villages];
  }

  /** Lists the branch below a vertex. */
  #gather(v: number): void {
    const { arcStart, arcHead, arcEdge } = this.#costs.graph;
    this.#branch = [v];
    this.#inBranch[v] = 1;
    for (const at of this.#branch) {
      for (let a = arcStart[at]; a < arcStart[at + 1]; a++) {
        const head = arcHead[a];
        if (this.#up[head] !== arcEdge[a] || this.#inBranch[head]) continue;
        this.#inBranch[head] = 1;
        this.#branch.push(head);
      }
    }
  }

  /** Vertex of the rest of the tree at which the branch costs less than `limit`, and least; the way there is in `#via`. */
  #search(v: number, degree: number, villages: number, limit: number): number | undefined {
    const { arcStart, arcHead, arcEdge } = this.#costs.graph;
    this.#startFrom(v, degree, villages);
    let best = limit;
    let end: number | undefined;
    while (this.#heap.size > 0 && this.#heap.minKey < best) {
      const at = this.#heap.pop();
      if (this.#up[at] !== -2 && !this.#inBranch[at]) {
        const cost = this.#distance[at] + this.#costOfJoining(at, villages);
        if (cost < best) [best, end] = [cost, at];
        continue;
      }
      for (let a = arcStart[at]; a < arcStart[at + 1]; a++) {
        const head = arcHead[a];
        const distance = this.#distance[at] + this.#costOf(arcEdge[a], villages);
        if (this.#inBranch[head] || !(distance < this.#distance[head]) || distance >= best) continue;
        this.#reach(head, distance, arcEdge[a]);
      }
    }
    return end;
  }

  /** Every vertex of the branch may become its top, for what it costs to size the cables between it and the old one the other way round. */
  #startFrom(v: number, degree: number, villages: number): void {
    const { closure, lengthCm, perCm } = this.#costs;
    this.#reach(v, 0, -1);
    for (const x of this.#branch.slice(1)) {
      const above = this.#parent(x);
      const turned = perCm[villages - this.#beyond[x]] - perCm[this.#beyond[x]];
      const before = above === v ? (degree === 3 ? -closure : 0) : this.#turned.get(above)!;
      const cost = before + lengthCm[this.#up[x]] * turned;
      this.#turned.set(x, cost);
      this.#reach(x, cost + (this.#degree[x] === 2 ? closure : 0), -1);
    }
  }

  /** What turning the branch round up to a vertex costs. */
  readonly #turned = new Map<number, number>();
  readonly #touched: number[] = [];

  #reach(v: number, distance: number, via: number): void {
    this.#touched.push(v);
    this.#distance[v] = distance;
    this.#via[v] = via;
    this.#heap.push(v, distance);
  }

  /** Turns the branch so that it hangs from where the way found begins, and hangs it there. */
  #joinAt(v: number, end: number, villages: number): void {
    const way: number[] = [];
    let top = end;
    for (let e = this.#via[top]; e >= 0; e = this.#via[top]) {
      way.push(e);
      top = this.#other(e, top);
    }
    this.#turn(v, top, villages);
    this.#putIn(top, top, way.reverse(), villages);
  }

  /** Makes `top` the top of the branch that hung from `v`. */
  #turn(v: number, top: number, villages: number): void {
    let [at, edge] = [top, -1];
    let below = 0;
    for (;;) {
      const up = this.#up[at];
      const beyond = this.#beyond[at];
      this.#up[at] = edge;
      this.#beyond[at] = villages - below;
      if (at === v) return;
      below = beyond;
      edge = up;
      at = this.#other(up, at);
    }
  }

  #forget(): void {
    for (const v of this.#touched) this.#distance[v] = Infinity;
    for (const v of this.#branch) this.#inBranch[v] = 0;
    this.#touched.length = 0;
    this.#turned.clear();
    this.#heap.clear();
  }

  #parent(v: number): number {
    return this.#other(this.#up[v], v);
  }

  #other(e: number, v: number): number {
    const { from, to } = this.#costs.graph;
    return from[e] === v ? to[e] : from[e];
  }
}
