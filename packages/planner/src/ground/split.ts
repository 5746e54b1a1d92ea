import type { PlanInput } from "../plan/plan.ts";
import { isRoot, spansToReuse } from "./reuse.ts";
import type { Snapping } from "./snapping.ts";
import { StretchBuilder } from "./stretch-builder.ts";
import { type StretchKind, stretchKinds } from "./stretch-kinds.ts";
import type { Stretches } from "./stretches.ts";

/** The stretches that a plan may use, and where its villages and existing nodes are among their vertices. */
export interface PlanNetwork {
  readonly stretches: Stretches;
  /** Kinds of stretch by number. */
  readonly kinds: readonly (StretchKind | null)[];
  /** Vertex of each village; -1 where it cannot be reached. */
  readonly villageVertex: Int32Array;
  /** Vertex of each existing node; -1 where no corridor is near enough and no existing span leads there. */
  readonly nodeVertex: Int32Array;
  /** Vertex of each existing node that fibre starts from, by index; -1 for the others. */
  readonly rootVertex: Int32Array;
}

/** Splits corridor edges at the feet of villages and nodes, lays the access links, and the spans that may carry further cable. */
export function splitCorridors(input: PlanInput, snapping: Snapping): PlanNetwork {
  const builder = new StretchBuilder(input.corridors, snapping);
  builder.cutAt([
    ...snapping.nodeFeet.flat(),
    ...snapping.villageFeet.filter((foot) => foot !== undefined),
    ...snapping.links.flatMap(({ from, to }) => [from, to]),
  ]);
  for (const { from, to } of snapping.links) builder.join(from, to);
  const nodeVertex = Int32Array.from(input.nodes, ({ position }, i) => {
    const vertex = builder.link(position, snapping.nodeFeet[i]);
    return vertex < 0 && snapping.nodeReached[i] ? builder.place(position) : vertex;
  });
  const villageVertex = Int32Array.from(input.villages, ({ position }, i) => {
    const foot = snapping.villageFeet[i];
    const vertex = builder.link(position, foot ? [foot] : []);
    const node = snapping.villageNode[i];
    return node === undefined ? vertex : builder.linkToVertex(position, vertex, nodeVertex[node]);
  });
  for (const [span, from, to] of spansToReuse(input)) {
    if (nodeVertex[from] >= 0 && nodeVertex[to] >= 0)
      builder.reuse(span, input.spans[span], nodeVertex[from], nodeVertex[to]);
  }
  const rootVertex = nodeVertex.map((vertex, i) => (isRoot(input.settings, input.nodes[i]) ? vertex : -1));
  const kinds = stretchKinds(input.settings);
  return { stretches: builder.finish(), kinds, villageVertex, nodeVertex, rootVertex };
}
