import { type Ref, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Bench } from "../../chrome/bench.tsx";
import { useFaultMarks } from "../../faults/fault-marks.ts";
import { useSpeaker } from "../../language/speaker.ts";
import { nameOf } from "../../plant/object/names.ts";
import { useWorkspace } from "../../state/context.ts";
import { decibels } from "../decibels.ts";
import { hopDetail, hopWords, splitterName, startWords } from "../hop-words.ts";
import { type Traced, type TraceHandle, useShownTrace } from "../trace-context.ts";
import { parseTraceStart } from "../trace-start.ts";
import { type LineView, showing, zoomed } from "./line-view.ts";
import { type LineMeasure, lineMeasures, type StraightLine, straightLine } from "./straight-line.ts";
import { type LineMark, StraightLineView } from "./straight-line-view.tsx";

/** The straight line of the shown trace, under the map. */
export function LineBench() {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const handle = useShownTrace();
  const traced = handle?.answer.value;
  if (!handle || !traced) return null;
  const start = startWords(traced.network, parseTraceStart(handle.start) ?? traced.trace.start, t);
  return (
    <Bench
      label={t("line.label")}
      title={t("line.title", { start })}
      onClose={() => dispatch({ type: "trace", trace: null })}
    >
      <Laid key={handle.start} handle={handle} traced={traced} />
    </Bench>
  );
}

function Laid({ handle, traced }: { handle: TraceHandle; traced: Traced }) {
  const { t } = useSpeaker();
  const [measure, setMeasure] = useState<LineMeasure>("glass");
  const [holder, width] = useWidth();
  const drawing = useRef<SVGSVGElement>(null);
  const faultMarks = useFaultMarks(handle.start);
  const line = useMemo(
    () =>
      straightLine(
        handle.path ?? { hops: [], ends: [] },
        new Map(traced.cables.map((cable) => [cable.id, cable])),
        measure,
      ),
    [handle.path, traced.cables, measure],
  );
  const [held, setHeld] = useState<{ of: string; view: LineView } | null>(null);
  const whole = { fromM: 0, toM: line.lengthM };
  // Another row of the same path leaves the view where it is.
  const of = `${measure} ${line.lengthM} ${line.stations.length}`;
  const view = held?.of === of ? held.view : whole;
  const onView = (next: LineView) => setHeld({ of, view: next });
  useFollow(handle.chosen, line, view, onView);
  const middle = (view.fromM + view.toM) / 2;
  return (
    <div ref={holder}>
      <div className="line-tools">
        <fieldset className="line-measures">
          <legend>{t("line.measure")}</legend>
          {lineMeasures.map((one) => (
            <button
              key={one}
              type="button"
              className="button button-small"
              aria-pressed={one === measure}
              onClick={() => setMeasure(one)}
            >
              {t(`line.measure.${one}`)}
            </button>
          ))}
        </fieldset>
        <ToolButton text="+" label={t("line.in")} onClick={() => onView(zoomed(view, middle, 0.6, line.lengthM))} />
        <ToolButton
          text="−"
          label={t("line.out")}
          onClick={() => onView(zoomed(view, middle, 1 / 0.6, line.lengthM))}
        />
        <ToolButton text={t("line.whole")} onClick={() => onView(whole)} />
        <span className="plant-tools-gap" />
        <ToolButton text={t("line.save")} onClick={() => drawing.current && saveSvg(drawing.current)} />
        <ToolButton text={t("line.print")} onClick={() => print()} />
      </div>
      {line.lengthM > 0 ? (
        <Drawn
          {...{ handle, traced, line, width, view, onView, drawing }}
          marks={measure === "glass" ? faultMarks : []}
        />
      ) : (
        <p className="hint">{t("line.none")}</p>
      )}
    </div>
  );
}

interface DrawnProps {
  readonly handle: TraceHandle;
  readonly traced: Traced;
  readonly line: StraightLine;
  readonly width: number;
  readonly view: LineView;
  readonly onView: (view: LineView) => void;
  readonly drawing: Ref<SVGSVGElement>;
  readonly marks: readonly LineMark[];
}

function Drawn({ handle, traced: { network }, marks, ...rest }: DrawnProps) {
  const { t, length } = useSpeaker();
  const lit = new Set([handle.looked ?? handle.chosen].flatMap((key) => key ?? []));
  return (
    <StraightLineView
      {...rest}
      lit={lit}
      marks={marks}
      onLook={handle.look}
      onChoose={handle.choose}
      nameOf={({ of }) => (of.table === "splitters" ? splitterName(network, of.id, t) : nameOf(network, of, t))}
      stretchWords={({ hop }) => ({
        title: `${hopWords(network, hop, t)} · ${hopDetail(network, hop, t).split(" · ")[0]}`,
        detail: `${length(hop.own.glassM)} · ${hop.own.lossDb.map(decibels).join(" / ")} dB`,
        shorter: { title: [hopWords(network, hop, t), `${hop.tube}.${hop.strand}`], detail: [length(hop.own.glassM)] },
      })}
    />
  );
}

function ToolButton({ text, label, onClick }: { text: string; label?: string; onClick: () => void }) {
  return (
    <button type="button" className="button button-small" aria-label={label ?? text} onClick={onClick}>
      {text}
    </button>
  );
}

/** Moves the view to what is chosen, where it is not seen. */
function useFollow(chosen: string | null, line: StraightLine, view: LineView, onView: (view: LineView) => void) {
  const last = useRef(chosen);
  useEffect(() => {
    if (chosen === last.current) return;
    last.current = chosen;
    const stretch = line.stretches.find(({ key }) => key === chosen);
    const station = line.stations.find(({ keys }) => chosen !== null && keys.includes(chosen));
    const [fromM, toM] = stretch ? [stretch.fromM, stretch.toM] : [station?.atM, station?.atM];
    if (fromM === undefined || toM === undefined) return;
    const next = showing(view, fromM, toM, line.lengthM);
    if (next !== view) onView(next);
  });
}

function useWidth() {
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(900);
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(320, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [holder, width] as const;
}

/** The drawing as a file: it carries its own style. */
function saveSvg(svg: SVGSVGElement): void {
  const text = new XMLSerializer().serializeToString(svg);
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: "straight-line.svg" });
  link.click();
  URL.revokeObjectURL(address);
}
