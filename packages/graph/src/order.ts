/**
 * Breadth-first vertex order from vertex 0 on, component after component: the locality to fall back on where vertices have no
 * coordinates. Pass it to `buildGraph` as `order`.
 */
export function breadthFirstOrder(graph: {
  readonly vertexCount: number;
  readonly arcStart: Uint32Array;
  readonly arcHead: Uint32Array;
}): Uint32Array {
  const order = new Uint32Array(graph.vertexCount);
  const seen = new Uint8Array(graph.vertexCount);
  let tail = 0;
  for (let start = 0; start < graph.vertexCount; start++) {
    if (seen[start]) continue;
    seen[start] = 1;
    let head = tail;
    order[tail++] = start;
    for (; head < tail; head++) {
      const v = order[head];
      for (let a = graph.arcStart[v]; a < graph.arcStart[v + 1]; a++) {
        const next = graph.arcHead[a];
        if (!seen[next]) {
          seen[next] = 1;
          order[tail++] = next;
        }
      }
    }
  }
  return order;
}
