import type { Graph } from "../graph.ts";
import type { Mask } from "../mask.ts";
import { report, type Watch } from "../watch.ts";
import { isBridge, opensBlock, type SearchTree, wholeSearchTree } from "./search-tree.ts";

/** Biconnected components: sets of edges of which every two lie on a common ring; a bridge is a block of its own. */
export interface Blocks {
  readonly count: number;
  /** Block of each edge, numbered from 0 by their smallest edge; {@link noBlock} for loops and masked edges. */
  readonly ofEdge: Uint32Array;
}

/** Block of an edge that is in none. */
export const noBlock = 0xffffffff;

/** Blocks and the vertices they meet at: a forest, as no ring leads through two blocks. */
export interface BlockCutTree extends Blocks {
  /** Vertices in several blocks, ascending; the articulation points. */
  readonly cutVertices: Uint32Array;
  /** Cut vertices of block `b`, as indexes of `cutVertices`: `blockCuts[blockStart[b] .. blockStart[b + 1]]`. */
  readonly blockStart: Uint32Array;
  readonly blockCuts: Uint32Array;
  /** Blocks of cut vertex `c`, ascending: `cutBlocks[cutStart[c] .. cutStart[c + 1]]`. */
  readonly cutStart: Uint32Array;
  readonly cutBlocks: Uint32Array;
}

/** Biconnected components of the open part of the graph (Hopcroft and Tarjan 1973). */
export function findBlocks(graph: Graph, mask?: Mask, watch: Watch = {}): Blocks {
  report(watch, 0);
  const tree = wholeSearchTree(graph, mask);
  report(watch, 0.7);
  const { blocks } = blocksOf(tree, mask);
  report(watch, 1);
  return blocks;
}

/** The block, numbered as they open, of the edge above each place; a place that opens none belongs to its parent's. */
function blocksAbove({ parent, cut, count }: SearchTree): { above: Uint32Array; opened: number } {
  const above = new Uint32Array(count).fill(noBlock);
  let opened = 0;
  for (let at = 0; at < count; at++) {
    if (parent[at] >= 0) above[at] = (cut[at] & opensBlock) > 0 ? opened++ : above[parent[at]];
  }
  return { above, opened };
}

function blocksOf(tree: SearchTree, mask: Mask | undefined): { blocks: Blocks; above: Uint32Array } {
  const { graph, place } = tree;
  const { above, opened } = blocksAbove(tree);
  const number = new Int32Array(opened).fill(-1);
  const ofEdge = new Uint32Array(graph.edgeCount).fill(noBlock);
  let count = 0;
  for (let e = 0; e < ofEdge.length; e++) {
    const from = place[graph.from[e]];
    const to = place[graph.to[e]];
    if (from === to || from < 0 || to < 0 || mask?.edges?.[e] === 1) continue;
    const opener = above[Math.max(from, to)];
    if (number[opener] < 0) number[opener] = count++;
    ofEdge[e] = number[opener];
  }
  for (let at = 0; at < above.length; at++) if (above[at] !== noBlock) above[at] = number[above[at]];
  return { blocks: { count, ofEdge }, above };
}

/** Blocks for questions about a few edges: one pass less than {@link findBlocks}. */
export interface BlockLookup {
  isBridge(edge: number): boolean;
  /** True when both edges, neither a loop nor closed, are in one block. */
  areTogether(edge: number, other: number): boolean;
}

export function lookUpBlocks(graph: Graph, mask?: Mask): BlockLookup {
  const tree = wholeSearchTree(graph, mask);
  const { above } = blocksAbove(tree);
  const lowerPlace = (edge: number) => Math.max(tree.place[graph.from[edge]], tree.place[graph.to[edge]]);
  return {
    isBridge(edge) {
      const at = lowerPlace(edge);
      return tree.viaEdge[at] === edge && (tree.cut[at] & isBridge) > 0;
    },
    areTogether: (edge, other) => above[lowerPlace(edge)] === above[lowerPlace(other)],
  };
}

/** The blocks, and at which vertices they hang together. */
export function blockCutTree(graph: Graph, mask?: Mask, watch: Watch = {}): BlockCutTree {
  report(watch, 0);
  const tree = wholeSearchTree(graph, mask);
  report(watch, 0.4);
  const { blocks, above } = blocksOf(tree, mask);
  report(watch, 0.6);
  const { vertex, block } = meetings(tree, above);
  report(watch, 0.8);
  // `ofVertex` first marks the cut vertices, then numbers them in ascending order.
  const ofVertex = new Int32Array(graph.vertexCount);
  let count = 0;
  for (let i = 0; i < vertex.length; i++) if (ofVertex[vertex[i]]++ === 0) count++;
  const cutVertices = new Uint32Array(count);
  for (let v = 0, c = 0; c < count; v++) {
    if (ofVertex[v] === 0) continue;
    cutVertices[c] = v;
    ofVertex[v] = c++;
  }
  const cut = vertex.map((v) => ofVertex[v]);
  const [blockStart, blockCuts] = group(block, cut, blocks.count);
  const [cutStart, cutBlocks] = group(cut, block, count);
  report(watch, 1);
  return { ...blocks, cutVertices, blockStart, blockCuts, cutStart, cutBlocks };
}

/** Every (cut vertex, block it is in), found where a block opens below a vertex that is in another. */
function meetings(tree: SearchTree, above: Uint32Array): { vertex: Uint32Array; block: Uint32Array } {
  const { parent, cut, vertex, count } = tree;
  const opens = new Uint32Array(count);
  for (let at = 0; at < count; at++) if ((cut[at] & opensBlock) > 0) opens[parent[at]]++;
  const isCut = (at: number) => opens[at] > (parent[at] < 0 ? 1 : 0);
  let total = 0;
  for (let at = 0; at < count; at++) if (isCut(at)) total += opens[at] + (parent[at] < 0 ? 0 : 1);
  const met = { vertex: new Uint32Array(total), block: new Uint32Array(total) };
  let filled = 0;
  const add = (at: number, block: number) => {
    met.vertex[filled] = vertex[at];
    met.block[filled++] = block;
  };
  for (let at = 0; at < count; at++) {
    if (isCut(at) && parent[at] >= 0) add(at, above[at]);
    if ((cut[at] & opensBlock) > 0 && isCut(parent[at])) add(parent[at], above[at]);
  }
  return met;
}

/** Lists of `value` by `key`, each ascending, one after another. */
function group(key: Uint32Array, value: Uint32Array, keys: number): [start: Uint32Array, values: Uint32Array] {
  const start = new Uint32Array(keys + 1);
  for (const k of key) start[k + 1]++;
  for (let k = 0; k < keys; k++) start[k + 1] += start[k];
  const next = start.slice();
  const values = new Uint32Array(value.length);
  for (let i = 0; i < key.length; i++) values[next[key[i]]++] = value[i];
  for (let k = 0; k < keys; k++) values.subarray(start[k], start[k + 1]).sort();
  return [start, values];
}
