import { redundancyGrades } from "@cuntong/network";
import type { LayerSpecification } from "maplibre-gl";
import type { Scene } from "../scene.ts";
import { shownIf } from "./visibility.ts";

export const gradeLayerOf = (grade: (typeof redundancyGrades)[number]) => `village-grade-${grade}` as const;

/** Villages by how they are held, a sign for each grade, the worst on top. */
export function gradeLayers({ fault, hidden, countyCode }: Scene): LayerSpecification[] {
  return redundancyGrades.toReversed().map((grade) => ({
    id: gradeLayerOf(grade),
    type: "symbol",
    source: "grades",
    filter: [
      "all",
      ["==", ["get", "grade"], grade],
      ...(countyCode === null ? [] : [["==", ["get", "county"], countyCode] as const]),
    ] as never,
    layout: {
      ...shownIf(fault?.grades != null && !hidden.has(`grade-${grade}`)),
      "icon-image": `mark-grade-${grade}`,
      "icon-size": ["interpolate", ["linear"], ["zoom"], 5, 0.22, 8, 0.4, 11, 0.7, 14, 1],
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
    },
  }));
}
