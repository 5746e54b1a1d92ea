import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";

const width: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 2.4, 10, 4, 14, 6.5];
const casing: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 5, 10, 8, 14, 11];

/** Another way, as a ghost beside the plan; or of two plans what only the shown one builds and what only the other does. */
export function overlayLayers(): LayerSpecification[] {
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  const side = (name: string): ExpressionSpecification => ["==", ["get", "side"], name];
  return [
    {
      id: "overlay-casing",
      type: "line",
      source: "overlay",
      paint: { "line-color": palette.halo, "line-width": casing, "line-opacity": 0.9 },
      layout,
    },
    {
      id: "overlay-own",
      type: "line",
      source: "overlay",
      filter: side("own"),
      paint: { "line-color": palette.onlyShown, "line-width": width },
      layout,
    },
    {
      id: "overlay-other",
      type: "line",
      source: "overlay",
      filter: side("other"),
      paint: { "line-color": palette.onlyOther, "line-width": width, "line-dasharray": [1.6, 1.1] },
      layout: { "line-join": "round" },
    },
  ];
}
