import type { RedundancyGrade } from "@cuntong/network";
import type { ReactNode } from "react";
import { GradeStrokes } from "../redundancy/grade-mark.tsx";
import { areaColours, palette, supportColours, villageColours } from "./palette.ts";
import type { LegendGroup } from "./scene.ts";

/** The sign of a group of layers, as the map draws it. */
export function LegendMark({ group }: { group: LegendGroup }) {
  return (
    <svg className="legend-mark" viewBox="0 0 32 16" width="32" height="16" aria-hidden="true">
      {marks[group]}
    </svg>
  );
}

const line = (colour: string, width: number, dash?: string, y = 8) => (
  <line x1="1" x2="31" y1={y} y2={y} stroke={colour} strokeWidth={width} strokeDasharray={dash} />
);

const patch = (colour: string, opacity: number, dash?: string) => (
  <rect
    x="4"
    y="2"
    width="24"
    height="12"
    fill={colour}
    fillOpacity={opacity}
    stroke={colour}
    strokeWidth="1.4"
    strokeDasharray={dash}
  />
);

function gradeSign(grade: RedundancyGrade) {
  return (
    <g transform="translate(8) scale(0.727)">
      <GradeStrokes grade={grade} />
    </g>
  );
}

const marks: Record<LegendGroup, ReactNode> = {
  unconnected: <circle cx="16" cy="8" r="5.4" fill={villageColours.unconnected} stroke="#fff" strokeWidth="1.4" />,
  villages: (
    <>
      <circle cx="6" cy="8" r="3.6" fill={villageColours.connected} />
      <circle cx="16" cy="8" r="3.6" fill={villageColours.underConstruction} />
      <circle cx="26" cy="8" r="3.6" fill={villageColours.planned} />
    </>
  ),
  proposal: (
    <>
      {line(palette.proposalGlow, 7)}
      {line(supportColours.aerial, 2.6, "6 2.6")}
    </>
  ),
  reused: (
    <>
      {line(palette.plant, 7)}
      {line(supportColours.aerial, 2.6, "6 2.6")}
    </>
  ),
  unreachable: (
    <>
      <circle cx="16" cy="8" r="6.4" fill={palette.unreachable} />
      <path d="M13.4 5.4l5.2 5.2m0-5.2l-5.2 5.2" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  leftOut: (
    <>
      <circle cx="16" cy="8" r="5.4" fill={palette.halo} stroke={palette.leftOut} strokeWidth="1.8" />
      <path d="M13.2 8h5.6" stroke={palette.leftOut} strokeWidth="2" />
    </>
  ),
  planned: line(palette.planned, 2.4, "3 3"),
  spans: (
    <>
      {line(palette.plant, 2.6)}
      <rect x="12" y="4" width="8" height="8" fill={palette.plant} stroke="#fff" />
    </>
  ),
  nodes: <circle cx="16" cy="8" r="3.4" fill={palette.halo} stroke={palette.plant} strokeWidth="1.4" />,
  corridors: (
    <>
      {line(palette.road.major, 2.2, undefined, 3.5)}
      {line(palette.road.middle, 1.4, undefined, 8.5)}
      {line(palette.road.track, 1.2, "3 1.5", 13)}
    </>
  ),
  rivers: <path d="M1 10c5-7 9 5 15-1s10-2 15-4" fill="none" stroke={palette.river} strokeWidth="2.2" />,
  counties: (
    <rect
      x="4"
      y="2"
      width="24"
      height="12"
      fill={palette.land[1]}
      stroke={palette.countyLine}
      strokeDasharray="4 1.5 1 1.5"
    />
  ),
  "area-forbidden": patch(areaColours.forbidden, 0.26),
  "area-expensive": patch(areaColours.expensive, 0.2),
  "area-soil": patch(areaColours.soil, 0.18),
  "area-forest": patch(areaColours.forest, 0.22),
  "area-permit": patch(areaColours.permit, 0.08, "3 2"),
  "grade-none": gradeSign("none"),
  "grade-onePath": gradeSign("onePath"),
  "grade-sharedRisk": gradeSign("sharedRisk"),
  "grade-twoDisjoint": gradeSign("twoDisjoint"),
  "grade-dualHomed": gradeSign("dualHomed"),
  basemap: (
    <>
      <rect x="4" y="2" width="24" height="12" fill="#dfe5e0" />
      <path d="M4 10l8-4 6 5 10-6" fill="none" stroke="#8d9a8f" />
    </>
  ),
};
