import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette, supportColours } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { matching } from "./matching.ts";
import { shownIf } from "./visibility.ts";

const supportColour = matching(["get", "support"], Object.entries(supportColours), palette.proposal);

const width: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 5, 1.1, 9, 2.2, 13, 4, 16, 5.5];

/**
 * A proposal is drawn as proposed: bright, dashed close by, and never in the ink of what exists; where it lies on existing spans they show
 * below it.
 */
export function proposalLayers(scene: Scene): LayerSpecification[] {
  const spans = { source: "proposal", "source-layer": "proposedSpans" } as const;
  const layout = shownIf(!scene.hidden.has("proposal"));
  return [
    {
      id: "proposal-glow",
      type: "line",
      ...spans,
      paint: {
        "line-color": palette.proposalGlow,
        "line-width": ["interpolate", ["linear"], ["zoom"], 5, 2.4, 9, 5, 13, 9, 16, 13],
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 5, 0.35, 10, 0.55],
      },
      layout: { ...layout, "line-cap": "round", "line-join": "round" },
    },
    {
      id: "proposal-reused",
      type: "line",
      ...spans,
      filter: ["==", ["get", "reused"], true],
      paint: {
        "line-color": palette.plant,
        "line-width": ["interpolate", ["linear"], ["zoom"], 5, 2.2, 9, 4.6, 13, 8.5, 16, 12],
      },
      layout: {
        ...shownIf(!scene.hidden.has("proposal") && !scene.hidden.has("reused")),
        "line-cap": "round",
        "line-join": "round",
      },
    },
    {
      id: "proposal-line",
      type: "line",
      ...spans,
      paint: {
        "line-color": supportColour,
        "line-width": width,
        "line-dasharray": ["step", ["zoom"], ["literal", [1, 0]], 8.5, ["literal", [2.4, 1]]],
      },
      layout: { ...layout, "line-join": "round" },
    },
    {
      id: "proposal-node",
      type: "circle",
      source: "proposal",
      "source-layer": "proposedNodes",
      minzoom: 10.5,
      filter: ["!=", ["get", "kind"], "village"],
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 10.5, 2, 16, 5],
        "circle-color": ["case", ["boolean", ["get", "existing"], false], palette.plant, palette.halo],
        "circle-stroke-color": palette.proposal,
        "circle-stroke-width": 1.5,
      },
      layout,
    },
  ];
}

/** Villages of the proposal: a bright ring around each that it connects, a black cross on each that it cannot reach. */
export function proposedVillageLayers(scene: Scene): LayerSpecification[] {
  const from = { source: "proposal", "source-layer": "proposedVillages" } as const;
  return [
    {
      id: "proposed-village",
      type: "circle",
      ...from,
      minzoom: 8,
      filter: ["==", ["get", "state"], "connected"],
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 4.6, 11, 7, 15, 11.5],
        "circle-opacity": 0,
        "circle-stroke-color": palette.proposal,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 8, 1, 11, 1.8],
      },
      layout: shownIf(!scene.hidden.has("proposal")),
    },
  ];
}

/** Unreachable villages and their gaps, from the plan's own list: there at every zoom, whatever the tiles leave out. */
export function gapLayers(scene: Scene): LayerSpecification[] {
  const layout = shownIf(!scene.hidden.has("unreachable"));
  return [
    {
      id: "gap-line",
      type: "line",
      source: "gaps",
      filter: ["==", ["geometry-type"], "LineString"],
      minzoom: 8,
      paint: { "line-color": palette.unreachable, "line-width": 1.4, "line-dasharray": [1, 2] },
      layout,
    },
    {
      id: "gap-village",
      type: "symbol",
      source: "gaps",
      filter: ["==", ["geometry-type"], "Point"],
      layout: {
        ...layout,
        "icon-image": "mark-unreachable",
        "icon-size": ["interpolate", ["linear"], ["zoom"], 5, 0.55, 9, 0.85, 13, 1.15],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}

/** Villages that the plan leaves out: a quiet mark, for they can be reached. */
export function leftOutLayers(scene: Scene): LayerSpecification[] {
  return [
    {
      id: "left-out-village",
      type: "symbol",
      source: "left-out",
      layout: {
        ...shownIf(!scene.hidden.has("leftOut")),
        "icon-image": "mark-left-out",
        "icon-size": ["interpolate", ["linear"], ["zoom"], 5, 0.32, 9, 0.7, 13, 1],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}
