import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { LineView } from "./line-view.ts";
import type { StraightLine } from "./straight-line.ts";
import { type LineMark, StraightLineView } from "./straight-line-view.tsx";

const line: StraightLine = { lengthM: 1_000, stations: [], stretches: [] };
const fault: LineMark = { id: "f", atM: 500, between: [450, 600], label: "break", tone: "fault" };

function drawn(view: LineView, marks: readonly LineMark[]): string {
  return renderToStaticMarkup(
    <StraightLineView
      {...{ line, view, marks }}
      width={1_052}
      onView={() => {}}
      lit={new Set()}
      onLook={() => {}}
      onChoose={() => {}}
      nameOf={() => ""}
      stretchWords={() => ({ title: "", detail: "" })}
    />,
  );
}

test("a fault is put on the line at its metre, with the metres between which it lies and its words", () => {
  const svg = drawn({ fromM: 0, toM: 1_000 }, [fault]);
  const mark = /<g[^>]*data-mark="f">.*?<\/g>/.exec(svg)?.[0] ?? "";
  // One metre is one pixel, 26 pixels in from the edge.
  expect(mark).toContain('<rect x="476"');
  expect(mark).toContain('width="150"');
  expect(mark).toContain(">break</text>");
});

test("an event of which no interval is known is a line, and what lies outside of the view is not drawn", () => {
  const event: LineMark = { id: "e", atM: 200, label: "splice", tone: "event" };
  const svg = drawn({ fromM: 0, toM: 250 }, [event, fault]);
  expect(svg).toContain('data-mark="e"');
  expect(svg).toContain('width="1.5"');
  expect(svg).not.toContain('data-mark="f"');
});
