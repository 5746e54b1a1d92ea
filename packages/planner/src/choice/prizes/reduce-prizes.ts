import { HalfEdges } from "../../steiner/reduce/half-edges.ts";

/** A Steiner tree problem with prizes on dense numbers: whole weights and prizes, zero or more. */
export interface PrizeProblem {
  readonly vertexCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
  /** What is lost where the tree does not reach a vertex; Infinity where it must. */
  readonly prize: Float64Array;
  /** Vertex of every tree; -1 where the tree may lie anywhere. */
  readonly root: number;
}

/** Edges of a tree and one of its vertices, the only one where there are no edges. */
export interface Tree {
  readonly edges: readonly number[];
  readonly root: number;
}

/** A smaller problem with the same optimum, apart from `fixedCost` and, without a root, trees that the core has lost, of which none is better than `alone`. */
export interface ReducedPrizes {
  readonly core: PrizeProblem;
  /** Cost that every solution has on top of that of the core. */
  readonly fixedCost: number;
  /** The best tree of the given problem that the core has lost, and its cost there. */
  readonly alone?: { readonly tree: Tree; readonly cost: number };
  /** Core vertex that a vertex of the given problem is, or is drawn into; -1 where the core has lost it. */
  vertexOf(vertex: number): number;
  /** The tree of the given problem that a tree of the core stands for. */
  expand(tree: Tree): Tree;
  /** Core edges that stand for edges of the given problem which are all in a tree, and its root in the core. */
  project(tree: Tree): Tree;
}

const none = -1;

/**
 * Reductions to exhaustion. A dead end whose prize does not pay its edge is lost, and one that pays is drawn into its neighbour, which
 * takes over what the prize leaves; a vertex of degree 2 whose prize pays neither edge is drawn into one edge that is lighter by the prize;
 * the lightest of parallels stays; and a prize vertex is drawn into its nearest neighbour where both prizes pay the edge between them
 * (Uchoa 2006; Ljubić et al. 2006). `held` vertices stay as they are.
 */
export function reducePrizes(problem: PrizeProblem, held?: Uint8Array): ReducedPrizes {
  return new PrizeReduction(problem, held).run();
}

class PrizeReduction {
  readonly #problem: PrizeProblem;
  readonly #held: Uint8Array;
  readonly #prize: Float64Array;
  readonly #edges: HalfEdges;
  /** The two edges that a drawn-together edge is made of, and the vertex between them. */
  readonly #partA: Int32Array;
  readonly #partB: Int32Array;
  readonly #middle: Int32Array;
  /** Edges inside a vertex that others were drawn into, as a list: the tree has them where it has the vertex. */
  readonly #innerFirst: Int32Array;
  readonly #innerLast: Int32Array;
  readonly #innerNext: Int32Array;
  /** The vertex that one was drawn into. */
  readonly #into: Int32Array;
  readonly #queue: number[] = [];
  readonly #queued: Uint8Array;
  #edgeCount: number;
  #fixedCost = 0;
  #alone: { readonly tree: Tree; readonly prize: number } | undefined;

  constructor(problem: PrizeProblem, held?: Uint8Array) {
    const { vertexCount, from, to, weight, prize } = problem;
    // Drawing two edges together ends the vertex between them, so at most one new edge per vertex.
    const capacity = from.length + vertexCount;
    this.#problem = problem;
    this.#held = held ?? new Uint8Array(vertexCount);
    this.#prize = prize.slice();
    this.#edges = new HalfEdges(vertexCount, capacity);
    this.#partA = new Int32Array(capacity).fill(none);
    this.#partB = new Int32Array(capacity).fill(none);
    this.#middle = new Int32Array(capacity).fill(none);
    this.#innerFirst = new Int32Array(vertexCount).fill(none);
    this.#innerLast = new Int32Array(vertexCount).fill(none);
    this.#innerNext = new Int32Array(capacity).fill(none);
    this.#into = Int32Array.from({ length: vertexCount }, (_, v) => v);
    this.#queued = new Uint8Array(vertexCount);
    this.#edgeCount = from.length;
    for (let e = from.length - 1; e >= 0; e--) {
      if (from[e] !== to[e]) this.#edges.insert(e, from[e], to[e], weight[e]);
    }
  }

