import type { Network } from "@cuntong/network";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useSpeaker } from "../language/speaker.ts";
import type { Translate } from "../language/translate.ts";
import { strandColours } from "../plant/section/strand-colours.ts";
import { decibels } from "./decibels.ts";
import { hopDetail, hopWords, stopWords } from "./hop-words.ts";
import { lineMeasures } from "./line/straight-line.ts";
import type { Traced, TraceHandle } from "./trace-context.ts";
import { type TraceRow, traceRows } from "./trace-rows.ts";

/** Ways beyond a splitter that begin folded: light of a long line would hide everything else. */
const manyRows = 60;

/** Hop by hop, as a tree where light parts: what it is, its metres and its losses from the beginning on. */
export function TraceTable({ handle, traced }: { handle: TraceHandle; traced: Traced }) {
  const { t } = useSpeaker();
  const { trace } = traced;
  const foldable = useMemo(() => foldableKeys(traced), [traced]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(() => firstFolded(traced));
  const rows = useMemo(() => traceRows(trace, folded), [trace, folded]);
  const holder = useRef<HTMLTableElement>(null);
  const { chosen } = handle;
  const stop = rows.some(({ key }) => key === chosen) ? chosen : rows[0]?.key;
  useEffect(() => {
    if (chosen !== null) rowOf(holder.current, chosen)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const fold = (key: string, isFolded: boolean) => {
    const next = new Set(folded);
    if (isFolded) next.add(key);
    else next.delete(key);
    setFolded(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = rows.findIndex(({ key }) => key === stop);
    const row = rows[at];
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -at, End: rows.length - 1 - at }[event.key];
    if (step !== undefined) {
      const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
      if (next) handle.choose(next.key);
      if (next) rowOf(holder.current, next.key)?.focus();
    } else if (row?.folds && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      fold(row.key, event.key === "ArrowLeft");
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="heading-row">
        <h3 className="object-part">{t("trace.hops")}</h3>
        {foldable.length > 0 && (
          <button
            type="button"
            className="button button-small"
            onClick={() => setFolded(folded.size > 0 ? new Set() : new Set(foldable))}
          >
            {t(folded.size > 0 ? "trace.unfoldAll" : "trace.foldAll")}
          </button>
        )}
      </div>
      <table
        ref={holder}
        className="trace-table"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows are walked and fold
        role="treegrid"
        aria-label={t("trace.hops")}
        onKeyDown={onKeyDown}
        onPointerLeave={() => handle.look(null)}
        style={{ "--waves": trace.wavesNm.length } as never}
      >
        <HeadRow wavesNm={trace.wavesNm} />
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.key}
              row={row}
              traced={traced}
              handle={handle}
              isStop={row.key === stop}
              isFolded={folded.has(row.key)}
              onFold={fold}
            />
          ))}
        </tbody>
      </table>
      <p className="hint">{t("trace.keys")}</p>
    </>
  );
}

