import type { ExpressionSpecification } from "maplibre-gl";

type Case = readonly [label: string | number, output: string];

/** A `match` of the style language from a table: the output beside the label that equals `input`, else `fallback`. */
export function matching(
  input: ExpressionSpecification,
  [first, ...rest]: readonly Case[],
  fallback: string,
): ExpressionSpecification {
  if (!first) return ["literal", fallback];
  return ["match", input, first[0], first[1], ...rest.flat(), fallback];
}
