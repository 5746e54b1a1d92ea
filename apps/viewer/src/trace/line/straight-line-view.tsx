import { type KeyboardEvent, type PointerEvent, type Ref, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { ticks } from "../../chart/axis.ts";
import { useSpeaker } from "../../language/speaker.ts";
import { strandColours } from "../../plant/section/strand-colours.ts";
import { type LineView, moved, placeLabels, zoomed } from "./line-view.ts";
import { StationMark } from "./station-mark.tsx";
import { type Station, type StraightLine, type Stretch, thinned } from "./straight-line.ts";

/** A place that something else puts on the line: a fault with the metres between which it lies, or an event of an OTDR. */
export interface LineMark {
  readonly id: string;
  readonly atM: number;
  /** Between which metres it lies; a point where they are left out. */
  readonly between?: readonly [fromM: number, toM: number];
  readonly label: string;
  readonly tone: "fault" | "event";
}

/** What is said of a stretch under the line: its cable and strand, and what it adds. */
interface StretchWords {
  readonly title: string;
  readonly detail: string;
  /** The same for where there is less room. */
  readonly shorter?: { readonly title: readonly string[]; readonly detail: readonly string[] };
}

interface Props {
  readonly line: StraightLine;
  readonly width: number;
  readonly view: LineView;
  readonly onView: (view: LineView) => void;
  /** The rows of the trace that are looked at: what is drawn of them is drawn bold. */
  readonly lit: ReadonlySet<string>;
  readonly onLook: (key: string | null) => void;
  readonly onChoose: (key: string) => void;
  readonly nameOf: (station: Station) => string;
  readonly stretchWords: (stretch: Stretch) => StretchWords;
  readonly marks?: readonly LineMark[];
  readonly drawing?: Ref<SVGSVGElement>;
}

const edge = 26;
const labelRows = 3;
const lineY = 84;
const ink = "#16252e";
const grey = "#5d6d77";
const font = '"Noto Sans","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';

/**
 * A path of glass as one straight line to scale. The wheel zooms about the pointer and a drag moves along; on the keyboard plus, minus,
 * the arrows and 0 do the same. Everything is told by shape as well as colour, and the drawing carries its own style, so that it can be
 * saved and printed in black and white.
 */
export function StraightLineView(props: Props) {
  const { line, width, view, onView, marks = [], drawing } = props;
  const { t, length } = useSpeaker();
  const scale = (width - 2 * edge) / (view.toM - view.fromM || 1);
  const xOf = (metres: number) => edge + (metres - view.fromM) * scale;
  const height = marks.length > 0 ? 204 : 166;
  const stage = useStage(props, scale);
  return (
    <div
      ref={stage.ref}
      className="line-stage"
      role="application"
      aria-label={t("line.label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing is moved and zoomed by keys
      tabIndex={0}
      onKeyDown={(event) => onKey(event, view, onView, line.lengthM)}
      onPointerDown={stage.onPointerDown}
      onPointerMove={stage.onPointerMove}
      onPointerUp={stage.onPointerUp}
      onPointerLeave={() => props.onLook(null)}
    >
      <svg
        ref={drawing}
        xmlns="http://www.w3.org/2000/svg"
        className="straight-line"
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        fontFamily={font}
        fontSize={11}
        fill={ink}
        role="img"
        aria-label={t("line.drawing", { length: length(line.lengthM) })}
      >
        <Stretches {...props} xOf={xOf} />
        <Axis view={view} width={width} xOf={xOf} y={height - 24} />
        <Stations {...props} xOf={xOf} />
        {marks.map((mark) => (
          <Marked key={mark.id} mark={mark} xOf={xOf} width={width} />
        ))}
      </svg>
    </div>
  );
}

/** Wheel and drag. */
function useStage({ view, onView, line }: Props, scale: number) {
  const ref = useRef<HTMLDivElement>(null);
  const grip = useRef<{ x: number; view: LineView } | null>(null);
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const box = ref.current?.getBoundingClientRect();
    const aboutM = view.fromM + (event.clientX - (box?.left ?? 0) - edge) / scale;
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) onView(moved(view, event.deltaX / scale, line.lengthM));
    else onView(zoomed(view, aboutM, Math.exp(event.deltaY * 0.0015), line.lengthM));
  });
  useEffect(() => {
    const element = ref.current;
    const turn = (event: WheelEvent) => onWheel(event);
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, []);
  return {
    ref,
    onPointerDown: (event: PointerEvent) => {
      grip.current = { x: event.clientX, view };
    },
    onPointerMove: (event: PointerEvent) => {
      const held = grip.current;
      if (!held || event.buttons === 0) return;
      onView(moved(held.view, (held.x - event.clientX) / scale, line.lengthM));
    },
    onPointerUp: () => {
      grip.current = null;
    },
  };
}

function onKey(event: KeyboardEvent, view: LineView, onView: Props["onView"], lengthM: number): void {
  const next = keyed(event.key, view, lengthM);
  if (!next || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  onView(next);
}

/** The view that a key leads to. */
function keyed(key: string, view: LineView, lengthM: number): LineView | null {
  const step = (view.toM - view.fromM) / 8;
  const middle = (view.fromM + view.toM) / 2;
  if (key === "+" || key === "=") return zoomed(view, middle, 0.7, lengthM);
  if (key === "-") return zoomed(view, middle, 1 / 0.7, lengthM);
  if (key === "0") return { fromM: 0, toM: lengthM };
  if (key === "Home" || key === "End") return moved(view, key === "End" ? lengthM : -lengthM, lengthM);
  if (key === "ArrowLeft" || key === "ArrowRight") return moved(view, key === "ArrowRight" ? step : -step, lengthM);
  return null;
}

type Placed = Props & { readonly xOf: (metres: number) => number };

/** The glass itself in the strand's colour inside a dark line, with cable and strand in words where there is room. */
function Stretches({ line, width, lit, onLook, onChoose, stretchWords, xOf }: Placed) {
  return line.stretches.map((stretch) => {
    const [from, to] = [Math.max(xOf(stretch.fromM), edge), Math.min(xOf(stretch.toM), width - edge)];
    if (to <= from) return null;
    const { title, detail, shorter } = stretchWords(stretch);
    const isLit = lit.has(stretch.key);
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the table beside it answers the keys
      <g
        key={stretch.key}
        data-key={stretch.key}
        onPointerEnter={() => onLook(stretch.key)}
        onClick={() => onChoose(stretch.key)}
      >
        <title>{`${title}\n${detail}`}</title>
        <rect
          x={from}
          y={lineY - 12}
          width={to - from}
          height={52}
          fill={isLit ? "#ffc21a" : "#fff"}
          fillOpacity={isLit ? 0.28 : 0}
        />
        <line x1={from} x2={to} y1={lineY} y2={lineY} stroke={ink} strokeWidth={isLit ? 9 : 6} />
        <line
          x1={from}
          x2={to}
          y1={lineY}
          y2={lineY}
          stroke={strandColours[stretch.hop.strandColour.colour]}
          strokeWidth={isLit ? 6 : 3.4}
        />
        <Fitted
          texts={[title, ...(shorter?.title ?? [])]}
          x={(from + to) / 2}
          y={lineY + 24}
          room={to - from - 10}
          weight={600}
          fill={ink}
        />
        <Fitted
          texts={[detail, ...(shorter?.detail ?? [])]}
          x={(from + to) / 2}
          y={lineY + 38}
          room={to - from - 10}
          weight={400}
          fill={grey}
        />
      </g>
    );
  });
}

interface FittedProps {
  /** The same said ever shorter. */
  readonly texts: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly room: number;
  readonly weight: number;
  readonly fill: string;
}

/** The longest of some texts that fits; nothing where none does. */
function Fitted({ texts, x, y, room, weight, fill }: FittedProps) {
  const shown = texts.find((text) => textWidth(text) <= room);
  if (shown === undefined) return null;
  return (
    <text x={x} y={y} textAnchor="middle" fontWeight={weight} fill={fill}>
      {shown}
    </text>
  );
}

/** About how wide a text of eleven pixels is. */
function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letter > "\u2e7f" ? 11.2 : 6.1;
  return width;
}