function HeadRow({ wavesNm }: { wavesNm: readonly number[] }) {
  const { t } = useSpeaker();
  return (
    <thead>
      <tr className="trace-units">
        <td>{t("trace.metres")}</td>
        <td>{t("trace.decibels")} … nm</td>
      </tr>
      <tr className="trace-head">
        <th scope="col" className="visually-hidden">
          {t("trace.hop")}
        </th>
        {lineMeasures.map((measure) => (
          <th scope="col" key={measure}>
            {t(`trace.${measure}`)}
          </th>
        ))}
        {wavesNm.map((wave) => (
          <th scope="col" key={wave}>
            {wave}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps {
  readonly row: TraceRow;
  readonly traced: Traced;
  readonly handle: TraceHandle;
  readonly isStop: boolean;
  readonly isFolded: boolean;
  readonly onFold: (key: string, isFolded: boolean) => void;
}

function Row({ row, traced, handle, isStop, isFolded, onFold }: RowProps) {
  const { key, depth } = row;
  const isOn = (handle.path?.hops ?? []).some((hop) => hop.key === key);
  const kind = row.kind === "stop" ? `stop-${row.stop.reason}` : row.kind === "hop" ? `hop-${row.hop.kind}` : "way";
  return (
    <tr
      data-key={key}
      tabIndex={isStop ? 0 : -1}
      aria-level={depth + 1}
      aria-selected={key === handle.chosen}
      {...(row.folds ? { "aria-expanded": !isFolded } : {})}
      className={`trace-row trace-${kind}${isOn ? " trace-on" : ""}${key === handle.looked ? " trace-looked" : ""}`}
      style={{ "--depth": Math.min(depth, 8) } as never}
      onClick={() => handle.choose(key)}
      onPointerEnter={() => handle.look(key)}
      onFocus={() => handle.look(key)}
      onBlur={() => handle.look(null)}
    >
      <td className="trace-what">
        {row.folds && <FoldButton isFolded={isFolded} onFold={() => onFold(key, !isFolded)} />}
        <What row={row} traced={traced} />
      </td>
      {row.kind === "hop" && <Figures row={row} />}
    </tr>
  );
}

function FoldButton({ isFolded, onFold }: { isFolded: boolean; onFold: () => void }) {
  const { t } = useSpeaker();
  return (
    <button
      type="button"
      className="fold"
      tabIndex={-1}
      aria-label={t(isFolded ? "trace.unfold" : "trace.fold")}
      onClick={(event) => {
        event.stopPropagation();
        onFold();
      }}
    >
      {isFolded ? "▸" : "▾"}
    </button>
  );
}

/** Metres and losses from the beginning on to the end of the hop. */
function Figures({ row }: { row: Extract<TraceRow, { kind: "hop" }> }) {
  const { count } = useSpeaker();
  const { total } = row.hop;
  return (
    <>
      {lineMeasures.map((measure) => (
        <td key={measure}>{count(total[`${measure}M`])}</td>
      ))}
      {total.lossDb.map((loss, wave) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
        <td key={wave}>{decibels(loss)}</td>
      ))}
    </>
  );
}

function What({ row, traced }: { row: TraceRow; traced: Traced }) {
  const { t } = useSpeaker();
  const { network, trace } = traced;
  if (row.kind === "way") return <strong>{wayWords(traced, row.way, t)}</strong>;
  if (row.kind === "stop") {
    const last = trace.ways[row.way]?.hops[row.stop.hop];
    return (
      <>
        <i className={`stop-mark stop-mark-${row.stop.reason}`} aria-hidden="true" />
        <strong>{stopWords(network, row.stop, last, row.count, t)}</strong>
      </>
    );
  }
  return <HopWhat network={network} row={row} />;
}

function HopWhat({ network, row: { hop } }: { network: Network; row: Extract<TraceRow, { kind: "hop" }> }) {
  const { t, length } = useSpeaker();
  const detail = hopDetail(network, hop, t);
  return (
    <>
      {hop.kind === "strand" && (
        <i
          className="strand-swatch"
          aria-hidden="true"
          style={{
            background: strandColours[hop.strandColour.colour],
            outlineColor: strandColours[hop.tubeColour.colour],
          }}
        />
      )}
      <span>
        {hopWords(network, hop, t)}
        {detail && <span className="hint trace-detail">{detail}</span>}
        {hop.kind === "strand" && hop.total.spreadM >= 0.5 && (
          <span className="hint trace-detail">{t("trace.spread", { length: length(hop.total.spreadM) })}</span>
        )}
      </span>
    </>
  );
}

function wayWords({ trace: { start, ways } }: Traced, way: number, t: Translate): string {
  if ("cableId" in start && ways.length === 2) return t(way === 0 ? "trace.wayAway" : "trace.wayThrough");
  if ("equipmentId" in start && ways.length === 2) return t(way === 0 ? "trace.wayRear" : "trace.wayFront");
  return t("trace.way", { number: way + 1 });
}

function foldableKeys({ trace }: Traced): string[] {
  return traceRows(trace, new Set()).flatMap((row) => (row.kind === "hop" && row.folds ? [row.key] : []));
}

/** A long tree begins with only its trunk in sight. */
function firstFolded(traced: Traced): ReadonlySet<string> {
  const all = traceRows(traced.trace, new Set());
  if (all.length <= manyRows) return new Set();
  // What leads on below the first fork of each way is folded one by one: each branch in one line where it can be.
  return new Set(all.flatMap((row) => (row.kind === "hop" && row.folds && row.depth > 0 ? [row.key] : [])));
}

function rowOf(holder: HTMLElement | null, key: string): HTMLElement | null {
  return holder?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
}
