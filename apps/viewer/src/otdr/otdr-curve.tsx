import { type KeyboardEvent, useId, useRef, useState } from "react";
import { acrossOf, downOf, type Frame, pathThrough, ticks } from "../chart/axis.ts";
import { useSpeaker } from "../language/speaker.ts";
import { type Curve, frameAround, moved, pointsIn, type Window, wholeOf, zoomed } from "./curve-view.ts";

/** Something at a distance: an event of the trace, a closure of the plant, the fault. */
export interface CurveMark {
  readonly id: string;
  readonly atM: number;
  /** Metres that it may be off, drawn as a band. */
  readonly fromM?: number;
  readonly toM?: number;
  readonly label: string;
  readonly kind: "event" | "reflection" | "end" | "closure" | "fault";
}

interface Props {
  readonly curve: Curve;
  /** An earlier trace of the same glass, drawn behind. */
  readonly baseline?: Curve;
  readonly marks: readonly CurveMark[];
  /** The mark that map, table and diagram point at too. */
  readonly chosen?: string | null;
  readonly onChoose?: (id: string) => void;
  readonly label: string;
}

const size = { width: 720, height: 210 };

/**
 * The curve of an OTDR with its events, closures and the fault over the metres of glass. Wheel and `+` `-` zoom, arrows move along, `0` shows
 * all, Tab goes through the marks.
 */
export function OtdrCurve({ curve, baseline, marks, chosen, onChoose, label }: Props) {
  const { t, length } = useSpeaker();
  const curves = baseline ? [curve, baseline] : [curve];
  const whole = wholeOf(
    curves,
    marks.map(({ atM }) => atM),
  );
  const [shown, setShown] = useState<Window | null>(null);
  const window = shown ?? whole;
  const frame = frameAround(curves, window, size);
  const svg = useRef<SVGSVGElement>(null);
  const clip = useId();
  const atPointer = (clientX: number) => {
    const box = svg.current?.getBoundingClientRect();
    const share = box ? (clientX - box.left) / box.width : 0.5;
    return (
      window[0] + Math.min(1, Math.max(0, (share * (size.width + 60) - 44) / size.width)) * (window[1] - window[0])
    );
  };
  const press = (event: KeyboardEvent) => {
    const next = windowByKey(event.key, window, whole);
    if (!next) return;
    event.preventDefault();
    setShown(next);
  };
  return (
    <figure className="otdr-curve">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing that holds buttons is a group */}
      <svg
        ref={svg}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the curve is moved and zoomed with keys
        tabIndex={0}
        aria-label={label}
        viewBox={`-44 -14 ${size.width + 60} ${size.height + 46}`}
        onWheel={(event) => setShown(zoomed(window, whole, atPointer(event.clientX), event.deltaY > 0 ? 1.25 : 0.8))}
        onDoubleClick={() => setShown(null)}
        onKeyDown={press}
      >
        <clipPath id={clip}>
          <rect x={0} y={-14} width={size.width} height={size.height + 14} />
        </clipPath>
        <Axes frame={frame} />
        <g clipPath={`url(#${clip})`}>
          {marks.map((mark) => (
            <Band key={mark.id} mark={mark} frame={frame} />
          ))}
          {baseline && (
            <path className="otdr-baseline" d={pathThrough(pointsIn(baseline, window, size.width), frame)} />
          )}
          <path className="otdr-line" d={pathThrough(pointsIn(curve, window, size.width), frame)} />
        </g>
        {marks
          .filter(({ atM }) => atM >= window[0] && atM <= window[1])
          .map((mark) => (
            <Flag
              key={mark.id}
              mark={mark}
              frame={frame}
              isChosen={mark.id === chosen}
              text={`${mark.label}, ${length(mark.atM)}`}
              {...(onChoose && { onChoose })}
            />
          ))}
      </svg>
      <figcaption className="hint">{t("otdr.keys")}</figcaption>
    </figure>
  );
}

function windowByKey(key: string, window: Window, whole: Window): Window | undefined {
  const middle = (window[0] + window[1]) / 2;
  if (key === "+" || key === "=") return zoomed(window, whole, middle, 0.5);
  if (key === "-") return zoomed(window, whole, middle, 2);
  if (key === "ArrowLeft") return moved(window, whole, -0.25);
  if (key === "ArrowRight") return moved(window, whole, 0.25);
  return key === "0" ? whole : undefined;
}

function Axes({ frame }: { frame: Frame }) {
  const { length } = useSpeaker();
  return (
    <>
      {ticks(...frame.y, 5).map((level) => (
        <g key={level} transform={`translate(0 ${downOf(level, frame)})`}>
          <line x2={frame.width} className="chart-grid" />
          <text x={-6} dy="3.5" textAnchor="end">
            {`${level.toFixed(0)} dB`}
          </text>
        </g>
      ))}
      {ticks(...frame.x, 8).map((metres) => (
        <text key={metres} x={acrossOf(metres, frame)} y={frame.height + 16} textAnchor="middle">
          {length(metres)}
        </text>
      ))}
      <line y1={frame.height} y2={frame.height} x2={frame.width} className="curve-base" />
    </>
  );
}

/** How far a mark may be off. */
function Band({ mark, frame }: { mark: CurveMark; frame: Frame }) {
  if (mark.fromM === undefined || mark.toM === undefined) return null;
  const [left, right] = [acrossOf(mark.fromM, frame), acrossOf(mark.toM, frame)];
  return (
    <rect className={`otdr-band otdr-${mark.kind}`} x={left} width={Math.max(1, right - left)} height={frame.height} />
  );
}

interface FlagProps {
  readonly mark: CurveMark;
  readonly frame: Frame;
  readonly isChosen: boolean;
  readonly text: string;
  readonly onChoose?: (id: string) => void;
}

/** A line at a mark's place with its sign on top: a triangle, a bar, a diamond or a cross, so that it is told apart without colour. */
function Flag({ mark, frame, isChosen, text, onChoose }: FlagProps) {
  const x = acrossOf(mark.atM, frame);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button inside a drawing
    <g
      className={`otdr-flag otdr-${mark.kind}${isChosen ? " otdr-chosen" : ""}`}
      transform={`translate(${x} 0)`}
      role="button"
      tabIndex={0}
      aria-label={text}
      aria-pressed={isChosen}
      onClick={() => onChoose?.(mark.id)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onChoose?.(mark.id);
      }}
    >
      <title>{text}</title>
      <line y1={-2} y2={frame.height} />
      <path d={signs[mark.kind]} />
      <rect className="otdr-hit" x={-7} y={-14} width={14} height={frame.height + 14} />
    </g>
  );
}

const signs: Record<CurveMark["kind"], string> = {
  event: "M-4-12H4L0-4Z",
  reflection: "M0-13L4-8L0-3L-4-8Z",
  end: "M-2-13H2V-3H-2Z",
  closure: "M-4-12H4V-4H-4Z",
  fault: "M-5-13L0-8L5-13M-5-3L0-8L5-3",
};
