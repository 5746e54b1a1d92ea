import { type Closure, isSplice, type MarkedColour, type Network, type Splice } from "@cuntong/network";
import { useMemo, useState } from "react";
import { useSpeaker } from "../../language/speaker.ts";
import type { Translate } from "../../language/translate.ts";
import { useWorkspace } from "../../state/context.ts";
import { colourName, nameOf } from "../object/names.ts";
import { strandColours } from "../section/strand-colours.ts";
import { type DiagramBlock, type DiagramLine, type DiagramRow, headHeight, spliceDiagram } from "./splice-diagram.ts";
import type { SpliceRow } from "./splice-rows.ts";

interface Props {
  readonly network: Network;
  readonly closure: Closure;
  /** Pixels; the columns share it. */
  readonly width: number;
}

/** Where the columns of a diagram begin and end. */
interface Columns {
  readonly side: number;
  readonly middle: number;
  readonly width: number;
}

/** The splices of a closure: cables left and right, splitters between, a line for each splice. Colours are said in words too. */
export function SpliceDiagramView({ network, closure, width }: Props) {
  const { t } = useSpeaker();
  const diagram = useMemo(() => spliceDiagram(network, closure), [network, closure]);
  const [look, setLook] = useState<Splice | null>(null);
  const hasMiddle = diagram.blocks.some(({ column }) => column === "middle");
  const columns: Columns = {
    side: Math.min(250, width * (hasMiddle ? 0.33 : 0.39)),
    middle: hasMiddle ? Math.min(120, width * 0.16) : 0,
    width,
  };
  if (diagram.blocks.length === 0) return <p className="hint">{t("closure.noSplice")}</p>;
  return (
    <svg
      className="splice-diagram"
      viewBox={`0 0 ${width} ${diagram.height + 2}`}
      width={width}
      height={diagram.height + 2}
      role="img"
      aria-label={t("closure.diagramLabel")}
    >
      {diagram.lines.map((line) => (
        <SpliceLine
          key={line.splice.id}
          line={line}
          columns={columns}
          blocks={diagram.blocks}
          looked={look === line.splice}
          onLook={setLook}
        />
      ))}
      {diagram.blocks.map((block) => (
        <Block key={block.key} network={network} block={block} columns={columns} look={look} onLook={setLook} />
      ))}
    </svg>
  );
}

function leftOf({ column }: DiagramBlock, { side, middle, width }: Columns): number {
  if (column === "left") return 0;
  return column === "right" ? width - side : (width - middle) / 2;
}

function widthOf({ column }: DiagramBlock, { side, middle }: Columns): number {
  return column === "middle" ? middle : side;
}

interface BlockProps {
  readonly network: Network;
  readonly block: DiagramBlock;
  readonly columns: Columns;
  readonly look: Splice | null;
  readonly onLook: (splice: Splice | null) => void;
}

function Block({ network, block, columns, look, onLook }: BlockProps) {
  const { t } = useSpeaker();
  const { dispatch } = useWorkspace();
  const [x, w] = [leftOf(block, columns), widthOf(block, columns)];
  const { title, note, of } = headOf(network, block, t);
  return (
    <g className={`splice-block splice-block-${block.of.kind}`}>
      <rect x={x + 0.5} y={block.y + 0.5} width={w - 1} height={block.height - 1} rx="5" />
      <foreignObject x={x + 6} y={block.y + 2} width={w - 12} height={headHeight - 2}>
        <div className="splice-head">
          <button type="button" className="link" onClick={() => dispatch({ type: "object", object: of })} title={title}>
            {title}
          </button>
          <span>{note}</span>
        </div>
      </foreignObject>
      {block.rows.map((row) => (
        <Row key={row.key} row={row} x={x} w={w} look={look} onLook={onLook} />
      ))}
    </g>
  );
}

function headOf(network: Network, { of }: DiagramBlock, t: Translate) {
  if (of.kind === "cable") {
    const { cable, end, type } = of.end;
    const ref = { table: "cables", id: cable.id } as const;
    const side = t(end === "a" ? "cable.endA" : "cable.endB");
    return { title: nameOf(network, ref, t), note: `${side} · ${type.tubes}×${type.strandsPerTube}`, of: ref };
  }
  if (of.kind === "splitter") {
    const ref = { table: "splitters", id: of.held.splitter.id } as const;
    return { title: nameOf(network, ref, t), note: `${of.held.type.inputs}:${of.held.type.outputs}`, of: ref };
  }
  const ref = { table: "equipment", id: of.device.id } as const;
  return { title: nameOf(network, ref, t), note: of.device.kind.toUpperCase(), of: ref };
}

interface RowProps extends Pick<BlockProps, "look" | "onLook"> {
  readonly row: DiagramRow;
  readonly x: number;
  readonly w: number;
}

