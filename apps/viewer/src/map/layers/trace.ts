import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";
import { labelFont } from "./fonts.ts";

const width: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 7, 2.4, 14, 5];
const casing: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 7, 5.4, 14, 10];

/** A trace along its cables: the chosen path bright, its branches paler; arrows the way of travel; where it ends, and what is looked at. */
export function traceLayers(): LayerSpecification[] {
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  const part = (name: string): ExpressionSpecification => ["==", ["get", "part"], name];
  const ofPart = (...names: string[]): ExpressionSpecification => ["in", ["get", "part"], ["literal", names]];
  return [
    {
      id: "trace-casing",
      type: "line",
      source: "trace",
      filter: ofPart("on", "branch"),
      paint: { "line-color": palette.pathCasing, "line-width": casing },
      layout,
    },
    {
      id: "trace-branch",
      type: "line",
      source: "trace",
      filter: part("branch"),
      paint: { "line-color": palette.traceBranch, "line-width": width },
      layout,
    },
    {
      id: "trace-line",
      type: "line",
      source: "trace",
      filter: part("on"),
      paint: { "line-color": palette.path, "line-width": width },
      layout,
    },
    {
      id: "trace-looked",
      type: "line",
      source: "trace",
      filter: part("looked"),
      paint: { "line-color": palette.traceLooked, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 4, 14, 8] },
      layout,
    },
    {
      id: "trace-arrow",
      type: "symbol",
      source: "trace",
      filter: part("on"),
      layout: {
        "symbol-placement": "line",
        "symbol-spacing": 90,
        "text-field": "▶",
        "text-font": labelFont,
        "text-size": 12,
        "text-keep-upright": false,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": palette.pathCasing, "text-halo-color": palette.path, "text-halo-width": 1.4 },
    },
    {
      id: "trace-end",
      type: "circle",
      source: "trace",
      filter: ofPart("start", "port", "gap"),
      paint: {
        "circle-radius": ["match", ["get", "part"], "start", 6.5, "gap", 8, 5.5],
        "circle-color": ["match", ["get", "part"], "start", palette.pathCasing, "gap", palette.halo, palette.path],
        "circle-stroke-color": [
          "match",
          ["get", "part"],
          "start",
          palette.path,
          "gap",
          palette.avoid,
          palette.pathCasing,
        ],
        "circle-stroke-width": ["match", ["get", "part"], "gap", 3.5, 2.4],
      },
    },
    {
      id: "trace-looked-point",
      type: "circle",
      source: "trace",
      filter: part("lookedPoint"),
      paint: {
        "circle-radius": 13,
        "circle-opacity": 0,
        "circle-stroke-color": palette.traceLooked,
        "circle-stroke-width": 4,
      },
    },
    {
      id: "trace-gap-words",
      type: "symbol",
      source: "trace",
      filter: part("gap"),
      layout: {
        "text-field": ["get", "text"],
        "text-font": labelFont,
        "text-size": 12,
        "text-offset": [0, 1.4],
        "text-anchor": "top",
        "text-optional": true,
      },
      paint: { "text-color": palette.avoid, "text-halo-color": palette.halo, "text-halo-width": 1.8 },
    },
  ];
}