  run(): ReducedPrizes {
    this.#edges.dropParallels();
    for (let v = this.#problem.vertexCount - 1; v >= 0; v--) this.#enqueue(v);
    for (let v = this.#queue.pop(); v !== undefined; v = this.#queue.pop()) {
      this.#queued[v] = 0;
      this.#reduceAt(v);
    }
    return this.#result();
  }

  #reduceAt(v: number): void {
    if (this.#held[v] || v === this.#root) return;
    const degree = this.#edges.degree[v];
    if (degree === 0) return;
    const half = this.#edges.lightest(v);
    const lightest = this.#edges.weight[half >> 1];
    const prize = this.#prize[v];
    if (degree === 1 && prize <= lightest) this.#lose(v, half);
    else if (degree === 2 && prize <= lightest) this.#drawTogether(v);
    else if (prize > 0 && prize >= lightest) {
      const other = this.#edges.end(half ^ 1);
      const pays = this.#prize[other] >= lightest || other === this.#root;
      if (!pays && degree > 1) return;
      if (!pays) this.#keepAlone(v);
      this.#drawInto(v, half);
    }
  }

  /** Without a root a tree may be what was drawn into this vertex and nothing else, which the core is about to lose. */
  #keepAlone(v: number): void {
    if (this.#root >= 0 || this.#prize[v] <= (this.#alone?.prize ?? 0)) return;
    this.#alone = { tree: { edges: this.#parts([], [v]), root: v }, prize: this.#prize[v] };
  }

  get #root(): number {
    return this.#problem.root;
  }

