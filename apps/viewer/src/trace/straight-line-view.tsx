import { useMemo } from "react";
import { useSpeaker } from "../language/speaker.ts";
import { strandColours } from "../plant/section/strand-colours.ts";
import { hopWords, type TraceNames } from "./hop-words.tsx";
import { type JointPart, type LinePart, straightLine } from "./straight-line.ts";
import type { TracePath } from "./trace-paths.ts";

const axis = 74;
const height = 150;

/** A path on one line: every strand in its colour with its length, every joint with its place, and what has come together by then. */
export function StraightLineView({ path, names, wave }: { path: TracePath; names: TraceNames; wave: number }) {
  const { t } = useSpeaker();
  const { lines, joints, width } = useMemo(() => straightLine(path.hops), [path]);
  return (
    <svg
      className="straight-line"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={t("trace.diagramLabel", { count: path.hops.length })}
    >
      <line className="trace-base" x1="20" x2={width - 20} y1={axis} y2={axis} />
      {lines.map((line) => (
        <StrandLine key={line.place} line={line} names={names} />
      ))}
      {joints.map((joint, i) => (
        <JointMark
          key={joint.place}
          joint={joint}
          names={names}
          wave={wave}
          isNamed={isNewPlace(joint, joints[i - 1])}
        />
      ))}
    </svg>
  );
}

/** The joints of one place stand close together: only the first of them bears its name. */
function isNewPlace(joint: JointPart, before: JointPart | undefined): boolean {
  return before?.hop.nodeId !== joint.hop.nodeId;
}

function StrandLine({ line: { hop, x1, x2 }, names }: { line: LinePart; names: TraceNames }) {
  const { t, length } = useSpeaker();
  const { what, where } = hopWords(hop, names, t);
  const middle = (x1 + x2) / 2;
  return (
    <g>
      <title>{`${what} · ${where} · ${length(hop.own.glassM)}`}</title>
      <line className="trace-tube" x1={x1} x2={x2} y1={axis} y2={axis} stroke={strandColours[hop.tubeColour.colour]} />
      <line className="trace-casing" x1={x1} x2={x2} y1={axis} y2={axis} />
      <line
        className="trace-glass"
        x1={x1}
        x2={x2}
        y1={axis}
        y2={axis}
        stroke={strandColours[hop.strandColour.colour]}
      />
      <text className="trace-length" x={middle} y={axis + 17}>
        {length(hop.own.glassM)}
      </text>
      <foreignObject x={x1 + 2} y={axis + 24} width={x2 - x1 - 4} height={height - axis - 26}>
        <div className="trace-cable">
          <span>{what}</span>
          <span>{where}</span>
        </div>
      </foreignObject>
    </g>
  );
}

interface MarkProps {
  readonly joint: JointPart;
  readonly names: TraceNames;
  readonly wave: number;
  readonly isNamed: boolean;
}

function JointMark({ joint: { hop, x }, names, wave, isNamed }: MarkProps) {
  const { t, length } = useSpeaker();
  const { what, where } = hopWords(hop, names, t);
  const loss = `${(hop.total.lossDb[wave] ?? 0).toFixed(2)} dB`;
  return (
    <g className={`trace-joint trace-joint-${hop.kind}`}>
      <title>{`${what} · ${where} · ${length(hop.total.glassM)} · ${loss}`}</title>
      {hop.kind === "port" && <rect x={x - 7} y={axis - 7} width="14" height="14" rx="2" />}
      {hop.kind === "splitter" && <path d={`M${x - 9} ${axis}L${x + 9} ${axis - 10}V${axis + 10}Z`} />}
      {hop.kind === "splice" && <circle cx={x} cy={axis} r={hop.method === "uncut" ? 2.5 : 5} />}
      {hop.kind === "patch" && (
        <path className="trace-cord" d={`M${x - 15} ${axis}Q${x} ${axis - 20} ${x + 15} ${axis}`} />
      )}
      {isNamed && (
        <>
          <line className="trace-leader" x1={x} x2={x} y1={axis - 12} y2={axis - 24} />
          <text className="trace-place" transform={`translate(${x - 2} ${axis - 27}) rotate(-24)`}>
            {where.split(" · ")[0]}
          </text>
        </>
      )}
    </g>
  );
}
