import type { SearchSpace } from "@cuntong/graph";
import type { SteinerGraph } from "../tree/tree.ts";
import { type Segment, TreeArms } from "../tree/tree-arms.ts";
import type { TreeMove } from "../tree/tree-move.ts";
import type { TreeShape } from "../tree/tree-shape.ts";

/** The lightest way from a vertex through one neighbour to a tree vertex that is not its own. */
interface Branch {
  readonly owner: number;
  readonly edge: number;
  readonly cost: number;
}

/**
 * Finds vertices that would pay as a new branching point: where the cells of three tree vertices meet, the vertex is joined to all
 * three, and of the three arms of the tree between them the two heaviest segments in different arms go (Steiner-vertex insertion, with
 * paths in place of single edges).
 */
export class InsertionMoves {
  readonly #steiner: SteinerGraph;
  readonly #shape: TreeShape;
  readonly #space: SearchSpace;
  readonly #moves: TreeMove[] = [];
  readonly #heaviest: number;
  readonly #arms: TreeArms;

  constructor(steiner: SteinerGraph, shape: TreeShape, space: SearchSpace) {
    this.#steiner = steiner;
    this.#shape = shape;
    this.#space = space;
    this.#arms = new TreeArms(shape);
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
    if (cost >= this.#onOnePath(this.#space.owner[v], first.owner, second.owner)) return;
    const segments = this.#arms.heaviest(this.#space.owner[v], first.owner, second.owner);
    const saved = segments[0].weight + segments[1].weight;
    if (saved <= cost) return;
    const added = [first.edge, second.edge];
    const owner = this.#walk(v, added);
    const ends = [first, second].map(({ edge }) => this.#walk(this.#otherEnd(edge, v), added));
    const removed = segments.slice(0, 2).flatMap((segment) => this.#verticesOf(segment));
    this.#moves.push({ gain: saved - cost, removed, added, joined: [owner, ends[0], owner, ends[1]] });
  }

  /** What three vertices of one key path can save at most, the way between the outer two; Infinity where they are not of one. */
  #onOnePath(a: number, b: number, c: number): number {
    const { top, pathWeight } = this.#shape;
    if (top[a] < 0 || top[a] !== top[b] || top[a] !== top[c]) return Infinity;
    const [x, y, z] = [pathWeight[a], pathWeight[b], pathWeight[c]];
    return Math.max(x, y, z) - Math.min(x, y, z);
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
