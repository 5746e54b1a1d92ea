import type { IssueLog } from "../file/issue-log.ts";
import type { Layer } from "./feature.ts";

/**
 * The layers of a file that are meant: those whose name says so, where any does, else all. A work file holds nodes, spans and villages
 * side by side, and its villages are no nodes.
 */
export function preferLayers(layers: readonly Layer[], names: RegExp, log: IssueLog): readonly Layer[] {
  const meant = layers.filter((layer) => layer.name !== undefined && names.test(layer.name));
  if (meant.length === 0) return layers;
  for (const { name = "" } of layers.filter((layer) => !meant.includes(layer))) {
    log.info("LAYER_SKIPPED", { layer: name }, "Another layer's name says that it is meant; this one is left out.");
  }
  return meant;
}
