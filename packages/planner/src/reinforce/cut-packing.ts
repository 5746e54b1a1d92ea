import { VertexHeap } from "@cuntong/graph";
import type { Need } from "./failures-to-survive.ts";
import type { SurvivableProblem } from "./survivable-problem.ts";

/**
 * What any choice must cost at least: a packing of cuts, in whole numbers throughout.
 *
 * Whatever set of vertices holds a target and not the hub, some edge that leaves it and does not fail must be there after each failure. Such cuts may be
 * charged together as much as the edges in them cost. For one target and one failure the cuts at every distance from the target are
 * charged at once: that is the distance of the hub from it, over what earlier cuts have left of the costs (Wong's dual ascent of 1984, with the
 * failure's edges for free). `cap` limits what is charged to a target in all, by its number.
 */
export class CutPacking {
  readonly #problem: SurvivableProblem;
  readonly #left: Float64Array;
  readonly #distance: Float64Array;
  readonly #heap: VertexHeap;
  readonly #charged: Float64Array;

  constructor(problem: SurvivableProblem) {
    const { graph, cost, targets } = problem;
    this.#problem = problem;
    this.#left = cost.slice();
    this.#distance = new Float64Array(graph.vertexCount);
    this.#heap = new VertexHeap(graph.vertexCount);
    this.#charged = new Float64Array(targets.length);
  }

  /** Sum of all that was charged. */
  get bound(): number {
    return this.#charged.reduce((sum, charged) => sum + charged, 0);
  }

  /** What could be charged for a need at present; Infinity where the hub cannot be had at any price. */
  chargeable({ target, failure }: Need): number {
    const { graph, hub, targets } = this.#problem;
    this.#search(targets[target].vertex, hub, Infinity, failingEdges(graph, failure));
    return this.#distance[hub];
  }

  /** Charges what is left to charge for a need; answers how much that was. */
  charge({ target, failure }: Need, cap = Infinity): number {
    const { graph, hub, targets } = this.#problem;
    const room = cap - this.#charged[target];
    if (room <= 0) return 0;
    const failed = failingEdges(graph, failure);
    const settled = this.#search(targets[target].vertex, hub, room, failed);
    const distance = this.#distance;
    // Where the hub cannot be had at any price nothing is proven: the target cannot be protected at all.
    const raise = Math.min(distance[hub], room);
    if (raise === Infinity || raise === 0) return 0;
    for (const v of settled) {
      for (let arc = graph.arcStart[v]; arc < graph.arcStart[v + 1]; arc++) {
        const e = graph.arcEdge[arc];
        const head = graph.arcHead[arc];
        const gap = Math.min(distance[head], raise) - Math.min(distance[v], raise);
        // Each edge once, from its nearer end.
        if (gap > 0 && !failed.has(e)) this.#left[e] -= gap;
      }
    }
    this.#charged[target] += raise;
    return raise;
  }

  /** Distances from a vertex over what is left of the costs, as far as the hub or `room`; the vertices passed, the hub last. */
  #search(from: number, hub: number, room: number, failed: ReadonlySet<number>): number[] {
    const { graph } = this.#problem;
    const distance = this.#distance.fill(Infinity);
    const settled: number[] = [];
    this.#heap.clear();
    distance[from] = 0;
    this.#heap.push(from, 0);
    while (this.#heap.size > 0 && this.#heap.minKey < room) {
      const v = this.#heap.pop();
      settled.push(v);
      if (v === hub) break;
      for (let arc = graph.arcStart[v]; arc < graph.arcStart[v + 1]; arc++) {
        const e = graph.arcEdge[arc];
        const head = graph.arcHead[arc];
        const there = distance[v] + this.#left[e];
        if (there >= distance[head] || failed.has(e)) continue;
        distance[head] = there;
        this.#heap.push(head, there);
      }
    }
    return settled;
  }
}

/** The edges of a failure: its own, and those at its vertices. */
function failingEdges({ arcStart, arcEdge }: SurvivableProblem["graph"], { edges, vertices }: Need["failure"]) {
  const failing = new Set(edges);
  for (const v of vertices) for (let arc = arcStart[v]; arc < arcStart[v + 1]; arc++) failing.add(arcEdge[arc]);
  return failing;
}