  #lose(v: number, half: number): void {
    const neighbour = this.#edges.end(half ^ 1);
    this.#keepAlone(v);
    this.#edges.remove(half >> 1);
    this.#fixedCost += this.#prize[v];
    this.#prize[v] = 0;
    this.#enqueue(neighbour);
  }

  #drawTogether(v: number): void {
    this.#keepAlone(v);
    const a = this.#edges.first(v);
    const b = this.#edges.next(a);
    const [x, y] = [this.#edges.end(a ^ 1), this.#edges.end(b ^ 1)];
    const weight = this.#edges.weight[a >> 1] + this.#edges.weight[b >> 1] - this.#prize[v];
    this.#fixedCost += this.#prize[v];
    this.#prize[v] = 0;
    this.#edges.remove(a >> 1);
    this.#edges.remove(b >> 1);
    if (this.#makesWay(x, y, weight)) {
      const e = this.#edgeCount++;
      this.#partA[e] = a >> 1;
      this.#partB[e] = b >> 1;
      this.#middle[e] = v;
      this.#edges.insert(e, x, y, weight);
    }
    this.#enqueue(x);
    this.#enqueue(y);
  }

  /** True when no edge as light lies between two vertices; a heavier one goes. */
  #makesWay(x: number, y: number, weight: number): boolean {
    const parallel = this.#edges.between(x, y);
    if (parallel === none) return true;
    if (this.#edges.weight[parallel] <= weight) return false;
    this.#edges.remove(parallel);
    return true;
  }

  /** Draws a vertex into the other end of one of its edges, or that end into the vertex where it has fewer edges. */
  #drawInto(v: number, half: number): void {
    const edges = this.#edges;
    const other = edges.end(half ^ 1);
    const canYield = other !== this.#root && !this.#held[other] && edges.degree[other] < edges.degree[v];
    const [gone, kept] = canYield ? [other, v] : [v, other];
    const e = half >> 1;
    const weight = edges.weight[e];
    edges.remove(e);
    this.#fixedCost += weight;
    this.#prize[kept] += this.#prize[gone] - weight;
    this.#prize[gone] = 0;
    this.#into[gone] = kept;
    this.#putInside(kept, gone, e);
    for (let at = edges.first(gone); at !== none; ) {
      const following = edges.next(at);
      const end = edges.end(at ^ 1);
      if (this.#makesWay(kept, end, edges.weight[at >> 1])) edges.move(at, kept);
      else edges.remove(at >> 1);
      this.#enqueue(end);
      at = following;
    }
    this.#enqueue(kept);
  }

  #putInside(kept: number, gone: number, e: number): void {
    this.#innerNext[e] = this.#innerFirst[kept];
    if (this.#innerFirst[kept] === none) this.#innerLast[kept] = e;
    this.#innerFirst[kept] = e;
    if (this.#innerFirst[gone] === none) return;
    this.#innerNext[this.#innerLast[gone]] = e;
    this.#innerFirst[kept] = this.#innerFirst[gone];
  }

  #enqueue(v: number): void {
    if (this.#queued[v] || (this.#edges.degree[v] > 2 && this.#prize[v] === 0)) return;
    this.#queued[v] = 1;
    this.#queue.push(v);
  }

  /** Core vertices keep their order, and edges are sorted by their smaller end, so the core inherits the locality. */
  #result(): ReducedPrizes {
    const vertices: number[] = [];
    for (let v = 0; v < this.#problem.vertexCount; v++) {
      if (this.#edges.degree[v] > 0 || this.#prize[v] > 0 || this.#held[v] || v === this.#root) vertices.push(v);
    }
    // A tree that may lie anywhere must have somewhere to lie.
    if (vertices.length === 0 && this.#problem.vertexCount > 0) vertices.push(0);
    const number = new Int32Array(this.#problem.vertexCount).fill(none);
    for (let i = 0; i < vertices.length; i++) number[vertices[i]] = i;
    const edges = this.#edges.byLowerEnd();
    const core: PrizeProblem = {
      vertexCount: vertices.length,
      from: Uint32Array.from(edges, (e) => number[this.#edges.end(2 * e)]),
      to: Uint32Array.from(edges, (e) => number[this.#edges.end(2 * e + 1)]),
      weight: Float64Array.from(edges, (e) => this.#edges.weight[e]),
      prize: Float64Array.from(vertices, (v) => this.#prize[v]),
      root: this.#root < 0 ? none : number[this.#root],
    };
    return {
      core,
      fixedCost: this.#fixedCost,
      ...(this.#alone && { alone: this.#costOfAlone(this.#alone) }),
      vertexOf: (v) => number[this.#home(v)],
      expand: ({ edges: chosen, root }) => {
        const reached = new Set([vertices[root]]);
        const whole = Array.from(chosen, (i) => edges[i]);
        for (const e of whole) reached.add(this.#edges.end(2 * e)).add(this.#edges.end(2 * e + 1));
        return { edges: this.#parts(whole, reached), root: vertices[root] };
      },
      project: ({ edges: chosen, root }) => {
        const whole = new Set(chosen);
        const isWhole = (e: number) => this.#parts([e], []).every((part) => whole.has(part));
        return {
          edges: [...edges.keys()].filter((i) => isWhole(edges[i])),
          root: Math.max(0, number[this.#home(root)]),
        };
      },
    };
  }

  #costOfAlone({ tree, prize }: { readonly tree: Tree; readonly prize: number }) {
    return { tree, cost: this.#problem.prize.reduce((sum, p) => sum + p, 0) - prize };
  }

  #home(v: number): number {
    let at = v;
    while (this.#into[at] !== at) at = this.#into[at];
    return at;
  }

  /** Edges of the given problem that edges and the insides of vertices stand for. */
  #parts(edges: number[], vertices: Iterable<number>): number[] {
    const whole: number[] = [];
    for (const v of vertices) this.#pushInner(v, edges);
    for (let e = edges.pop(); e !== undefined; e = edges.pop()) {
      if (this.#partA[e] === none) whole.push(e);
      else {
        edges.push(this.#partB[e], this.#partA[e]);
        this.#pushInner(this.#middle[e], edges);
      }
    }
    return whole.sort((a, b) => a - b);
  }

  #pushInner(v: number, edges: number[]): void {
    for (let e = this.#innerFirst[v]; e !== none; e = this.#innerNext[e]) edges.push(e);
  }
}
