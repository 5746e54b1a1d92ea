import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";

const width: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 7, 2, 14, 4.5];
const colour: ExpressionSpecification = [
  ...["match", ["get", "kind"]],
  ...["made", palette.planned, "changed", palette.onlyShown, palette.avoid],
] as unknown as ExpressionSpecification;

/** What a design makes (violet), changes (orange) and removes (red): dashed over a light band, never as what stands. */
export function designLayers(): LayerSpecification[] {
  const isA = (type: string): ExpressionSpecification => ["==", ["geometry-type"], type];
  const lines = { source: "design", type: "line", filter: isA("LineString") } as const;
  return [
    {
      id: "design-casing",
      ...lines,
      paint: { "line-color": palette.halo, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 5, 14, 9.5] },
      layout: { "line-cap": "round", "line-join": "round" },
    },
    {
      id: "design-line",
      ...lines,
      paint: { "line-color": colour, "line-width": width, "line-dasharray": [1.8, 1.1] },
      layout: { "line-join": "round" },
    },
    {
      id: "design-point",
      source: "design",
      type: "circle",
      filter: isA("Point"),
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 7, 3, 14, 6.5],
        "circle-color": palette.halo,
        "circle-stroke-color": colour,
        "circle-stroke-width": 2.6,
      },
    },
  ];
}
