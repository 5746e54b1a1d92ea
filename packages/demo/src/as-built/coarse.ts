import type { PlantNode, Span } from "@cuntong/network";
import type { Plant } from "../plant.ts";

/** A span seen from one of its ends. */
export interface Step {
  /** Index of the node at the far end. */
  readonly to: number;
  /** Index of the span. */
  readonly span: number;
  readonly lengthM: number;
}

/** The plant before poles stand: nodes and spans by index, and the tree that hangs on the first node. Spans that close rings are no part of the tree. */
export class Coarse {
  readonly nodes: readonly PlantNode[];
  readonly spans: readonly Span[];
  /** Steps from each node, along tree and rings. */
  readonly steps: readonly (readonly Step[])[];
  /** The step of the tree towards the first node; none there. */
  readonly up: readonly (Step | undefined)[];
  /** Metres along the tree from the first node. */
  readonly depthM: Float64Array;

  constructor({ nodes, spans }: Plant, isRing: (spanId: string) => boolean) {
    this.nodes = nodes;
    this.spans = spans;
    const index = new Map(nodes.map(({ id }, i) => [id as string, i]));
    const steps: Step[][] = nodes.map(() => []);
    for (const [span, { from, to, lengthM }] of spans.entries()) {
      const [a, b] = [index.get(from)!, index.get(to)!];
      steps[a].push({ to: b, span, lengthM });
      steps[b].push({ to: a, span, lengthM });
    }
    this.steps = steps;
    const up: (Step | undefined)[] = nodes.map(() => undefined);
    this.depthM = new Float64Array(nodes.length).fill(Infinity);
    this.depthM[0] = 0;
    const queue = [0];
    for (const at of queue) {
      for (const { to, span, lengthM } of steps[at]) {
        if (this.depthM[to] < Infinity || isRing(spans[span].id)) continue;
        up[to] = { to: at, span, lengthM };
        this.depthM[to] = this.depthM[at] + lengthM;
        queue.push(to);
      }
    }
    this.up = up;
  }

  /** Nodes of the tree's way from one node to another, both included. */
  way(from: number, to: number): number[] {
    const [head, tail]: [number[], number[]] = [[from], [to]];
    const above = (node: number) => this.up[node]!.to;
    while (head.at(-1) !== tail.at(-1)) {
      const [a, b] = [head.at(-1)!, tail.at(-1)!];
      if (this.depthM[a] >= this.depthM[b]) head.push(above(a));
      else tail.push(above(b));
    }
    return [...head, ...tail.slice(0, -1).reverse()];
  }

  /** Metres of the tree's way from one node to another. */
  wayM(from: number, to: number): number {
    const way = this.way(from, to);
    return way.slice(1).reduce((sum, node, i) => sum + this.between(way[i], node).lengthM, 0);
  }

  /** The span between two neighbours. */
  between(from: number, to: number): Step {
    return this.steps[from].find((step) => step.to === to)!;
  }
}
