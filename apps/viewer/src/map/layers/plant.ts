import type { PlantStatus } from "@cuntong/network";
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { lifeColours, palette } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { labelFont } from "./fonts.ts";
import { matching } from "./matching.ts";
import { shownIf } from "./visibility.ts";

const spanWidth: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 0.5, 8, 1.1, 10, 1.8, 15, 3.4];

// From afar the plant steps back, so that what is missing and what is proposed stand out.
const spanOpacity: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 0.4, 7.5, 0.65, 9, 1];

const lifeColour = matching(["get", "status"], Object.entries(lifeColours), palette.plant);

/** What is only on paper, and what is gone: neither is drawn like what stands. */
const onPaper = ["proposed", "planned"] satisfies PlantStatus[];
const isOnPaper: ExpressionSpecification = ["in", ["get", "status"], ["literal", onPaper]];
const isGone: ExpressionSpecification = ["==", ["get", "status"], "decommissioned"];
const stands: ExpressionSpecification = ["all", ["!", isOnPaper], ["!", isGone]];

// The past has no tiles: what is in view is given as it was.
const pastSpans = { source: "past-spans" } as const;
const pastNodes = { source: "past-nodes" } as const;

function standing(...supports: string[]): FilterSpecification {
  return ["all", stands, ["in", ["get", "support"], ["literal", supports]]];
}

/** Spans by support: one ink, told apart by line (duct solid and wide, aerial solid and thin, buried and others dashed); plans in a colour of their own. */
export function spanLayers(scene: Scene): LayerSpecification[] {
  const layout = { ...shownIf(!scene.hidden.has("spans")), "line-join": "round", "line-cap": "butt" } as const;
  const from = { ...(scene.past ? pastSpans : { source: "spans", "source-layer": "spans" }), layout } as const;
  return [
    {
      id: "span-casing",
      type: "line",
      ...from,
      minzoom: 8,
      filter: stands,
      paint: { "line-color": palette.plantCasing, "line-width": widened(2), "line-opacity": 0.85 },
    },
    {
      id: "span-aerial",
      type: "line",
      ...from,
      filter: standing("aerial", "wall"),
      paint: { "line-color": lifeColour, "line-width": spanWidth, "line-opacity": spanOpacity },
    },
    {
      id: "span-duct",
      type: "line",
      ...from,
      filter: standing("duct"),
      paint: { "line-color": lifeColour, "line-width": widened(0.9), "line-opacity": spanOpacity },
    },
    {
      id: "span-buried",
      type: "line",
      ...from,
      filter: standing("buried", "submarine"),
      paint: {
        "line-color": lifeColour,
        "line-width": spanWidth,
        "line-opacity": spanOpacity,
        "line-dasharray": [2.5, 1.2],
      },
    },
    {
      id: "span-planned",
      type: "line",
      ...from,
      layout: { ...layout, ...shownIf(!scene.hidden.has("planned")) },
      filter: isOnPaper,
      paint: {
        "line-color": palette.planned,
        "line-width": spanWidth,
        "line-opacity": spanOpacity,
        "line-dasharray": [1.1, 1.3],
      },
    },
  ];
}

