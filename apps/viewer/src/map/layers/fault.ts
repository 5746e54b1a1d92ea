import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { labelFont } from "./fonts.ts";

/** Villages that are dark or have lost a way: a ring each, full and broken. */
export function darkVillageLayers({ fault }: Scene): LayerSpecification[] {
  if (!fault || fault.lost.length + fault.degraded.length === 0) return [];
  const ring = (id: string, codes: readonly string[], colour: string): LayerSpecification => ({
    id,
    type: "circle",
    source: "villages",
    "source-layer": "villages",
    filter: ["in", ["get", "code"], ["literal", [...codes]]],
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 7, 4, 11, 7, 15, 12],
      "circle-color": colour,
      "circle-opacity": 0.85,
      "circle-stroke-color": palette.halo,
      "circle-stroke-width": 1.6,
    },
  });
  return [ring("village-lost", fault.lost, palette.dark), ring("village-degraded", fault.degraded, palette.degraded)];
}

/** What fails alone: the wider and redder, the more villages it cuts off; new spans that would hold them, dashed. */
export function weakLayers(): LayerSpecification[] {
  const part = (...names: string[]): ExpressionSpecification => ["in", ["get", "part"], ["literal", names]];
  const isA = (type: string): ExpressionSpecification => ["==", ["geometry-type"], type];
  const byVillages = (few: number | string, many: number | string): ExpressionSpecification =>
    [
      ...["interpolate", ["linear"], ["ln", ["max", 1, ["get", "villages"]]]],
      ...[0, few, 4, many],
    ] as unknown as ExpressionSpecification;
  const isChosen: ExpressionSpecification = ["==", ["get", "part"], "weakChosen"];
  const colour: ExpressionSpecification = ["case", isChosen, palette.traceLooked, byVillages("#e9b872", palette.avoid)];
  return [
    {
      id: "fault-weak",
      type: "line",
      source: "fault",
      filter: ["all", part("weak", "weakChosen"), isA("LineString")],
      paint: { "line-color": colour, "line-width": ["case", isChosen, 8, byVillages(1.6, 6)], "line-opacity": 0.85 },
      layout: { "line-cap": "round", "line-join": "round" },
    },
    {
      id: "fault-weak-point",
      type: "circle",
      source: "fault",
      filter: ["all", part("weak", "weakChosen"), isA("Point")],
      minzoom: 10,
      paint: {
        "circle-radius": ["case", isChosen, 5, byVillages(2, 6)],
        "circle-color": colour,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "fault-built",
      type: "line",
      source: "fault",
      filter: part("built"),
      paint: { "line-color": palette.proposal, "line-width": 4, "line-dasharray": [1.6, 1] },
      layout: { "line-join": "round" },
    },
  ];
}

/** What may have failed, the likeliest boldest, and where a reading puts the fault with the ground that it may lie on. */
export function faultLayers(): LayerSpecification[] {
  const part = (name: string): ExpressionSpecification => ["==", ["get", "part"], name];
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  const colour: ExpressionSpecification = ["match", ["get", "chosen"], "yes", palette.avoid, palette.onlyShown];
  return [
    {
      id: "fault-candidate",
      type: "line",
      source: "fault",
      filter: ["all", part("candidate"), ["==", ["geometry-type"], "LineString"]],
      paint: { "line-color": colour, "line-width": ["match", ["get", "chosen"], "yes", 7, 4], "line-opacity": 0.75 },
      layout,
    },
    {
      id: "fault-candidate-point",
      type: "circle",
      source: "fault",
      filter: ["all", part("candidate"), ["==", ["geometry-type"], "Point"]],
      paint: { "circle-radius": 8, "circle-opacity": 0, "circle-stroke-color": colour, "circle-stroke-width": 4 },
    },
    {
      id: "fault-doubt",
      type: "line",
      source: "fault",
      filter: part("doubt"),
      paint: { "line-color": palette.avoid, "line-width": 14, "line-opacity": 0.35 },
      layout,
    },
    {
      id: "fault-at",
      type: "symbol",
      source: "fault",
      filter: part("at"),
      layout: {
        "text-field": "✕",
        "text-font": labelFont,
        "text-size": 30,
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": palette.avoid, "text-halo-color": palette.halo, "text-halo-width": 2.5 },
    },
  ];
}
