import type { LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";

/** The path of the chosen village to the existing plant: over every line, under the villages. */
export function pathLayers(): LayerSpecification[] {
  return [
    {
      id: "path-casing",
      type: "line",
      source: "path",
      paint: { "line-color": palette.pathCasing, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 6, 14, 11] },
      layout: { "line-cap": "round", "line-join": "round" },
    },
    {
      id: "path-line",
      type: "line",
      source: "path",
      paint: { "line-color": palette.path, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 3, 14, 5.5] },
      layout: { "line-cap": "round", "line-join": "round" },
    },
    {
      id: "span-casing-chosen",
      type: "line",
      source: "span",
      paint: { "line-color": palette.pathCasing, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 7, 14, 12] },
      layout: { "line-cap": "round", "line-join": "round" },
    },
    {
      id: "span-chosen",
      type: "line",
      source: "span",
      paint: { "line-color": palette.path, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 4, 14, 6.5] },
      layout: { "line-cap": "round", "line-join": "round" },
    },
  ];
}

/** What the person looks at: the chosen village, and the polygon of the next plan. */
export function attentionLayers(): LayerSpecification[] {
  return [
    {
      id: "polygon-fill",
      type: "fill",
      source: "polygon",
      paint: { "fill-color": palette.selection, "fill-opacity": 0.07 },
    },
    {
      id: "polygon-line",
      type: "line",
      source: "polygon",
      paint: { "line-color": palette.selection, "line-width": 2, "line-dasharray": [3, 1.5] },
    },
    {
      id: "village-chosen",
      type: "circle",
      source: "chosen",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 6, 8, 14, 15],
        "circle-opacity": 0,
        "circle-stroke-color": palette.selection,
        "circle-stroke-width": 3,
      },
    },
  ];
}