function Row({ row, x, w, look, onLook }: RowProps) {
  const { t } = useSpeaker();
  const inner = row.side === "right" ? x + w : x;
  const inward = row.side === "right" ? -1 : 1;
  const splice = row.strand?.joint && isSplice(row.strand.joint) ? row.strand.joint : null;
  const anchor = row.side === "right" ? "end" : "start";
  const words = row.strand ? strandWords(row.strand, row.elsewhere, w < 200, t) : legWords(row);
  return (
    <g
      className={look && splice?.id === look.id ? "splice-row splice-row-looked" : "splice-row"}
      onPointerEnter={() => splice && onLook(splice)}
      onPointerLeave={() => onLook(null)}
    >
      {row.strand && (
        <Swatch strand={row.strand.strand} tube={row.strand.tube} x={inner + inward * 13} y={row.y} row={row} />
      )}
      {!row.strand && <circle className="splice-leg" cx={inner} cy={row.y} r="3" />}
      <text x={inner + inward * (row.strand ? 26 : 9)} y={row.y} textAnchor={anchor}>
        {words}
      </text>
    </g>
  );
}

/** A port or leg: `3`, or `3–32` of spare legs. */
function legWords({ number = 0, ends }: DiagramRow): string {
  return ends.length > 1 ? `${number}–${number + ends.length - 1}` : String(number);
}

/** `1.3 red`, or `1.4–1.12 free (9)`; where there is little room, a sign for what is joined elsewhere. */
function strandWords(strand: SpliceRow, elsewhere: boolean, isNarrow: boolean, t: Translate): string {
  const [first] = strand.ends;
  const last = strand.ends[strand.ends.length - 1] ?? first;
  const address = `${first.tube}.${first.strand}`;
  if (strand.ends.length > 1) {
    const what = strand.joint ? t("method.uncut") : t("closure.free");
    return `${address}–${last.tube}.${last.strand} ${what} (${strand.ends.length})`;
  }
  const colour = colourName(strand.strand, t);
  if (!strand.joint) return `${address} ${colour} · ${t("closure.free")}`;
  if (!elsewhere) return `${address} ${colour}`;
  return isNarrow ? `${address} ${colour} ⇢` : `${address} ${colour} · ${t("closure.elsewhere")}`;
}

interface SwatchProps {
  readonly strand: MarkedColour;
  readonly tube: MarkedColour;
  readonly x: number;
  readonly y: number;
  readonly row: DiagramRow;
}

/** A strand's colour inside its tube's; of a run of strands the tube's alone. */
function Swatch({ strand, tube, x, y, row }: SwatchProps) {
  const one = row.ends.length === 1;
  return (
    <>
      <rect
        className="splice-tube"
        x={x - 8}
        y={y - 5.5}
        width="16"
        height="11"
        rx="5.5"
        fill={strandColours[tube.colour]}
      />
      {one && <circle className="splice-strand" cx={x} cy={y} r="3.6" fill={strandColours[strand.colour]} />}
      {one && strand.tracers > 0 && <circle className="strand-tracer" cx={x} cy={y} r="1.8" />}
    </>
  );
}

interface LineProps extends Pick<BlockProps, "columns" | "onLook"> {
  readonly line: DiagramLine;
  readonly blocks: readonly DiagramBlock[];
  readonly looked: boolean;
}

function SpliceLine({ line, columns, blocks, looked, onLook }: LineProps) {
  const { splice, count, from, to, colour } = line;
  const [one, two] = [placeOf(from, blocks, columns), placeOf(to, blocks, columns)];
  const planned = splice.status === "proposed" || splice.status === "planned";
  const d = curve(one, two);
  const thick = count > 1 ? Math.min(9, 3 + count / 12) : 2.6;
  const kind = splice.method === "uncut" ? "uncut" : planned ? "planned" : "made";
  return (
    <g
      className={`splice-line splice-line-${kind}${looked ? " splice-line-looked" : ""}`}
      onPointerEnter={() => onLook(splice)}
      onPointerLeave={() => onLook(null)}
    >
      <path className="splice-casing" d={d} strokeWidth={thick + 1.8} />
      <path className="splice-glass" d={d} strokeWidth={thick} stroke={strandColours[colour.colour]} />
      {splice.method !== "uncut" && <circle className="splice-joint" {...middleOf(one, two)} r="3.1" />}
    </g>
  );
}

interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly out: 1 | -1;
}

function placeOf(row: DiagramRow, blocks: readonly DiagramBlock[], columns: Columns): Anchor {
  const block = blocks.find(({ rows }) => rows.includes(row));
  const left = block ? leftOf(block, columns) : 0;
  const w = block ? widthOf(block, columns) : 0;
  return row.side === "right" ? { x: left + w, y: row.y, out: 1 } : { x: left, y: row.y, out: -1 };
}

function reachOf(one: Anchor, two: Anchor): number {
  // Two rows of one side are joined by a bow that keeps clear of its block.
  return one.out === two.out
    ? 26 + Math.min(30, Math.abs(one.y - two.y) / 8)
    : Math.max(18, Math.abs(two.x - one.x) * 0.5);
}

function curve(one: Anchor, two: Anchor): string {
  const reach = reachOf(one, two);
  return `M${one.x} ${one.y}C${one.x + one.out * reach} ${one.y} ${two.x + two.out * reach} ${two.y} ${two.x} ${two.y}`;
}

function middleOf(one: Anchor, two: Anchor): { cx: number; cy: number } {
  const reach = reachOf(one, two);
  return {
    cx: (one.x + 3 * (one.x + one.out * reach) + 3 * (two.x + two.out * reach) + two.x) / 8,
    cy: (one.y + two.y) / 2,
  };
}
