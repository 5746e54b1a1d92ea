import type { SteinerGraph, TreeEdges } from "../tree/tree.ts";

/** A tree hung from the root that changes in place, a part at a time. Parts cut off hang from a vertex of their own until they are hung again. */
export class HungTree {
  readonly root: number;
  /** Next vertex towards the root and the edge there; -1 at the root and outside the tree. */
  readonly parent: Int32Array;
  readonly parentEdge: Int32Array;
  /** 1 for each vertex of the tree. */
  readonly holds: Uint8Array;

  constructor({ graph, root }: SteinerGraph, edges: TreeEdges) {
    this.root = root;
    this.parent = new Int32Array(graph.vertexCount).fill(-1);
    this.parentEdge = new Int32Array(graph.vertexCount).fill(-1);
    this.holds = new Uint8Array(graph.vertexCount);
    const inTree = new Uint8Array(graph.edgeCount);
    for (const e of edges) inTree[e] = 1;
    const open = [root];
    this.holds[root] = 1;
    for (let v = open.pop(); v !== undefined; v = open.pop()) {
      for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
        const child = graph.arcHead[a];
        if (!inTree[graph.arcEdge[a]] || this.holds[child]) continue;
        this.hang(child, v, graph.arcEdge[a]);
        open.push(child);
      }
    }
  }

  hang(v: number, parent: number, edge: number): void {
    this.holds[v] = 1;
    this.parent[v] = parent;
    this.parentEdge[v] = edge;
  }

  cutOff(v: number): void {
    this.parent[v] = -1;
    this.parentEdge[v] = -1;
  }

  /** Hangs the part that a vertex belongs to from that vertex: the way up from it is turned round. */
  turn(v: number): void {
    let below = v;
    let up = this.parent[v];
    let edge = this.parentEdge[v];
    this.cutOff(v);
    while (up >= 0) {
      const nextUp = this.parent[up];
      const nextEdge = this.parentEdge[up];
      this.hang(up, below, edge);
      below = up;
      up = nextUp;
      edge = nextEdge;
    }
  }

  /** Edges in order of their number. */
  get edges(): TreeEdges {
    return Uint32Array.from(this.parentEdge.filter((e) => e >= 0)).sort();
  }

  /** Terminals and vertices where the tree branches, in order of their number. */
  keyVertices(terminal: Uint8Array): number[] {
    const children = new Int32Array(this.parent.length);
    for (const parent of this.parent) if (parent >= 0) children[parent]++;
    const keys: number[] = [];
    for (let v = 0; v < children.length; v++) if (this.holds[v] && (terminal[v] || children[v] > 1)) keys.push(v);
    return keys;
  }
}
