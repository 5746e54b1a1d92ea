import type { CorridorClass } from "@cuntong/network";
import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { labelFont } from "./fonts.ts";
import { matching } from "./matching.ts";
import { shownIf } from "./visibility.ts";

/** Background and county fills: the last two digits of a county's code choose one of a few earth tones. */
export function landLayers(scene: Scene): LayerSpecification[] {
  const over = scene.basemap !== null && !scene.hidden.has("basemap");
  return [
    {
      id: "county-fill",
      type: "fill",
      source: "counties",
      "source-layer": "counties",
      paint: {
        "fill-color": landTone,
        "fill-opacity": over ? 0 : outside(scene, 1, 0.35),
        "fill-antialias": false,
      },
      layout: shownIf(!scene.hidden.has("counties")),
    },
    {
      id: "county-line",
      type: "line",
      source: "counties",
      "source-layer": "counties",
      paint: {
        "line-color": palette.countyLine,
        "line-width": ["interpolate", ["linear"], ["zoom"], 5, 0.6, 9, 1.2, 13, 2],
        "line-dasharray": [6, 2, 1, 2],
      },
      layout: shownIf(!scene.hidden.has("counties")),
    },
    {
      id: "county-chosen",
      type: "line",
      source: "counties",
      "source-layer": "counties",
      filter: ["==", ["get", "code"], scene.countyCode ?? ""],
      paint: { "line-color": palette.ink, "line-width": 2, "line-opacity": 0.75 },
      layout: { ...shownIf(scene.countyCode !== null), "line-join": "round" },
    },
  ];
}

export function riverLayers(scene: Scene): LayerSpecification[] {
  const layout = shownIf(!scene.hidden.has("rivers"));
  return [
    {
      id: "river",
      type: "line",
      source: "rivers",
      "source-layer": "rivers",
      paint: {
        "line-color": palette.river,
        "line-width": ["interpolate", ["exponential", 1.4], ["zoom"], 5, 0.8, 10, 2, 15, 6],
      },
      layout: { ...layout, "line-cap": "round", "line-join": "round" },
    },
    {
      id: "river-label",
      type: "symbol",
      source: "rivers",
      "source-layer": "rivers",
      minzoom: 9,
      filter: ["has", "name"],
      paint: { "text-color": palette.riverLabel, "text-halo-color": palette.halo, "text-halo-width": 1.2 },
      layout: {
        ...layout,
        "symbol-placement": "line",
        "symbol-spacing": 420,
        "text-field": ["get", "name"],
        "text-font": labelFont,
        "text-size": 11,
        "text-letter-spacing": 0.12,
      },
    },
  ];
}

type RoadRank = "major" | "middle" | "minor" | "track";
const ranks: Record<RoadRank, { classes: readonly CorridorClass[]; minzoom: number; width: ExpressionSpecification }> =
  {
    track: { classes: ["track", "path", "powerline", "other", "offroad"], minzoom: 11, width: width(11, 0.5, 16, 1.6) },
    minor: { classes: ["minor", "residential", "service"], minzoom: 10, width: width(10, 0.4, 16, 2.6) },
    middle: { classes: ["secondary", "tertiary"], minzoom: 7.5, width: width(7.5, 0.4, 16, 4) },
    major: { classes: ["motorway", "trunk", "primary"], minzoom: 5, width: width(5, 0.5, 16, 5) },
  };

/** Corridors as a quiet grey hierarchy: the higher the class, the darker, wider and earlier. */
export function corridorLayers(scene: Scene): LayerSpecification[] {
  return (Object.keys(ranks) as RoadRank[]).map((rank) => ({
    id: `corridor-${rank}`,
    type: "line",
    source: "corridors",
    "source-layer": "corridors",
    minzoom: ranks[rank].minzoom,
    filter: ["in", ["get", "class"], ["literal", [...ranks[rank].classes]]],
    paint: {
      "line-color": palette.road[rank],
      "line-width": ranks[rank].width,
      ...(rank === "track" ? { "line-dasharray": [3, 1.5] } : {}),
    },
    layout: { ...shownIf(!scene.hidden.has("corridors")), "line-join": "round" },
  }));
}

/** County names, from points of their own: a polygon cut by tiles would be labelled once per tile. */
export function countyLabelLayers(scene: Scene): LayerSpecification[] {
  return [
    {
      id: "county-label",
      type: "symbol",
      source: "county-labels",
      maxzoom: 11.5,
      paint: {
        "text-color": palette.countyLabel,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.6,
        "text-opacity": outside(scene, 1, 0.4),
      },
      layout: {
        ...shownIf(!scene.hidden.has("counties")),
        "text-field": ["get", "name"],
        "text-font": labelFont,
        "text-size": ["interpolate", ["linear"], ["zoom"], 6, 10.5, 9, 14, 11, 17],
        "text-letter-spacing": 0.08,
        "text-max-width": 8,
        "text-padding": ["interpolate", ["linear"], ["zoom"], 6, 12, 8, 4],
      },
    },
  ];
}

const landTone = matching(
  ["%", ["to-number", ["slice", ["get", "code"], -2], ["length", ["get", "code"]]], palette.land.length],
  palette.land.map((tone, index) => [index, tone]),
  palette.land[0],
);

/** One value in the chosen county (or everywhere), another outside of it. */
function outside(scene: Scene, inside: number, beyond: number): number | ExpressionSpecification {
  return scene.countyCode === null ? inside : ["case", ["==", ["get", "code"], scene.countyCode], inside, beyond];
}

function width(fromZoom: number, from: number, toZoom: number, to: number): ExpressionSpecification {
  return ["interpolate", ["exponential", 1.5], ["zoom"], fromZoom, from, toZoom, to];
}
