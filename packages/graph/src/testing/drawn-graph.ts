import fc from "fast-check";
import { buildGraph, type Graph } from "../graph.ts";
import type { Mask } from "../mask.ts";

/** A small random multigraph with a mask: loops, parallel edges, zero weights, several pieces, one vertex or none. */
export interface DrawnGraph {
  readonly graph: Graph;
  readonly weight: Float64Array;
  readonly mask: Mask;
}

const maskOfBits = (bits: readonly boolean[]): Uint8Array => Uint8Array.from(bits, (bit) => (bit ? 1 : 0));

/** `least` vertices or more; a quarter of the draws have no mask at all. */
export function drawnGraph(least = 0, most = 12, edges = 22): fc.Arbitrary<DrawnGraph> {
  return fc.integer({ min: least, max: most }).chain((vertexCount) => {
    const end = fc.nat({ max: Math.max(0, vertexCount - 1) });
    return fc
      .array(fc.tuple(end, end, fc.nat({ max: 9 })), { maxLength: vertexCount === 0 ? 0 : edges })
      .chain((list) =>
        fc
          .record({
            list: fc.constant(list),
            edgeBits: fc.option(fc.array(rarely, { minLength: list.length, maxLength: list.length })),
            vertexBits: fc.option(fc.array(rarely, { minLength: vertexCount, maxLength: vertexCount })),
          })
          .map((drawn) => freeze(vertexCount, drawn)),
      );
  });
}

const rarely = fc.integer({ min: 0, max: 5 }).map((n) => n === 0);

function freeze(
  vertexCount: number,
  drawn: {
    list: [number, number, number][];
    edgeBits: boolean[] | null;
    vertexBits: boolean[] | null;
  },
): DrawnGraph {
  const from = Uint32Array.from(drawn.list, ([a]) => a);
  const to = Uint32Array.from(drawn.list, ([, b]) => b);
  return {
    graph: buildGraph({ vertexCount, from, to }),
    weight: Float64Array.from(drawn.list, ([, , w]) => w),
    mask: {
      ...(drawn.edgeBits && { edges: maskOfBits(drawn.edgeBits) }),
      ...(drawn.vertexBits && { vertices: maskOfBits(drawn.vertexBits) }),
    },
  };
}

/** The graph of a picture of edges, `a-b` apart by spaces, vertices 0, 1, 2 ... */
export function edgeList(text: string, vertexCount?: number): Graph {
  const ends = text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => word.split("-").map(Number) as [number, number]);
  return buildGraph({
    vertexCount: vertexCount ?? Math.max(-1, ...ends.flat()) + 1,
    from: Uint32Array.from(ends, ([a]) => a),
    to: Uint32Array.from(ends, ([, b]) => b),
  });
}

/** Vertices reachable from the starts without the edges and vertices given, by plain search: slow and independent. */
export function reachable(graph: Graph, starts: Iterable<number>, without: Without): Set<number> {
  const found = new Set([...starts].filter((v) => !without.vertices.has(v)));
  for (const v of found) {
    for (let e = 0; e < graph.edgeCount; e++) {
      if (without.edges.has(e)) continue;
      const other = graph.from[e] === v ? graph.to[e] : graph.to[e] === v ? graph.from[e] : v;
      if (!without.vertices.has(other)) found.add(other);
    }
  }
  return found;
}

export interface Without {
  readonly edges: ReadonlySet<number>;
  readonly vertices: ReadonlySet<number>;
}

/** What a mask closes, and what else is named. */
export function closedBy(mask: Mask, edges: Iterable<number> = [], vertices: Iterable<number> = []): Without {
  return {
    edges: new Set([...edges, ...bits(mask.edges)]),
    vertices: new Set([...vertices, ...bits(mask.vertices)]),
  };
}

function bits(mask: Uint8Array | undefined): number[] {
  return [...(mask ?? [])].flatMap((bit, i) => (bit === 1 ? [i] : []));
}

/** How many components the open part has, by plain search. */
export function pieces(graph: Graph, without: Without): number {
  const seen = new Set<number>();
  let count = 0;
  for (let v = 0; v < graph.vertexCount; v++) {
    if (seen.has(v) || without.vertices.has(v)) continue;
    count++;
    for (const reached of reachable(graph, [v], without)) seen.add(reached);
  }
  return count;
}

/** Edges that the mask leaves open, ends included. */
export function openEdges(graph: Graph, { edges, vertices }: Without): number[] {
  const all = Array.from({ length: graph.edgeCount }, (_, e) => e);
  return all.filter((e) => !edges.has(e) && !vertices.has(graph.from[e]) && !vertices.has(graph.to[e]));
}
