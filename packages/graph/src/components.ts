import { DisjointSets } from "./disjoint-sets.ts";
import { checkEnds } from "./graph.ts";

export interface Components {
  readonly count: number;
  /** Component of each vertex, numbered from 0 by their smallest vertex. */
  readonly of: Uint32Array;
}

/** Connected components of an edge list (no frozen graph is needed for this one). Throws a RangeError at an edge that ends nowhere. */
export function components(input: {
  readonly vertexCount: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}): Components {
  checkEnds(input);
  const sets = new DisjointSets(input.vertexCount);
  for (let e = 0; e < input.from.length; e++) sets.join(input.from[e], input.to[e]);
  const of = new Uint32Array(input.vertexCount);
  let count = 0;
  // A leader is its set's smallest vertex, so it is met, and numbered, before the others.
  for (let v = 0; v < input.vertexCount; v++) {
    const leader = sets.find(v);
    of[v] = leader === v ? count++ : of[leader];
  }
  return { count, of };
}
