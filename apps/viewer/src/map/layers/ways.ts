import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";

const wide = (near: number, far: number): ExpressionSpecification => [
  "interpolate",
  ["linear"],
  ["zoom"],
  7,
  near,
  14,
  far,
];

/** The two ways of a village: one full in a dark case, one dashed in a light one; what they share on a broad band, what is at one risk on a dotted one. */
export function wayLayers(): LayerSpecification[] {
  const part = (...names: string[]): ExpressionSpecification => ["in", ["get", "part"], ["literal", names]];
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  return [
    {
      id: "way-shared",
      type: "line",
      source: "ways",
      filter: part("shared"),
      paint: { "line-color": palette.avoid, "line-width": wide(13, 26), "line-opacity": 0.4 },
      layout,
    },
    {
      id: "way-at-risk",
      type: "line",
      source: "ways",
      filter: part("atRisk"),
      paint: {
        "line-color": palette.degraded,
        "line-width": wide(11, 20),
        "line-opacity": 0.7,
        "line-dasharray": [0.35, 0.5],
      },
    },
    {
      id: "way-casing",
      type: "line",
      source: "ways",
      filter: part("first", "second"),
      paint: {
        "line-color": ["match", ["get", "part"], "first", palette.pathCasing, palette.halo],
        "line-width": wide(5.6, 10),
      },
      layout: { ...layout, "line-sort-key": ["match", ["get", "part"], "first", 1, 0] },
    },
    {
      id: "way-first",
      type: "line",
      source: "ways",
      filter: part("first"),
      paint: { "line-color": palette.path, "line-width": wide(3, 5.5) },
      layout,
    },
    {
      id: "way-second",
      type: "line",
      source: "ways",
      filter: part("second"),
      paint: { "line-color": palette.onlyOther, "line-width": wide(3, 5.5), "line-dasharray": [1.8, 1.3] },
      layout: { "line-join": "round" },
    },
    {
      id: "way-shared-node",
      type: "circle",
      source: "ways",
      filter: part("node"),
      paint: {
        "circle-radius": wide(7, 12),
        "circle-opacity": 0,
        "circle-stroke-color": palette.avoid,
        "circle-stroke-width": 4,
        "circle-stroke-opacity": 0.75,
      },
    },
  ];
}
