import type { RedundancyGrade } from "@cuntong/network";
import { palette } from "../map/palette.ts";

/** One stroke of a sign, an SVG path in a square of {@link markUnits}. */
export interface MarkStroke {
  readonly d: string;
  readonly fill?: string;
  readonly line: { readonly colour: string; readonly width: number };
}

export const markUnits = 22;

/** Colours of the grades, told apart by any eye (Okabe and Ito 2008): from black over warm to cold as a village is held better. */
export const gradeColours: Record<RedundancyGrade, string> = {
  none: "#17262f",
  onePath: "#d55e00",
  sharedRisk: "#f0b429",
  twoDisjoint: "#7cc4ee",
  dualHomed: "#0b5ea8",
};

/** The signs of the grades, which differ in shape as well: cross, triangle, diamond, disc, ring. */
export const gradeMarks: Record<RedundancyGrade, readonly MarkStroke[]> = {
  none: [
    { d: "M5.5 5.5l11 11m0-11l-11 11", line: { colour: palette.halo, width: 7 } },
    { d: "M5.5 5.5l11 11m0-11l-11 11", line: { colour: gradeColours.none, width: 3.4 } },
  ],
  onePath: solid("M11 3l8.6 15H2.4z", gradeColours.onePath),
  sharedRisk: solid("M11 2l9 9-9 9-9-9z", gradeColours.sharedRisk),
  twoDisjoint: solid(disc(7.6), gradeColours.twoDisjoint),
  dualHomed: [
    ...solid(disc(8.4), gradeColours.dualHomed),
    { d: disc(4.6), line: { colour: palette.halo, width: 2.6 } },
  ],
};

function disc(radius: number): string {
  const [r, across] = [radius, 2 * radius];
  return `M${markUnits / 2 - r} ${markUnits / 2}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 ${-across} 0z`;
}

function solid(d: string, fill: string): readonly MarkStroke[] {
  return [
    { d, line: { colour: palette.halo, width: 4 } },
    { d, fill, line: { colour: palette.ink, width: 1 } },
  ];
}
