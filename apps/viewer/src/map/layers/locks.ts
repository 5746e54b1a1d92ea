import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { labelFont } from "./fonts.ts";

const width: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 2.5, 10, 4, 14, 6];

/** Lines that the next plan must use (solid) or avoid (barred), with the short id that the list and issues call them by. */
export function lockLayers(): LayerSpecification[] {
  const layout = { "line-join": "round" } as const;
  return [
    {
      id: "lock-casing",
      type: "line",
      source: "locks",
      paint: {
        "line-color": palette.halo,
        "line-width": ["interpolate", ["linear"], ["zoom"], 6, 5, 10, 8, 14, 11],
        "line-opacity": 0.9,
      },
      layout: { ...layout, "line-cap": "round" },
    },
    {
      id: "lock-use",
      type: "line",
      source: "locks",
      filter: ["==", ["get", "kind"], "use"],
      paint: { "line-color": palette.use, "line-width": width },
      layout: { ...layout, "line-cap": "round" },
    },
    {
      id: "lock-avoid",
      type: "line",
      source: "locks",
      filter: ["==", ["get", "kind"], "avoid"],
      paint: { "line-color": palette.avoid, "line-width": width, "line-dasharray": [0.5, 0.6] },
      layout,
    },
    {
      id: "lock-label",
      type: "symbol",
      source: "locks",
      minzoom: 7,
      paint: {
        "text-color": ["match", ["get", "kind"], "use", palette.use, palette.avoid],
        "text-halo-color": palette.halo,
        "text-halo-width": 2,
      },
      layout: {
        "symbol-placement": "line-center",
        "text-field": ["get", "id"],
        "text-font": labelFont,
        "text-size": 12.5,
        "text-offset": [0, -1],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
    },
  ];
}

/** Villages that must be connected or are left out: a ring in the colour of the lock. */
export function lockVillageLayers({ must, forbid }: Scene): LayerSpecification[] {
  if (must.length + forbid.length === 0) return [];
  return [
    {
      id: "lock-village",
      type: "circle",
      source: "villages",
      "source-layer": "villages",
      filter: ["in", ["get", "code"], ["literal", [...must, ...forbid]]],
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 6, 11, 9, 15, 14],
        "circle-opacity": 0,
        "circle-stroke-color": ["case", ["in", ["get", "code"], ["literal", [...must]]], palette.use, palette.avoid],
        "circle-stroke-width": 2.5,
      },
    },
  ];
}
