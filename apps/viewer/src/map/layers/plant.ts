import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { labelFont } from "./fonts.ts";
import { shownIf } from "./visibility.ts";

const spanWidth: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 0.5, 8, 1.1, 10, 1.8, 15, 3.4];

// From afar the plant steps back, so that what is missing and what is proposed stand out.
const spanOpacity: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 6, 0.4, 7.5, 0.65, 9, 1];

/** Existing spans: one ink, told apart by support (duct solid and wide, aerial solid and thin, buried and others dashed). */
export function spanLayers(scene: Scene): LayerSpecification[] {
  const layout = { ...shownIf(!scene.hidden.has("spans")), "line-join": "round", "line-cap": "butt" } as const;
  const from = { source: "spans", "source-layer": "spans", layout } as const;
  return [
    {
      id: "span-casing",
      type: "line",
      ...from,
      minzoom: 8,
      paint: { "line-color": palette.plantCasing, "line-width": widened(2), "line-opacity": 0.85 },
    },
    {
      id: "span-aerial",
      type: "line",
      ...from,
      filter: ["in", ["get", "support"], ["literal", ["aerial", "wall"]]],
      paint: { "line-color": palette.plant, "line-width": spanWidth, "line-opacity": spanOpacity },
    },
    {
      id: "span-duct",
      type: "line",
      ...from,
      filter: ["==", ["get", "support"], "duct"],
      paint: { "line-color": palette.plant, "line-width": widened(0.9), "line-opacity": spanOpacity },
    },
    {
      id: "span-buried",
      type: "line",
      ...from,
      filter: ["in", ["get", "support"], ["literal", ["buried", "submarine"]]],
      paint: {
        "line-color": palette.plant,
        "line-width": spanWidth,
        "line-opacity": spanOpacity,
        "line-dasharray": [2.5, 1.2],
      },
    },
  ];
}

/** Existing nodes: headends and sites from afar, the small ones close by. */
export function nodeLayers(scene: Scene): LayerSpecification[] {
  const from = { source: "nodes", "source-layer": "nodes" } as const;
  const small = !scene.hidden.has("nodes");
  return [
    {
      id: "node-small",
      type: "circle",
      ...from,
      minzoom: 11,
      filter: ["!", ["in", ["get", "kind"], ["literal", ["headend", "site"]]]],
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, 1.6, 16, 4.5],
        "circle-color": ["match", ["get", "kind"], "cabinet", palette.plant, palette.halo],
        "circle-stroke-color": palette.plant,
        "circle-stroke-width": 1.2,
      },
      layout: shownIf(small),
    },
    {
      id: "node-site",
      type: "symbol",
      ...from,
      minzoom: 5.5,
      filter: ["in", ["get", "kind"], ["literal", ["headend", "site"]]],
      paint: { "text-color": palette.ink, "text-halo-color": palette.halo, "text-halo-width": 1.4 },
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

function widened(by: number): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], 6, 0.5 + by / 2, 8, 1.1 + by, 10, 1.8 + by, 15, 3.4 + by];
}