function Axis({ view, width, xOf, y }: { view: LineView; width: number; xOf: (metres: number) => number; y: number }) {
  const { length, count } = useSpeaker();
  const isNear = view.toM - view.fromM < 2_000;
  return (
    <g fill={grey} stroke="none">
      <line x1={edge} x2={width - edge} y1={y} y2={y} stroke={grey} strokeWidth={1} />
      {ticks(view.fromM, view.toM, Math.max(2, Math.floor(width / 110))).map((metres) => (
        <g key={metres}>
          <line x1={xOf(metres)} x2={xOf(metres)} y1={y} y2={y + 5} stroke={grey} strokeWidth={1} />
          <text x={xOf(metres)} y={y + 17} textAnchor="middle">
            {isNear ? `${count(metres)} m` : length(metres)}
          </text>
        </g>
      ))}
    </g>
  );
}

const weights = { gap: 9, splitter: 8, port: 7, splice: 6, patch: 4, cable: 3, coil: 2, node: 1 } as const;

function Stations({ line, width, view, lit, onLook, onChoose, nameOf, xOf }: Placed) {
  const { t, length } = useSpeaker();
  const seen = useMemo(() => {
    const near = line.stations.filter(({ atM }) => atM >= view.fromM - 1e-6 && atM <= view.toM + 1e-6);
    return thinned(near, (width - 2 * edge) / (view.toM - view.fromM || 1));
  }, [line, view, width]);
  const names = seen.map(nameOf);
  const labels = placeLabels(
    seen.map((station, i) => ({
      x: xOf(station.atM),
      width: textWidth(names[i] ?? "") + 4,
      weight: weights[station.kind] + (station.keys.some((key) => lit.has(key)) ? 20 : 0),
    })),
    labelRows,
    width,
  );
  return seen.map((station, i) => {
    const x = xOf(station.atM);
    const isLit = station.keys.some((key) => lit.has(key) && !isStretch(line, key));
    const label = labels[i];
    const key = station.keys.find((one) => !isStretch(line, one)) ?? station.keys[0];
    const kinds = station.kinds.map((kind) => t(`line.kind.${kind}`)).join(", ");
    const coil = station.coilM > 0 ? ` · ${t("line.coil", { length: length(station.coilM) })}` : "";
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the table beside it answers the keys
      <g
        // biome-ignore lint/suspicious/noArrayIndexKey: a node may be passed twice
        key={`${station.nodeId} ${i}`}
        data-key={key}
        onPointerEnter={() => key && onLook(key)}
        onClick={() => key && onChoose(key)}
      >
        <title>{`${names[i]} · ${kinds}${coil} · ${length(station.atM)}`}</title>
        {label && label.level >= 0 && (
          <>
            <line
              x1={x}
              x2={label.x}
              y1={lineY - 12}
              y2={lineY - 20 - label.level * 17}
              stroke={grey}
              strokeWidth={0.7}
            />
            <text
              x={label.x}
              y={lineY - 24 - label.level * 17}
              textAnchor="middle"
              fontWeight={isLit || weights[station.kind] > 5 ? 650 : 400}
            >
              {names[i]}
            </text>
          </>
        )}
        {isLit && <circle cx={x} cy={lineY} r={13} fill="#ffc21a" fillOpacity={0.75} />}
        <StationMark kind={station.kind} isCoiled={station.coilM > 0} x={x} y={lineY} />
      </g>
    );
  });
}

