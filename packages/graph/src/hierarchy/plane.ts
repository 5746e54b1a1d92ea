import type { Neighbours } from "./shrink.ts";

/**
 * Stand-ins for coordinates where there are none: x and y are differences of hop counts from the two ends of a long way, and from two
 * vertices on either hand of it. Each piece of a graph in pieces is laid beside the others.
 */
export function planeOf(graph: Neighbours): { x: Float64Array; y: Float64Array } {
  const n = graph.vertexCount;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const queue = new Int32Array(n);
  // One array for each search of a piece; no two pieces share a vertex, so none is ever cleared.
  const [fromAny, fromWest, fromEast, fromNorth, fromSouth] = Array.from({ length: 5 }, () =>
    new Int32Array(n).fill(-1),
  );
  let shift = 0;
  for (let v = 0; v < n; v++) {
    if (fromAny[v] >= 0) continue;
    const west = last(walk(graph, v, fromAny, queue));
    const piece = walk(graph, west, fromWest, queue);
    const east = last(piece);
    walk(graph, east, fromEast, queue);
    let north = west;
    const offTheLine = (w: number) => Math.min(fromWest[w], fromEast[w]);
    for (const w of piece) if (offTheLine(w) > offTheLine(north)) north = w;
    const south = last(walk(graph, north, fromNorth, queue));
    for (const w of walk(graph, south, fromSouth, queue)) {
      x[w] = shift + fromWest[w] - fromEast[w];
      y[w] = fromNorth[w] - fromSouth[w];
    }
    shift += 2 * fromWest[east] + 1;
  }
  return { x, y };
}

/** Breadth-first hop counts from `start`; the vertices reached, nearest first. */
function walk({ start, neighbour }: Neighbours, from: number, hops: Int32Array, queue: Int32Array): Int32Array {
  let tail = 0;
  hops[from] = 0;
  queue[tail++] = from;
  for (let head = 0; head < tail; head++) {
    const v = queue[head];
    for (let i = start[v]; i < start[v + 1]; i++) {
      const w = neighbour[i];
      if (hops[w] >= 0) continue;
      hops[w] = hops[v] + 1;
      queue[tail++] = w;
    }
  }
  return queue.subarray(0, tail);
}

function last(reached: Int32Array): number {
  return reached[reached.length - 1];
}
