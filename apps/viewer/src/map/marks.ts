import type { RedundancyGrade } from "@cuntong/network";
import { gradeMarks, type MarkStroke, markUnits } from "../redundancy/grade-marks.ts";
import { palette } from "./palette.ts";

/** Icons of the map, drawn on a canvas at twice the size: no sprite to fetch. */
export type MarkName =
  | "mark-headend"
  | "mark-site"
  | "mark-unreachable"
  | "mark-left-out"
  | `mark-grade-${RedundancyGrade}`;

export const markRatio = 2;

/** Draws the mark of that name; undefined for a name that is not ours. */
export function drawMark(name: string): ImageData | undefined {
  const draw = marks[name as MarkName];
  if (!draw) return undefined;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = markUnits * markRatio;
  const pen = canvas.getContext("2d");
  if (!pen) return undefined;
  pen.scale(markRatio, markRatio);
  draw(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

const marks: Record<MarkName, (pen: CanvasRenderingContext2D) => void> = {
  "mark-headend": (pen) => {
    pen.fillStyle = palette.halo;
    pen.fillRect(2, 2, 18, 18);
    pen.fillStyle = palette.plant;
    pen.fillRect(4, 4, 14, 14);
    pen.fillStyle = palette.halo;
    pen.fillRect(8.5, 8.5, 5, 5);
  },
  "mark-site": (pen) => {
    pen.fillStyle = palette.halo;
    pen.fillRect(5, 5, 12, 12);
    pen.fillStyle = palette.plant;
    pen.fillRect(6.8, 6.8, 8.4, 8.4);
  },
  "mark-unreachable": (pen) => {
    disc(pen, 8.5, palette.halo);
    disc(pen, 7, palette.unreachable);
    pen.strokeStyle = palette.halo;
    pen.lineWidth = 2;
    pen.lineCap = "round";
    pen.beginPath();
    pen.moveTo(8.2, 8.2);
    pen.lineTo(13.8, 13.8);
    pen.moveTo(13.8, 8.2);
    pen.lineTo(8.2, 13.8);
    pen.stroke();
  },
  "mark-left-out": (pen) => {
    disc(pen, 8.5, palette.leftOut);
    disc(pen, 6.4, palette.halo);
    pen.fillStyle = palette.leftOut;
    pen.fillRect(6.6, 9.9, 8.8, 2.2);
  },
  "mark-grade-none": (pen) => strokes(pen, gradeMarks.none),
  "mark-grade-onePath": (pen) => strokes(pen, gradeMarks.onePath),
  "mark-grade-sharedRisk": (pen) => strokes(pen, gradeMarks.sharedRisk),
  "mark-grade-twoDisjoint": (pen) => strokes(pen, gradeMarks.twoDisjoint),
  "mark-grade-dualHomed": (pen) => strokes(pen, gradeMarks.dualHomed),
};

function strokes(pen: CanvasRenderingContext2D, mark: readonly MarkStroke[]): void {
  pen.lineJoin = pen.lineCap = "round";
  for (const { d, fill, line } of mark) {
    const path = new Path2D(d);
    if (fill !== undefined) {
      pen.fillStyle = fill;
      pen.fill(path);
    }
    pen.strokeStyle = line.colour;
    pen.lineWidth = line.width;
    pen.stroke(path);
  }
}

function disc(pen: CanvasRenderingContext2D, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(11, 11, radius, 0, 2 * Math.PI);
  pen.fill();
}
