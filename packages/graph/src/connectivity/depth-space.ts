import type { Graph } from "../graph.ts";
import { once } from "../once.ts";

/** Reusable arrays of a depth-first search: make them once per graph, search many times. */
export interface DepthSpace {
  readonly depth: Int32Array;
  readonly articulation: Uint8Array;
  readonly bridge: Uint32Array;
  /** The way down from the root, by depth: vertex, next arc, least depth reached. */
  readonly stackVertex: Int32Array;
  readonly stackArc: Int32Array;
  readonly stackLow: Int32Array;
  /** Vertices met and not yet in a component, where on that list each step of the way down begins, and numbers by vertex. Made when asked. */
  met(): Int32Array;
  stackMet(): Int32Array;
  numbers(): Int32Array;
}

export function depthSpace({ vertexCount }: Graph): DepthSpace {
  const array = () => new Int32Array(vertexCount + 2);
  return {
    depth: new Int32Array(vertexCount),
    articulation: new Uint8Array(vertexCount),
    bridge: new Uint32Array(vertexCount),
    stackVertex: array(),
    stackArc: array(),
    stackLow: array(),
    met: once(array),
    stackMet: once(array),
    numbers: once(array),
  };
}
