import type { PlanRequest } from "@cuntong/contract";
import { type KeyboardEvent, useRef, useState } from "react";
import { acrossOf, downOf, type Frame, type Point, pathThrough, ticks } from "../chart/axis.ts";
import { useSpeaker } from "../language/speaker.ts";
import {
  boundStairs,
  type CurvePoint,
  curveFrame,
  envelope,
  foundPoints,
  type Measure,
  measureOfWeight,
  measuresOf,
} from "./curve-lines.ts";
import { CurveTable } from "./curve-table.tsx";

interface Props {
  readonly curve: readonly CurvePoint[];
  readonly weights: NonNullable<PlanRequest["budget"]>["weights"];
  readonly capFen?: number | undefined;
  /** Absent while the curve still grows. */
  readonly onPlan?: (capFen: number) => void;
}

const size = { width: 286, height: 132 };

/**
 * From money to what it reaches: plans found as points, their convex envelope, and above it what no plan can reach. A point is read by
 * hovering, by a click or with the arrow keys, and can be planned.
 */
export function BudgetCurve({ curve, weights, capFen, onPlan }: Props) {
  const { t } = useSpeaker();
  const own = measureOfWeight(weights);
  const [measure, setMeasure] = useState<Measure>(own);
  const [chosen, setChosen] = useState<number | null>(null);
  const point = chosen === null ? undefined : curve[chosen];
  return (
    <figure className="budget-curve">
      <fieldset className="curve-measures">
        <legend className="visually-hidden">{t("curve.measure")}</legend>
        {measuresOf(curve, weights).map((one) => (
          <button
            key={one}
            type="button"
            className="button button-small"
            aria-pressed={measure === one}
            onClick={() => setMeasure(one)}
          >
            {t(`curve.of.${one}`)}
          </button>
        ))}
      </fieldset>
      <CurveChart {...{ curve, capFen, measure, chosen }} hasBound={measure === own} onChoose={setChosen} />
      <CurveKeys hasBound={measure === own} hasCap={capFen !== undefined} />
      <PointReading point={point} own={own} {...(onPlan ? { onPlan } : {})} />
      <CurveTable curve={curve} own={own} />
    </figure>
  );
}

interface ChartProps {
  readonly curve: readonly CurvePoint[];
  readonly capFen: number | undefined;
  readonly measure: Measure;
  readonly hasBound: boolean;
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
}

/** Room around the plot for its axes. */
const room = { left: 34, top: 8, width: size.width + 44, height: size.height + 26 };

function CurveChart(props: ChartProps) {
  const { curve, capFen, measure, hasBound } = props;
  const { money, count } = useSpeaker();
  const found = foundPoints(curve, measure);
  const bound = hasBound ? boundStairs(curve) : [];
  const frame = curveFrame([found, bound], capFen, size);
  return (
    <div className="curve-plot">
      <svg className="chart" viewBox={`${-room.left} ${-room.top} ${room.width} ${room.height}`} aria-hidden="true">
        {ticks(...frame.y, 4).map((value) => (
          <g key={value} transform={`translate(0 ${downOf(value, frame)})`}>
            <line x2={size.width} className="chart-grid" />
            <text x={-5} dy="3.5" textAnchor="end">
              {count(value)}
            </text>
          </g>
        ))}
        {ticks(...frame.x, 4).map((fen) => (
          <text key={fen} x={acrossOf(fen, frame)} y={size.height + 14} textAnchor="middle">
            {money(fen)}
          </text>
        ))}
        <line y1={size.height} y2={size.height} x2={size.width} className="curve-base" />
        {bound.length > 0 && <path d={pathThrough(bound, frame)} className="curve-limit" />}
        {hasBound && <path d={pathThrough(envelope(curve, measure), frame)} className="curve-envelope" />}
        {capFen !== undefined && (
          <line
            x1={acrossOf(capFen, frame)}
            x2={acrossOf(capFen, frame)}
            y1={-4}
            y2={size.height}
            className="curve-cap"
          />
        )}
      </svg>
      <CurvePoints {...props} found={found} frame={frame} />
    </div>
  );
}

/** The plans found, as buttons over the drawing: one stop for Tab, arrows between them. */
function CurvePoints({ found, frame, chosen, onChoose }: ChartProps & { found: readonly Point[]; frame: Frame }) {
  const { t, money, count } = useSpeaker();
  const dots = useRef<HTMLDivElement>(null);
  const stop = chosen ?? 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = Math.min(found.length - 1, Math.max(0, stop + step));
    if (step === 0) return;
    event.preventDefault();
    onChoose(next);
    dots.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
  };
  return (
    <div ref={dots} className="curve-points" role="toolbar" aria-label={t("curve.title")} onKeyDown={onKeyDown}>
      {found.map(([x, y], index) => (
        <button
          key={x}
          type="button"
          className="curve-point"
          style={{
            left: `${((acrossOf(x, frame) + room.left) / room.width) * 100}%`,
            top: `${((downOf(y, frame) + room.top) / room.height) * 100}%`,
          }}
          aria-pressed={index === chosen}
          aria-label={`${money(x)}: ${count(y)}`}
          tabIndex={index === stop ? 0 : -1}
          onMouseEnter={() => onChoose(index)}
          onFocus={() => onChoose(index)}
          onClick={() => onChoose(index)}
        />
      ))}
    </div>
  );
}

/** What the lines mean. */
function CurveKeys({ hasBound, hasCap }: { hasBound: boolean; hasCap: boolean }) {
  const { t } = useSpeaker();
  return (
    <figcaption className="curve-keys">
      <span className="curve-key curve-key-point">{t("curve.found")}</span>
      {hasBound && <span className="curve-key curve-key-limit">{t("curve.bound")}</span>}
      {hasCap && <span className="curve-key curve-key-cap">{t("curve.cap")}</span>}
    </figcaption>
  );
}

interface ReadingProps {
  readonly point: CurvePoint | undefined;
  readonly own: Measure;
  readonly onPlan?: (capFen: number) => void;
}

function PointReading({ point, own, onPlan }: ReadingProps) {
  const { t, money, count } = useSpeaker();
  if (!point) return <p className="field-hint">{t("curve.hint")}</p>;
  const most = count(Math.floor(point.weightBound));
  return (
    <div className="curve-reading">
      <p role="status">
        <strong>{money(point.costFen)}</strong>: {t("curve.villages", { villages: count(point.villages) })}
        {point.people !== undefined && <>, {t("curve.people", { people: count(point.people) })}</>}.{" "}
        {t(`curve.atMost.${own}`, { most })}
      </p>
      {onPlan && (
        <button type="button" className="button button-small" onClick={() => onPlan(point.costFen)}>
          {t("curve.plan", { cap: money(point.costFen) })}
        </button>
      )}
    </div>
  );
}
