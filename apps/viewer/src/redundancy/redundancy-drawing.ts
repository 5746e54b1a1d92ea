import type { Line, Position } from "@cuntong/geo";
import type { PointFeature, RedundancyState } from "./use-redundancy.ts";

/** Weak points of the plant and new spans that would help, as they lie on the map. */
export interface RedundancyDrawing {
  /** The heaviest last: it is drawn on top. */
  readonly weak: readonly { readonly line: Line; readonly villages: number; readonly isChosen: boolean }[];
  readonly built: readonly Line[];
  /** Where villages with their grades are to be had, from the root of the server; null where they are not drawn. */
  readonly grades: string | null;
  /** Codes of villages that the chosen point cuts off. */
  readonly cutOff: readonly string[];
}

export function drawRedundancy({
  points,
  chosen,
  cutOff,
  reinforcement,
  gradesHref,
  drawn,
}: RedundancyState): RedundancyDrawing {
  const looked = new Set(chosen);
  return {
    weak: (drawn.points ? points : [])
      .flatMap((point, i) =>
        linesOf(point).map((line) => ({ line, villages: point.properties.villages, isChosen: looked.has(i) })),
      )
      .reverse(),
    built: reinforcement?.spans.map(({ line }) => line) ?? [],
    grades: drawn.grades ? gradesHref : null,
    cutOff,
  };
}

/** Lines of a point's spans, or a line of one position where a node fails. */
export function linesOf({ geometry }: PointFeature): readonly Line[] {
  return geometry.type === "Point" ? [[geometry.coordinates as Position]] : (geometry.coordinates as readonly Line[]);
}