/** Nodes: headends and sites from afar, the small ones close by; what is planned is hollow and in the colour of plans. */
export function nodeLayers(scene: Scene): LayerSpecification[] {
  const from = scene.past ? pastNodes : ({ source: "nodes", "source-layer": "nodes" } as const);
  const small = !scene.hidden.has("nodes");
  return [
    {
      id: "node-small",
      type: "circle",
      ...from,
      minzoom: 11,
      filter: ["all", ["!", isGone], ["!", ["in", ["get", "kind"], ["literal", ["headend", "site"]]]]],
      paint: {
        "circle-radius": smallRadius,
        "circle-color": [
          "case",
          isOnPaper,
          palette.halo,
          ["match", ["get", "kind"], ["cabinet", "closure"], palette.plant, palette.halo],
        ],
        "circle-stroke-color": ["case", isOnPaper, palette.planned, lifeColour],
        "circle-stroke-width": ["match", ["get", "kind"], ["pole", "handhole", "marker"], 0.9, 1.3],
      },
      layout: shownIf(small),
    },
    {
      id: "node-site",
      type: "symbol",
      ...from,
      minzoom: 5.5,
      filter: ["all", ["!", isGone], ["in", ["get", "kind"], ["literal", ["headend", "site"]]]],
      paint: {
        "text-color": palette.ink,
        "text-halo-color": palette.halo,
        "text-halo-width": 1.4,
      },
      layout: {
        ...shownIf(!scene.hidden.has("spans")),
        "icon-image": ["match", ["get", "kind"], "headend", "mark-headend", "mark-site"],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 6, 0.6, 12, 1],
        "icon-allow-overlap": ["step", ["zoom"], false, 9, true],
        "text-field": ["step", ["zoom"], "", 9.5, ["coalesce", ["get", "name"], ""]],
        "text-font": labelFont,
        "text-size": 11,
        "text-offset": [0, 1],
        "text-anchor": "top",
        "text-optional": true,
      },
    },
  ];
}

const smallRadius: ExpressionSpecification = [
  ...["interpolate", ["linear"], ["zoom"]],
  ...[11, ["match", ["get", "kind"], ["closure", "cabinet"], 2.2, 1.3]],
  ...[16, ["match", ["get", "kind"], ["closure", "cabinet"], 6.5, 4]],
] as unknown as ExpressionSpecification;

/** The chosen object where it lies or lay, as a bright band: under the plant, so that what is planned still looks planned. */
export function objectLayers(): LayerSpecification[] {
  const isA = (type: string): ExpressionSpecification => ["==", ["geometry-type"], type];
  const lines = { source: "object", type: "line", filter: isA("LineString") } as const;
  const points = { source: "object", type: "circle", filter: isA("Point") } as const;
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  return [
    {
      id: "object-casing",
      ...lines,
      paint: { "line-color": palette.pathCasing, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 9, 14, 17] },
      layout,
    },
    {
      id: "object-line",
      ...lines,
      paint: { "line-color": palette.path, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 6.5, 14, 14] },
      layout,
    },
    {
      id: "object-point",
      ...points,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 6, 9, 14, 15],
        "circle-color": palette.path,
        "circle-stroke-color": palette.pathCasing,
        "circle-stroke-width": 1.6,
      },
    },
  ];
}

/** What was drawn or picked for the plant and is not stored yet. */
export function sketchLayers(): LayerSpecification[] {
  return [
    {
      id: "sketch-casing",
      type: "line",
      source: "sketch",
      paint: { "line-color": palette.halo, "line-width": 8, "line-opacity": 0.9 },
      layout: { "line-cap": "round", "line-join": "round" },
    },
    {
      id: "sketch-line",
      type: "line",
      source: "sketch",
      paint: { "line-color": palette.planned, "line-width": 4, "line-dasharray": [1.6, 1] },
      layout: { "line-join": "round" },
    },
    {
      id: "sketch-point",
      type: "circle",
      source: "sketch",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": 7,
        "circle-color": palette.halo,
        "circle-stroke-color": palette.planned,
        "circle-stroke-width": 3,
      },
    },
    {
      id: "sketch-text",
      type: "symbol",
      source: "sketch",
      filter: ["has", "text"],
      layout: {
        "text-field": ["get", "text"],
        "text-font": labelFont,
        "text-size": 13,
        "text-offset": [0, -1.2],
        "text-anchor": "bottom",
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": palette.planned, "text-halo-color": palette.halo, "text-halo-width": 2.2 },
    },
  ];
}

function widened(by: number): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], 6, 0.5 + by / 2, 8, 1.1 + by, 10, 1.8 + by, 15, 3.4 + by];
}
