import type { Route } from "../routes/route.ts";
import { checkVertex } from "../weights.ts";
import { Climb } from "./climb.ts";
import type { WeighedHierarchy } from "./hierarchy.ts";

/**
 * Point-to-point searches on a weighed hierarchy, exact. Both ends climb the elimination tree; every place on the way is scanned at most
 * once an end, without a queue, in arrays as long as the tree is deep. Allocates nothing but the routes it returns.
 */
export class HierarchySearch {
  readonly weighed: WeighedHierarchy;
  readonly #here: Climb;
  readonly #there: Climb;
  /** Depth at which the two climbs of the last search meet, -1 when they do not. */
  #meeting = -1;

  constructor(weighed: WeighedHierarchy) {
    this.weighed = weighed;
    this.#here = new Climb(weighed.chordal.depthCount);
    this.#there = new Climb(weighed.chordal.depthCount);
  }

  /** Distance between two vertices, Infinity when no way joins them; sums of fractions may differ from Dijkstra's in the last bit. */
  distance(from: number, to: number): number {
    const weighed = this.weighed;
    const { graph, chordal } = weighed;
    checkVertex(graph, from, "start");
    checkVertex(graph, to, "end");
    const { parent, placeOf, depth } = chordal;
    const here = this.#here;
    const there = this.#there;
    let p = placeOf[from];
    let q = placeOf[to];
    here.begin(depth[p]);
    there.begin(depth[q]);
    // Parents are greater than their children, so the lesser place climbs until both are on the common way to the root.
    while (p !== q && p >= 0 && q >= 0) {
      if (p < q) p = here.scan(weighed, p, Infinity);
      else q = there.scan(weighed, q, Infinity);
    }
    let best = Infinity;
    this.#meeting = -1;
    if (p !== q) return best;
    while (p >= 0) {
      const d = depth[p];
      const across = here.distance[d] + there.distance[d];
      if (across < best) {
        best = across;
        this.#meeting = d;
      }
      here.scan(weighed, p, best);
      there.scan(weighed, p, best);
      p = parent[p];
    }
    return best;
  }

  /** The shortest way between two vertices, undefined when there is none. */
  route(from: number, to: number): Route | undefined {
    const distance = this.distance(from, to);
    if (distance === Infinity) return undefined;
    const { placeOf } = this.weighed.chordal;
    const edges: number[] = [];
    this.#unwind(this.#here, placeOf[from], edges);
    edges.reverse();
    const back: number[] = [];
    this.#unwind(this.#there, placeOf[to], back);
    for (const e of back) edges.push(e);
    return { distance, edges };
  }

  /** Appends the edges of a climb from the meeting down to its first place. */
  #unwind({ viaArc, viaPlace }: Climb, first: number, edges: number[]): void {
    const { depth } = this.weighed.chordal;
    for (let d = this.#meeting; d !== depth[first]; ) {
      const low = viaPlace[d];
      this.#unpack(viaArc[d], low, true, edges);
      d = depth[low];
    }
  }

  /** Appends the edges that an arc stands for, from its head down to its tail or the other way. */
  #unpack(arc: number, tail: number, down: boolean, edges: number[]): void {
    const { chordal, through } = this.weighed;
    const stack: [arc: number, tail: number, down: boolean][] = [[arc, tail, down]];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const [k, low, downwards] = top;
      if (through[k] >= 0) {
        edges.push(through[k]);
        continue;
      }
      // Tail and head of the arc meet at a place below both: head -> below -> tail when going down.
      const below = ~through[k];
      const toTail = this.#arcTo(below, chordal.depth[low]);
      const toHead = this.#arcTo(below, chordal.upDepth[k]);
      if (downwards) stack.push([toTail, below, false], [toHead, below, true]);
      else stack.push([toHead, below, false], [toTail, below, true]);
    }
  }

  /** The upward arc of a place whose head has the given depth: arcs are sorted, deepest first. */
  #arcTo(place: number, depth: number): number {
    const { upStart, upDepth } = this.weighed.chordal;
    let low = upStart[place];
    let high = upStart[place + 1] - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (upDepth[middle] > depth) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