function isStretch(line: StraightLine, key: string): boolean {
  return line.stretches.some((stretch) => stretch.key === key);
}

/** What is put on the line: the interval as a hatched bar, the likeliest place as an arrow, and its words. */
function Marked({ mark, xOf, width }: { mark: LineMark; xOf: (metres: number) => number; width: number }) {
  const [from, to] = (mark.between ?? [mark.atM, mark.atM]).map((metres) =>
    Math.min(width - edge, Math.max(edge, xOf(metres))),
  ) as [number, number];
  const x = xOf(mark.atM);
  const colour = mark.tone === "fault" ? "#a61b1b" : "#1d4ed8";
  const y = lineY + 46;
  if (x < edge - 1 || x > width - edge + 1) return null;
  return (
    <g fill={colour} data-mark={mark.id}>
      <rect
        x={from}
        y={y + 4}
        width={Math.max(1.5, to - from)}
        height={7}
        fillOpacity={0.35}
        stroke={colour}
        strokeWidth={0.8}
      />
      <path d={`M${x} ${lineY + 5}l-5 9h3.6V${y + 11}h2.8V${lineY + 14}h3.6z`} />
      <text x={Math.min(width - edge, Math.max(edge, x))} y={y + 24} textAnchor="middle" fontWeight={650}>
        {mark.label}
      </text>
    </g>
  );
}
