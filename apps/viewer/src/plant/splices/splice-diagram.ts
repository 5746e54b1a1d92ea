import {
  type Closure,
  type Equipment,
  endText,
  isPort,
  isSplice,
  isStrandEnd,
  type JointEnd,
  type MarkedColour,
  type Network,
  type Splice,
  type SplitterLeg,
} from "@cuntong/network";
import { type CableEnd, type ClosureContent, closureContent, type HeldSplitter } from "./ends-at.ts";
import { type SpliceRow, spliceRows } from "./splice-rows.ts";

/** A row of a block: its ends, where its line leaves the block, and how far down its middle is. */
export interface DiagramRow {
  readonly key: string;
  readonly ends: readonly JointEnd[];
  readonly side: "left" | "right";
  readonly y: number;
  /** Colours of a strand and its tube; absent for ports and legs. */
  readonly strand?: SpliceRow;
  /** Port or leg; of a run of spare legs the first. */
  readonly number?: number;
  /** It is joined, but to nothing that is drawn here: in another closure at the node. */
  readonly elsewhere: boolean;
}

/** A cable end, splitter or device with its rows. */
export interface DiagramBlock {
  readonly key: string;
  readonly column: "left" | "middle" | "right";
  readonly of:
    | { readonly kind: "cable"; readonly end: CableEnd }
    | { readonly kind: "splitter"; readonly held: HeldSplitter }
    | { readonly kind: "device"; readonly device: Equipment };
  readonly y: number;
  readonly height: number;
  readonly rows: readonly DiagramRow[];
}

/** A splice, or a run of uncut strands, drawn as one line between two rows. */
export interface DiagramLine {
  readonly splice: Splice;
  readonly count: number;
  readonly from: DiagramRow;
  readonly to: DiagramRow;
  /** Of the strand where it has one; of a leg's strand otherwise. */
  readonly colour: MarkedColour;
}

/** A closure's splices: cables left and right, splitters between them. Vertical measures are pixels. */
export interface SpliceDiagram {
  readonly blocks: readonly DiagramBlock[];
  readonly lines: readonly DiagramLine[];
  readonly height: number;
  readonly content: ClosureContent;
}

const rowHeight = 17;
export const headHeight = 36;
const gap = 14;

/**
 * Draws what is joined in a closure. Cables that arrive with their b-end lie left and those that start lie right; where all would lie on
 * one side the largest goes to the other. Splitters lie between them, and frames and devices at the node whose ports strands end in.
 */
export function spliceDiagram(network: Network, closure: Closure): SpliceDiagram {
  const content = closureContent(network, closure);
  const drawn = [...content.splices, ...atPortsBeside(network, content.ends)];
  const here = new Set(drawn.map(({ id }) => id));
  const { left, right } = sides(content.ends);
  const cableBlock = (end: CableEnd, column: "left" | "right"): Unplaced => ({
    key: `${end.cable.id} ${end.end}`,
    column,
    of: { kind: "cable", end },
    rows: spliceRows(network, end).map((row) => strandRow(row, column === "left" ? "right" : "left", here)),
  });
  const leftBlocks = stacked(left.map((end) => cableBlock(end, "left")));
  const rightBlocks = stacked(right.map((end) => cableBlock(end, "right")));
  const sideRows = rowsByEnd([...leftBlocks, ...rightBlocks]);
  const between = [
    ...content.splitters.map((held) => splitterBlock(network, held)),
    ...devicesIn(network, drawn).map(([device, ports]) => deviceBlock(device, ports, drawn, sideRows)),
  ];
  const wanted = new Map(between.map((block) => [block, meanY(drawn, block, sideRows) - headHeight - rowHeight / 2]));
  const middle = stacked(
    between.toSorted((one, two) => (wanted.get(one) ?? 0) - (wanted.get(two) ?? 0)),
    (block) => wanted.get(block) ?? 0,
  );
  const blocks = [...leftBlocks, ...middle, ...rightBlocks];
  const height = Math.max(0, ...blocks.map((block) => block.y + block.height));
  return { blocks, lines: linesOf(drawn, rowsByEnd(blocks)), height, content };
}

/** Splices of these cable ends that need no closure: at the ports of frames and devices at the same node. */
function atPortsBeside(network: Network, ends: readonly CableEnd[]): Splice[] {
  const found = new Map<string, Splice>();
  for (const { cable, end } of ends) {
    for (const joint of network.jointsOf("cables", cable.id)) {
      if (!isSplice(joint) || joint.closureId !== undefined || joint.status === "decommissioned") continue;
      const own = [joint.a, joint.b].some((one) => isStrandEnd(one) && one.cableId === cable.id && one.end === end);
      if (own && (isPort(joint.a) || isPort(joint.b))) found.set(joint.id, joint);
    }
  }
  return [...found.values()];
}

type Unplaced = Omit<DiagramBlock, "y" | "height" | "rows"> & { readonly rows: readonly Omit<DiagramRow, "y">[] };

function sides(ends: readonly CableEnd[]): { left: readonly CableEnd[]; right: readonly CableEnd[] } {
  const [left, right] = [ends.filter(({ end }) => end === "b"), ends.filter(({ end }) => end === "a")];
  if (left.length > 0 && right.length > 0) return { left, right };
  const [largest, ...rest] = ends.toSorted((one, two) => two.type.strands - one.type.strands);
  return { left: largest ? [largest] : [], right: ends.filter((end) => rest.includes(end)) };
}

