import type { LayerSpecification } from "maplibre-gl";
import { palette } from "../palette.ts";

/** The shown path of a trace, over the plant. */
export function traceLineLayers(): LayerSpecification[] {
  const from = { source: "trace", type: "line", layout: { "line-cap": "round", "line-join": "round" } } as const;
  return [
    {
      id: "trace-casing",
      ...from,
      paint: { "line-color": palette.ink, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 4.5, 14, 8] },
    },
    {
      id: "trace-line",
      ...from,
      paint: { "line-color": palette.trace, "line-width": ["interpolate", ["linear"], ["zoom"], 7, 2.8, 14, 5] },
    },
  ];
}

/** Its two ends: full where the glass ends in a port, hollow and red where it is open. */
export function traceEndLayers(): LayerSpecification[] {
  return [
    {
      id: "trace-end",
      type: "circle",
      source: "trace",
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 6, 4.5, 14, 8],
        "circle-color": ["match", ["get", "end"], "port", palette.trace, palette.halo],
        "circle-stroke-color": ["match", ["get", "end"], "port", palette.ink, palette.avoid],
        "circle-stroke-width": 2.4,
      },
    },
  ];
}
