import type { RedundancyGrade } from "@cuntong/network";
import { gradeMarks, markUnits } from "./grade-marks.ts";

/** The sign of a grade, as the map draws it. */
export function GradeMark({ grade }: { grade: RedundancyGrade }) {
  return (
    <svg className="grade-mark" viewBox={`0 0 ${markUnits} ${markUnits}`} width="16" height="16" aria-hidden="true">
      <GradeStrokes grade={grade} />
    </svg>
  );
}

/** The same for a drawing of its own. */
export function GradeStrokes({ grade }: { grade: RedundancyGrade }) {
  return gradeMarks[grade].map(({ d, fill, line }) => (
    <path
      key={`${d} ${line.width}`}
      d={d}
      fill={fill ?? "none"}
      stroke={line.colour}
      strokeWidth={line.width}
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  ));
}
