import { type AreaKind, areaKinds } from "@cuntong/network";
import type { FilterSpecification, LayerSpecification } from "maplibre-gl";
import { areaColours, palette } from "../palette.ts";
import type { Scene } from "../scene.ts";
import { labelFont } from "./fonts.ts";
import { shownIf } from "./visibility.ts";

/** How strongly an area covers the map: what may not be entered shows most. */
const opacity: Record<AreaKind, number> = { forbidden: 0.26, expensive: 0.2, soil: 0.18, forest: 0.22, permit: 0.08 };

/** Areas that plans keep out of or pay for, each kind in its own colour and with its own switch. */
export function areaLayers(scene: Scene): LayerSpecification[] {
  if (scene.areas.length === 0) return [];
  return areaKinds.flatMap((kind): LayerSpecification[] => {
    const filter: FilterSpecification = ["==", ["get", "kind"], kind];
    const from = { source: "areas" as const, filter };
    const layout = shownIf(!scene.hidden.has(`area-${kind}`));
    return [
      {
        id: `area-${kind}`,
        type: "fill",
        ...from,
        paint: { "fill-color": areaColours[kind], "fill-opacity": opacity[kind] },
        layout,
      },
      {
        id: `area-${kind}-line`,
        type: "line",
        ...from,
        paint: {
          "line-color": areaColours[kind],
          "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.8, 12, 2],
          ...(kind === "permit" ? { "line-dasharray": [3, 2] } : {}),
        },
        layout,
      },
      {
        id: `area-${kind}-label`,
        type: "symbol",
        ...from,
        minzoom: 9,
        paint: { "text-color": areaColours[kind], "text-halo-color": palette.halo, "text-halo-width": 1.6 },
        layout: {
          ...layout,
          "text-field": ["get", "name"],
          "text-font": labelFont,
          "text-size": 11.5,
        },
      },
    ];
  });
}
