import { type SteinerGraph, type TreeEdges, verticesOf } from "./tree.ts";

/**
 * A tree hung from the root, in arrays over all vertices of the graph. A *key vertex* is a terminal or a vertex where the tree branches;
 * a *key path* runs from a key vertex up to the next one and is named by its lower end.
 */
export interface TreeShape {
  /** Tree vertices, each before its children. */
  readonly preorder: Uint32Array;
  /** Place in `preorder`, -1 outside the tree; the subtree of `v` is places `place[v] .. end[v] - 1`. */
  readonly place: Int32Array;
  readonly end: Int32Array;
  readonly depth: Int32Array;
  readonly parent: Int32Array;
  readonly parentEdge: Int32Array;
  readonly isKey: Uint8Array;
  /** Next key vertex above. */
  readonly upperKey: Int32Array;
  /** Last vertex before `upperKey` on the way up: the vertex itself where the two are neighbours. */
  readonly top: Int32Array;
  /** Weight from the vertex up to `upperKey`. */
  readonly pathWeight: Float64Array;
}

export function shapeOf(steiner: SteinerGraph, edges: TreeEdges): TreeShape {
  const { graph, weight, terminal, root } = steiner;
  const n = graph.vertexCount;
  const shape = {
    preorder: new Uint32Array(verticesOf(steiner, edges).length),
    place: new Int32Array(n).fill(-1),
    end: new Int32Array(n),
    depth: new Int32Array(n),
    parent: new Int32Array(n).fill(-1),
    parentEdge: new Int32Array(n).fill(-1),
    isKey: new Uint8Array(n),
    upperKey: new Int32Array(n).fill(-1),
    top: new Int32Array(n).fill(-1),
    pathWeight: new Float64Array(n),
  };
  walk(steiner, edges, shape);
  const { preorder, place, end, parent, parentEdge, isKey, upperKey, top, pathWeight } = shape;
  const children = new Int32Array(n);
  for (let i = preorder.length - 1; i >= 0; i--) {
    const v = preorder[i];
    end[v] = Math.max(end[v], place[v] + 1);
    isKey[v] = terminal[v] || v === root || children[v] > 1 ? 1 : 0;
    if (v === root) continue;
    children[parent[v]]++;
    end[parent[v]] = Math.max(end[parent[v]], end[v]);
  }
  for (const v of preorder) {
    if (v === root) continue;
    const up = parent[v];
    upperKey[v] = isKey[up] ? up : upperKey[up];
    top[v] = isKey[up] ? v : top[up];
    pathWeight[v] = weight[parentEdge[v]] + (isKey[up] ? 0 : pathWeight[up]);
  }
  return shape;
}

/** Depth first from the root along the tree's edges. */
function walk({ graph, root }: SteinerGraph, edges: TreeEdges, shape: TreeShape): void {
  const inTree = new Uint8Array(graph.edgeCount);
  for (const e of edges) inTree[e] = 1;
  const open = [root];
  let count = 0;
  for (let v = open.pop(); v !== undefined; v = open.pop()) {
    shape.place[v] = count;
    shape.preorder[count++] = v;
    for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
      const e = graph.arcEdge[a];
      if (!inTree[e] || e === shape.parentEdge[v]) continue;
      const child = graph.arcHead[a];
      shape.parent[child] = v;
      shape.parentEdge[child] = e;
      shape.depth[child] = shape.depth[v] + 1;
      open.push(child);
    }
  }
  if (count !== shape.preorder.length) throw new Error("the edges are not one tree");
}