function strandRow(row: SpliceRow, side: DiagramRow["side"], here: ReadonlySet<string>): Omit<DiagramRow, "y"> {
  const elsewhere = row.joint !== undefined && !here.has(row.joint.id);
  return { key: endText(row.ends[0]), ends: row.ends, side, strand: row, elsewhere };
}

function plainRow(end: JointEnd, side: DiagramRow["side"], number: number): Omit<DiagramRow, "y"> {
  return { key: endText(end), ends: [end], side, number, elsewhere: false };
}

/** Inputs stand on the left edge of a splitter, outputs on its right, beginning at the same height; spare outputs next to each other are one row. */
function splitterBlock(network: Network, held: HeldSplitter): Unplaced {
  const leg = (side: "in" | "out", number: number): SplitterLeg => ({
    splitterId: held.splitter.id,
    side,
    leg: number,
  });
  const inputs = numbers(held.type.inputs).map((number) => plainRow(leg("in", number), "left", number));
  const outputs: Omit<DiagramRow, "y">[] = [];
  let wasSpare = false;
  for (const number of numbers(held.type.outputs)) {
    const end = leg("out", number);
    const isSpare = network.jointsAt(end).length === 0;
    const last = outputs[outputs.length - 1];
    if (isSpare && wasSpare && last) outputs[outputs.length - 1] = { ...last, ends: [...last.ends, end] };
    else outputs.push(plainRow(end, "right", number));
    wasSpare = isSpare;
  }
  return { key: held.splitter.id, column: "middle", of: { kind: "splitter", held }, rows: [...inputs, ...outputs] };
}

/** The ports of a device that strands end in, each on the edge that its strand comes from. */
function deviceBlock(
  device: Equipment,
  ports: readonly number[],
  splices: readonly Splice[],
  rows: ReadonlyMap<string, DiagramRow>,
): Unplaced {
  const isAt = (end: JointEnd, port: number) => isPort(end) && end.equipmentId === device.id && end.port === port;
  const sideOf = (port: number): DiagramRow["side"] => {
    const joined = splices.flatMap(({ a, b }) => (isAt(a, port) ? [b] : isAt(b, port) ? [a] : []));
    // A row of the right column is left by its left edge: its port looks right.
    return joined.some((end) => rows.get(endText(end))?.side === "left") ? "right" : "left";
  };
  return {
    key: device.id,
    column: "middle",
    of: { kind: "device", device },
    rows: ports.map((port) => plainRow({ equipmentId: device.id, port }, sideOf(port), port)),
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

/** Blocks below each other, each no higher than `wanted`. */
function stacked(blocks: readonly Unplaced[], wanted: (block: Unplaced) => number = () => 0): DiagramBlock[] {
  let free = 0;
  return blocks.map((block) => {
    const y = Math.max(free, wanted(block));
    const counts = { left: 0, right: 0 };
    const rows = block.rows.map((row) => ({ ...row, y: y + headHeight + rowHeight * (counts[row.side]++ + 0.5) }));
    const height = headHeight + rowHeight * Math.max(counts.left, counts.right) + 6;
    free = y + height + gap;
    return { ...block, y, height, rows };
  });
}

function rowsByEnd(blocks: readonly DiagramBlock[]): Map<string, DiagramRow> {
  return new Map(
    blocks.flatMap(({ rows }) => rows.flatMap((row) => row.ends.map((end) => [endText(end), row] as const))),
  );
}

/** How far down what is joined to a block lies on the average. */
function meanY(splices: readonly Splice[], block: Unplaced, rows: ReadonlyMap<string, DiagramRow>): number {
  const own = new Set(block.rows.flatMap((row) => row.ends.map(endText)));
  const heights = splices.flatMap(({ a, b }) =>
    own.has(endText(a)) || own.has(endText(b)) ? [a, b].flatMap((end) => rows.get(endText(end))?.y ?? []) : [],
  );
  return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length;
}

function devicesIn(network: Network, splices: readonly Splice[]): [Equipment, number[]][] {
  const ports = new Map<string, Set<number>>();
  for (const { a, b } of splices) {
    for (const end of [a, b]) {
      if (!isPort(end)) continue;
      const held = ports.get(end.equipmentId) ?? new Set();
      ports.set(end.equipmentId, held.add(end.port));
    }
  }
  return [...ports]
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .flatMap(([id, numbers]) => {
      const device = network.get("equipment", id);
      return device ? [[device, [...numbers].sort((one, two) => one - two)] as [Equipment, number[]]] : [];
    });
}

/** One line for each splice, and one for each run of uncut strands that both its ends draw as one row. */
function linesOf(splices: readonly Splice[], rows: ReadonlyMap<string, DiagramRow>): DiagramLine[] {
  const lines = new Map<string, DiagramLine>();
  for (const splice of splices) {
    const [one, two] = [rows.get(endText(splice.a)), rows.get(endText(splice.b))];
    if (!one || !two) continue;
    const key = `${one.key} ${two.key}`;
    const held = lines.get(key);
    const colour = one.strand?.strand ?? two.strand?.strand ?? { colour: "natural" as const, tracers: 0 };
    lines.set(key, { splice: held?.splice ?? splice, count: (held?.count ?? 0) + 1, from: one, to: two, colour });
  }
  return [...lines.values()];
}
