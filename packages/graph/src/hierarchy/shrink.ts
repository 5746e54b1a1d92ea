import type { Graph } from "../graph.ts";

/** A simple graph by neighbour lists, as the steps of a preparation pass it on. */
export interface Neighbours {
  readonly vertexCount: number;
  /** Neighbours of vertex `v` are `neighbour[start[v] .. start[v + 1]]`. */
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
}

export interface Shrunk {
  /** Vertices that were taken away, in the order in which they went. */
  readonly gone: Int32Array;
  /** What is left, renumbered in the old order, and the old number of each. */
  readonly rest: Neighbours;
  readonly restVertex: Int32Array;
}

/** Room for neighbours that a vertex can gain while others around it are taken away. */
const spareRoom = 4;

/**
 * Takes away vertices of at most `most` neighbours, fewest first, and joins the neighbours of each that goes (so distances among the rest
 * can be kept). On roads the ends, the bends and the plain crossings go: about a tenth of the vertices is left for the dissection.
 */
export function shrink(graph: Graph, most: number): Shrunk {
  const lists = new NeighbourLists(graph);
  const { degree, neighbour, start } = lists;
  const n = graph.vertexCount;
  const gone = new Int32Array(n);
  const isGone = new Uint8Array(n);
  let goneCount = 0;
  const queues = Array.from({ length: most + 1 }, (): number[] => []);
  const read = new Int32Array(most + 1);
  for (let v = 0; v < n; v++) if (degree[v] <= most) queues[degree[v]].push(v);
  for (let d = 0; d <= most; ) {
    if (read[d] === queues[d].length) {
      d++;
      continue;
    }
    const v = queues[d][read[d]++];
    if (isGone[v] === 1 || degree[v] !== d || !lists.takeAway(v)) continue;
    isGone[v] = 1;
    gone[goneCount++] = v;
    let fewest = d;
    for (let i = start[v]; i < start[v] + d; i++) {
      const w = neighbour[i];
      if (degree[w] > most) continue;
      queues[degree[w]].push(w);
      if (degree[w] < fewest) fewest = degree[w];
    }
    d = fewest;
  }
  return { gone: gone.subarray(0, goneCount), ...lists.rest(isGone) };
}

class NeighbourLists {
  readonly start: Int32Array;
  readonly degree: Int32Array;
  readonly neighbour: Int32Array;

  constructor({ vertexCount, edgeCount, arcStart, arcHead }: Graph) {
    this.start = new Int32Array(vertexCount + 1);
    this.degree = new Int32Array(vertexCount);
    this.neighbour = new Int32Array(2 * edgeCount + spareRoom * vertexCount);
    const metBy = new Int32Array(vertexCount).fill(-1);
    let at = 0;
    for (let v = 0; v < vertexCount; v++) {
      this.start[v] = at;
      metBy[v] = v;
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        const head = arcHead[a];
        // Loops and parallel edges say nothing about the shape.
        if (metBy[head] === v) continue;
        metBy[head] = v;
        this.neighbour[at++] = head;
      }
      this.degree[v] = at - this.start[v];
      at += spareRoom;
    }
    this.start[vertexCount] = at;
  }

  /** Joins the neighbours of `v` to each other and forgets it; false when one of them has no room for more. */
  takeAway(v: number): boolean {
    const { start, degree, neighbour } = this;
    const first = start[v];
    const end = first + degree[v];
    for (let i = first; i < end; i++) {
      const w = neighbour[i];
      if (degree[w] - 1 + (end - first - 1) > start[w + 1] - start[w]) return false;
    }
    for (let i = first; i < end; i++) this.#remove(neighbour[i], v);
    for (let i = first; i < end; i++) {
      for (let j = i + 1; j < end; j++) this.#join(neighbour[i], neighbour[j]);
    }
    return true;
  }

  #remove(v: number, gone: number): void {
    const { start, degree, neighbour } = this;
    let at = start[v];
    while (neighbour[at] !== gone) at++;
    neighbour[at] = neighbour[start[v] + --degree[v]];
  }

  #join(a: number, b: number): void {
    const { start, degree, neighbour } = this;
    const end = start[a] + degree[a];
    for (let i = start[a]; i < end; i++) if (neighbour[i] === b) return;
    neighbour[end] = b;
    degree[a]++;
    neighbour[start[b] + degree[b]++] = a;
  }

  rest(isGone: Uint8Array): { rest: Neighbours; restVertex: Int32Array } {
    const { start, degree, neighbour } = this;
    const numberOf = new Int32Array(isGone.length);
    let count = 0;
    let arcs = 0;
    for (let v = 0; v < isGone.length; v++) {
      if (isGone[v] === 1) continue;
      numberOf[v] = count++;
      arcs += degree[v];
    }
    const rest = { vertexCount: count, start: new Int32Array(count + 1), neighbour: new Int32Array(arcs) };
    const restVertex = new Int32Array(count);
    let at = 0;
    for (let v = 0; v < isGone.length; v++) {
      if (isGone[v] === 1) continue;
      restVertex[numberOf[v]] = v;
      for (let i = start[v]; i < start[v] + degree[v]; i++) rest.neighbour[at++] = numberOf[neighbour[i]];
      rest.start[numberOf[v] + 1] = at;
    }
    return { rest, restVertex };
  }
}
