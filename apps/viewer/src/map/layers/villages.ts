import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "maplibre-gl";
import { palette, villageColours } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { labelFont } from "./fonts.ts";
import { matching } from "./matching.ts";
import { shownIf } from "./visibility.ts";

const statusColour = matching(["get", "status"], Object.entries(villageColours), palette.countyLine);

/** Villages by status, where they are not drawn by how they are held. The unconnected ones are larger, ringed, on top, and named first. */
export function villageLayers(scene: Scene): LayerSpecification[] {
  const from = { source: "villages", "source-layer": "villages" } as const;
  return [
    {
      id: "village-served",
      type: "circle",
      ...from,
      minzoom: 8,
      filter: inCounty(scene, ["!=", ["get", "status"], "unconnected"]),
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 1.4, 11, 3, 15, 6],
        "circle-color": statusColour,
        "circle-stroke-color": palette.halo,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 8, 0.4, 12, 1.2],
      },
      layout: shownIf(!scene.hidden.has("villages") && !scene.fault?.grades),
    },
    {
      id: "village-unconnected",
      type: "circle",
      ...from,
      filter: inCounty(scene, ["==", ["get", "status"], "unconnected"]),
      paint: {
        "circle-radius": unconnectedRadius(scene.planId !== null),
        "circle-color": villageColours.unconnected,
        "circle-stroke-color": ["case", ["boolean", ["feature-state", "hover"], false], palette.ink, palette.halo],
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 5, 0.4, 7, 0.7, 9, 1.2, 13, 2],
      },
      layout: shownIf(!scene.hidden.has("unconnected") && !scene.fault?.grades),
    },
  ];
}

/** Names, drawn above every line; the unconnected win the room there is. */
export function villageLabelLayers(scene: Scene): LayerSpecification[] {
  const from = { source: "villages", "source-layer": "villages", type: "symbol" } as const;
  const layout = {
    "text-field": ["get", "name"],
    "text-font": labelFont,
    "text-anchor": "left",
    "text-offset": [0.8, 0],
    "text-padding": 3,
  } satisfies NonNullable<Extract<LayerSpecification, { type: "symbol" }>["layout"]>;
  const paint = { "text-halo-color": palette.halo, "text-halo-width": 1.4 };
  return [
    {
      id: "village-served-label",
      ...from,
      minzoom: 12,
      filter: inCounty(scene, ["!=", ["get", "status"], "unconnected"]),
      layout: { ...layout, ...shownIf(!scene.hidden.has("villages")), "text-size": 11 },
      paint: { ...paint, "text-color": "#3c4a44" },
    },
    {
      id: "village-unconnected-label",
      ...from,
      minzoom: 10,
      filter: inCounty(scene, ["==", ["get", "status"], "unconnected"]),
      layout: { ...layout, ...shownIf(!scene.hidden.has("unconnected")), "text-size": 12 },
      paint: { ...paint, "text-color": "#7c2500" },
    },
  ];
}

// Where a proposal is drawn too, the points leave room for its lines.
function unconnectedRadius(hasProposal: boolean): ExpressionSpecification {
  const share = hasProposal ? 0.6 : 1;
  const from = (lone: number, more: number) => crowd(lone * share, more * share);
  return ["interpolate", ["linear"], ["zoom"], 5, from(1.3, 0.6), 7.99, from(1.9, 1.1), 8, 3.6, 11, 5.4, 15, 9];
}

// From afar a point stands for the villages of a small square: its area grows with their number.
function crowd(lone: number, more: number): ExpressionSpecification {
  return ["min", 8, ["+", lone, ["*", more, ["sqrt", ["coalesce", ["get", "count"], 1]]]]];
}

/** Those of the chosen county; points that stand for many have no county and stay. */
function inCounty(scene: Scene, filter: ExpressionSpecification): FilterSpecification {
  if (scene.countyCode === null) return filter;
  return ["all", filter, ["any", ["has", "count"], ["==", ["get", "county"], scene.countyCode]]];
}
