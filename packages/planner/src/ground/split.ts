import type { PlanInput } from "../plan/plan.ts";
import type { Snapping } from "./snapping.ts";
import { StretchBuilder } from "./stretch-builder.ts";
import type { Stretches } from "./stretches.ts";

/** The stretches that a plan may use, and where its villages and existing nodes are among their vertices. */
export interface PlanNetwork {
  readonly stretches: Stretches;
  /** Vertex of each village; -1 where it cannot be reached. */
  readonly villageVertex: Int32Array;
  /** Vertex of each existing node; -1 where no corridor is near enough. */
  readonly nodeVertex: Int32Array;
}

/** Splits corridor edges at the feet of villages and nodes, and lays the access links. */
export function splitCorridors(input: PlanInput, snapping: Snapping): PlanNetwork {
  const builder = new StretchBuilder(input.corridors, snapping);
  builder.cutAt([
    ...snapping.nodeFeet.flat(),
    ...snapping.villageFeet.filter((foot) => foot !== undefined),
    ...snapping.links.flatMap(({ from, to }) => [from, to]),
  ]);
  for (const { from, to } of snapping.links) builder.join(from, to);
  const nodeVertex = Int32Array.from(input.nodes, ({ position }, i) => builder.link(position, snapping.nodeFeet[i]));
  const villageVertex = Int32Array.from(input.villages, ({ position }, i) => {
    const foot = snapping.villageFeet[i];
    const vertex = builder.link(position, foot ? [foot] : []);
    const node = snapping.villageNode[i];
    return node === undefined ? vertex : builder.linkToVertex(position, vertex, nodeVertex[node]);
  });
  return { stretches: builder.finish(), villageVertex, nodeVertex };
}
