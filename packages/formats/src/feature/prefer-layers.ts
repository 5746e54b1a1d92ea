import type { IssueLog } from "../file/issue-log.ts";
import { fieldText, type Layer } from "./feature.ts";

/**
 * The layers of a file that are meant: those whose name says so, where any does, else all. A work file holds nodes, spans and villages
 * side by side, and its villages are no nodes. GeoJSON knows no layers, so there a field `layer` of the features says it.
 */
export function preferLayers(layers: readonly Layer[], names: RegExp, log: IssueLog): readonly Layer[] {
  const meant = layers.filter((layer) => layer.name !== undefined && names.test(layer.name));
  if (meant.length === 0) return layers.map((layer) => preferFeatures(layer, names, log));
  for (const { name = "" } of layers.filter((layer) => !meant.includes(layer))) {
    log.info("LAYER_SKIPPED", { layer: name }, "Another layer's name says that it is meant; this one is left out.");
  }
  return meant;
}

/** The features of a layer whose field `layer` says that they are meant, where any does, else all. */
function preferFeatures(layer: Layer, names: RegExp, log: IssueLog): Layer {
  const kinds = new Set(layer.features.map(({ fields }) => fieldText(fields.layer)));
  const meant = [...kinds].filter((kind) => names.test(kind));
  if (meant.length === 0 || meant.length === kinds.size) return layer;
  for (const kind of kinds) {
    if (meant.includes(kind)) continue;
    const message = "Another value of the field layer says that it is meant; features with this one are left out.";
    log.info("LAYER_SKIPPED", { field: "layer" }, message, { value: kind });
  }
  return { ...layer, features: layer.features.filter(({ fields }) => meant.includes(fieldText(fields.layer))) };
}
