import type { SearchSpace } from "@cuntong/graph";
import type { SteinerGraph } from "./tree.ts";
import type { TreeMove } from "./tree-move.ts";
import type { TreeShape } from "./tree-shape.ts";

/** The lightest way from a vertex through one neighbour to a tree vertex that is not its own. */
interface Branch {
  readonly owner: number;
  readonly edge: number;
  readonly cost: number;
}

/** A part of a key path that could go: from `lower` up to `upper`. */
interface Segment {
  readonly lower: number;
  readonly upper: number;
  readonly weight: number;
}

const noSegment: Segment = { lower: -1, upper: -1, weight: 0 };

/**
 * Finds vertices that would pay as a new branching point: where the cells of three tree vertices meet, the vertex is joined to all
 * three, and of the three arms of the tree between them the two heaviest segments in different arms go (Steiner-vertex insertion
 * with paths; M. G. C. Resende and others call the plain form "vertex insertion").
 */
export class InsertionMoves {
  readonly #steiner: SteinerGraph;
  readonly #shape: TreeShape;
  readonly #space: SearchSpace;
  readonly #moves: TreeMove[] = [];
  readonly #heaviest: number;

  constructor(steiner: SteinerGraph, shape: TreeShape, space: SearchSpace) {
    this.#steiner = steiner;
    this.#shape = shape;
    this.#space = space;
    this.#heaviest = shape.preorder.reduce((most, v) => Math.max(most, shape.pathWeight[v]), 0);
  }

  find(check: () => void): readonly TreeMove[] {
    const { graph } = this.#steiner;
    const { owner, distance } = this.#space;
    for (let v = 0; v < graph.vertexCount; v++) {
      if (v % 65536 === 0) check();
      if (owner[v] < 0 || graph.arcStart[v + 1] - graph.arcStart[v] < 3 || distance[v] >= 2 * this.#heaviest) continue;
      const branches = this.#branchesAt(v);
      for (let i = 0; i + 1 < branches.length; i++) {
        for (let j = i + 1; j < branches.length; j++) this.#tryAt(v, branches[i], branches[j]);
      }
    }
    return this.#moves;
  }

  /** The lightest branch to each other owner around a vertex. */
  #branchesAt(v: number): Branch[] {
    const { graph, weight } = this.#steiner;
    const { owner, distance } = this.#space;
    const branches: Branch[] = [];
    for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
      const other = graph.arcHead[a];
      if (owner[other] === owner[v] || owner[other] < 0) continue;
      const branch = { owner: owner[other], edge: graph.arcEdge[a], cost: weight[graph.arcEdge[a]] + distance[other] };
      const same = branches.findIndex((known) => known.owner === branch.owner);
      if (same < 0) branches.push(branch);
      else if (branch.cost < branches[same].cost) branches[same] = branch;
    }
    return branches;
  }

  #tryAt(v: number, first: Branch, second: Branch): void {
    const cost = this.#space.distance[v] + first.cost + second.cost;
    if (cost >= 2 * this.#heaviest) return;
    const segments = this.#heaviestInArms(this.#space.owner[v], first.owner, second.owner);
    const saved = segments[0].weight + segments[1].weight;
    if (saved <= cost) return;
    const added = [first.edge, second.edge];
    const owner = this.#walk(v, added);
    const ends = [first, second].map(({ edge }) => this.#walk(this.#otherEnd(edge, v), added));
    const removed = segments.slice(0, 2).flatMap((segment) => this.#verticesOf(segment));
    this.#moves.push({ gain: saved - cost, removed, added, joined: [owner, ends[0], owner, ends[1]] });
  }

  /** The heaviest segment in each of the three arms of the tree between three vertices, the heaviest first. */
  #heaviestInArms(a: number, b: number, c: number): Segment[] {
    const [ab, ac, bc] = [this.#meet(a, b), this.#meet(a, c), this.#meet(b, c)];
    const { place } = this.#shape;
    // Of the three meeting points two are one; the third, the lowest, is where the arms come together.
    const middle = [ab, ac, bc].reduce((lowest, v) => (place[v] > place[lowest] ? v : lowest));
    const arms = [a, b, c].map((end) => {
      const meet = this.#meet(end, middle);
      return heavier(this.#heaviestUp(end, meet), this.#heaviestUp(middle, meet));
    });
    return arms.sort((x, y) => y.weight - x.weight);
  }

  /** Lowest common ancestor, from key vertex to key vertex. */
  #meet(a: number, b: number): number {
    let at = a;
    while (!this.#isBelow(b, at)) {
      if (this.#isBelow(at, b)) return b;
      at = this.#shape.upperKey[at];
    }
    return at;
  }

  #heaviestUp(from: number, upTo: number): Segment {
    const { upperKey, pathWeight, isKey } = this.#shape;
    let best = noSegment;
    let at = from;
    while (at !== upTo && this.#isBelow(upperKey[at], upTo)) {
      best = heavier(best, { lower: at, upper: upperKey[at], weight: pathWeight[at] });
      at = upperKey[at];
    }
    if (at === upTo) return best;
    const above = isKey[upTo] ? 0 : pathWeight[upTo];
    return heavier(best, { lower: at, upper: upTo, weight: pathWeight[at] - above });
  }

  #isBelow(vertex: number, top: number): boolean {
    const place = this.#shape.place[vertex];
    return place >= this.#shape.place[top] && place < this.#shape.end[top];
  }

  #verticesOf({ lower, upper }: Segment): number[] {
    const vertices: number[] = [];
    for (let v = lower; v !== upper; v = this.#shape.parent[v]) vertices.push(v);
    return vertices;
  }

  #walk(start: number, edges: number[]): number {
    let at = start;
    for (let e = this.#space.viaEdge[at]; e >= 0; e = this.#space.viaEdge[at]) {
      edges.push(e);
      at = this.#otherEnd(e, at);
    }
    return at;
  }

  #otherEnd(edge: number, v: number): number {
    const { from, to } = this.#steiner.graph;
    return from[edge] === v ? to[edge] : from[edge];
  }
}

function heavier(a: Segment, b: Segment): Segment {
  return b.weight > a.weight ? b : a;
}
