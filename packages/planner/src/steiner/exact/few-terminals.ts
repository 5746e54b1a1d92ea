import { VertexHeap } from "@cuntong/graph";
import { type SteinerGraph, spanAndPrune, type TreeEdges } from "../tree/tree.ts";

/** Steps that joining two halves of every set at every vertex may take, which is 3^(k - 1) / 2 times the vertices for k terminals. */
const mostSteps = 3e7;

/** Whether {@link fewTerminalsTree} is the quick way. */
export function hasFewTerminals({ graph, terminal }: SteinerGraph): boolean {
  let terminals = 0;
  for (const flag of terminal) terminals += flag;
  return (3 ** (terminals - 1) / 2) * graph.vertexCount <= mostSteps;
}

/**
 * A lightest tree, by dynamic programming over sets of terminals (S. E. Dreyfus and R. A. Wagner 1971; a shortest-path search for each set,
 * R. E. Erickson, C. L. Monma and A. F. Veinott 1987). Throws where the terminals do not hang together. `check` is called once a set.
 */
export function fewTerminalsTree(steiner: SteinerGraph, check: () => void): TreeEdges {
  const { terminal, root } = steiner;
  const others = [...terminal.keys()].filter((v) => terminal[v] && v !== root);
  if (others.length === 0) return new Uint32Array();
  const table = new Table(steiner, others);
  for (let set = 1; set < 2 ** others.length; set++) {
    check();
    table.fill(set);
  }
  // Ways of weight 0 may meet again: what is found is spanned once more.
  return spanAndPrune(steiner, Uint32Array.from(new Set(table.tree())).sort());
}

/** For every set of terminals and every vertex, the lightest tree that joins the set to the vertex: its weight, and how it ends there. */
class Table {
  readonly #steiner: SteinerGraph;
  readonly #terminals: readonly number[];
  readonly #weight: Float64Array;
  /** The edge by which the tree comes to the vertex, or `-1 - part` where the trees of a part of the set and of the rest meet at it. */
  readonly #last: Int32Array;
  readonly #heap: VertexHeap;

  constructor(steiner: SteinerGraph, terminals: readonly number[]) {
    const n = steiner.graph.vertexCount;
    this.#steiner = steiner;
    this.#terminals = terminals;
    this.#weight = new Float64Array(n * 2 ** terminals.length).fill(Infinity);
    this.#last = new Int32Array(n * 2 ** terminals.length).fill(-1);
    this.#heap = new VertexHeap(n);
  }

  /** Sets are filled in order of their number, so that their parts come before them. */
  fill(set: number): void {
    const alone = 31 - Math.clz32(set);
    if (set === 2 ** alone) this.#weight[set * this.#steiner.graph.vertexCount + this.#terminals[alone]] = 0;
    else this.#meet(set, 2 ** alone);
    this.#spread(set);
  }

  /** Joins the trees of two parts of a set wherever they meet; `kept` is in the first of them, so that no two are tried twice. */
  #meet(set: number, kept: number): void {
    const n = this.#steiner.graph.vertexCount;
    const weight = this.#weight;
    for (let part = (set - 1) & set; part > 0; part = (part - 1) & set) {
      if ((part & kept) === 0) continue;
      for (let v = 0, at = set * n, a = part * n, b = (set ^ part) * n; v < n; v++, at++, a++, b++) {
        const together = weight[a] + weight[b];
        if (together >= weight[at]) continue;
        weight[at] = together;
        this.#last[at] = -1 - part;
      }
    }
  }

  #spread(set: number): void {
    const { graph, weight: edgeWeight } = this.#steiner;
    const { arcStart, arcHead, arcEdge, vertexCount: n } = graph;
    const weight = this.#weight.subarray(set * n, (set + 1) * n);
    const last = this.#last.subarray(set * n, (set + 1) * n);
    this.#heap.clear();
    for (let v = 0; v < n; v++) if (weight[v] < Infinity) this.#heap.push(v, weight[v]);
    while (this.#heap.size > 0) {
      const v = this.#heap.pop();
      for (let a = arcStart[v]; a < arcStart[v + 1]; a++) {
        const along = weight[v] + edgeWeight[arcEdge[a]];
        if (along >= weight[arcHead[a]]) continue;
        weight[arcHead[a]] = along;
        last[arcHead[a]] = arcEdge[a];
        this.#heap.push(arcHead[a], along);
      }
    }
  }

  /** Edges of the tree of all terminals at the root; some may come twice. */
  tree(): number[] {
    const { graph, root } = this.#steiner;
    const edges: number[] = [];
    const open: { readonly set: number; readonly v: number }[] = [{ set: 2 ** this.#terminals.length - 1, v: root }];
    for (let state = open.pop(); state; state = open.pop()) {
      const { set, v } = state;
      const last = this.#last[set * graph.vertexCount + v];
      if (last >= 0) {
        edges.push(last);
        open.push({ set, v: graph.from[last] === v ? graph.to[last] : graph.from[last] });
      } else if (last < -1) open.push({ set: -1 - last, v }, { set: set ^ (-1 - last), v });
      else if (this.#weight[set * graph.vertexCount + v] > 0) throw new Error("the terminals lie apart");
    }
    return edges;
  }
}
