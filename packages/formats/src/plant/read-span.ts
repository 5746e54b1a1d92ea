import { type Datum, distanceM, lineLengthM, type Position, toWgs84 } from "@cuntong/geo";
import type { PlantNode, Span, SpanId, Support } from "@cuntong/network";
import type { IssueLog } from "../file/issue-log.ts";
import type { EndFinder } from "./end-finder.ts";
import type { SpanRecord } from "./plant-record.ts";
import { parseSupport } from "./plant-words.ts";
import { readStatus } from "./read-node.ts";

/** A line's end this near its node is at it. */
const touchM = 0.01;
/** A line's end farther than this from its node belongs to another node. */
const maxEndGapM = 1_000;

/** Reads one span; `undefined` when an error keeps it from being one. */
export function readSpan(
  record: SpanRecord,
  number: number,
  datum: Datum,
  ends: EndFinder,
  log: IssueLog,
): Span | undefined {
  const { place } = record;
  const id = (record.id ?? `span-${number}`) as SpanId;
  if (!record.isFibre)
    return void log.warning("NOT_FIBRE", place, "The span is not fibre and is left out.", { value: id });
  const drawn = readLine(record, datum, log);
  if (!drawn) return undefined;
  if (record.id === undefined)
    log.warning("ID_GENERATED", place, "The span has no id; its number in the file is used.");
  const line = turn(drawn, ends.known(record.from), ends.known(record.to));
  const from = ends.find(record.from, line[0]!, id, "start", place);
  const to = ends.find(record.to, line.at(-1)!, id, "end", place);
  if (!from || !to) return undefined;
  if (from.id === to.id)
    return void log.error("SPAN_CLOSED", place, "The span begins and ends at the same node.", { value: from.id });
  const joined = joinEnds(line, from, to, record, log);
  if (!joined) return undefined;
  const lengthM = lineLengthM(joined);
  checkFibreLength(record, lengthM, log);
  return {
    id,
    from: from.id,
    to: to.id,
    support: readSupport(record, log),
    line: joined,
    lengthM,
    status: readStatus(record, log),
  };
}

function readLine(record: SpanRecord, datum: Datum, log: IssueLog): Position[] | undefined {
  const { line, place, otherLines } = record;
  if (!line) return void log.error("SPAN_LINE_MISSING", place, "The span has no line.");
  if (otherLines > 0) {
    return void log.error(
      "GEOMETRY_MULTI",
      place,
      `The span has ${otherLines + 1} lines; a span is one line between two nodes.`,
      {
        suggestion: "Split it into one span per line.",
      },
    );
  }
  if (line.every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
    return line.map((position) => toWgs84(position, datum));
  }
  return void log.error("POSITION_NOT_DEGREES", place, "The line is not in degrees.", { value: line[0]!.join(",") });
}

/** The line drawn from its `from` node to its `to` node: turned round when that fits the nodes better. */
function turn(line: Position[], from: PlantNode | undefined, to: PlantNode | undefined): Position[] {
  const [first, last] = [line[0]!, line.at(-1)!];
  const ahead = gapM(first, from) + gapM(last, to);
  const back = gapM(last, from) + gapM(first, to);
  return back < ahead ? [...line].reverse() : line;
}

function gapM(position: Position, node: PlantNode | undefined): number {
  return node ? distanceM(position[0], position[1], node.position[0], node.position[1]) : 0;
}

/** The line led to the very positions of its nodes; a gap is reported, a large one refused. */
function joinEnds(
  line: Position[],
  from: PlantNode,
  to: PlantNode,
  record: SpanRecord,
  log: IssueLog,
): Position[] | undefined {
  const joined = [...line];
  for (const [node, end] of [
    [from, "start"],
    [to, "end"],
  ] as const) {
    const at = end === "start" ? joined[0]! : joined.at(-1)!;
    const gap = gapM(at, node);
    const detail = { value: node.id, params: { gapM: Math.round(gap * 100) / 100 } };
    const place = { ...record.place, lon: at[0], lat: at[1] };
    if (gap > maxEndGapM) {
      return void log.error("SPAN_END_FAR", place, `The line's ${end} is ${Math.round(gap)} m from its node.`, detail);
    }
    if (gap > touchM) {
      log.warning(
        "SPAN_END_GAP",
        place,
        `The line's ${end} is ${gap.toFixed(2)} m from its node; it was led to the node.`,
        detail,
      );
    }
    if (gap <= touchM) joined[end === "start" ? 0 : joined.length - 1] = node.position;
    else if (end === "start") joined.unshift(node.position);
    else joined.push(node.position);
  }
  return joined;
}

function readSupport(record: SpanRecord, log: IssueLog): Support {
  const known = record.supports.map(parseSupport).find((support) => support !== undefined);
  if (known) return known;
  const found = record.supports.join(", ");
  log.info(
    "SUPPORT_ASSUMED",
    record.place,
    "The support is not said in a known word; it is taken as aerial.",
    found === "" ? {} : { value: found },
  );
  return "aerial";
}

/** OFDS's `fibreLength` is kilometres of cable: less than the line is impossible, fifty times more was written in metres. */
function checkFibreLength({ fibreLengthKm, place }: SpanRecord, lengthM: number, log: IssueLog): void {
  if (fibreLengthKm === undefined) return;
  const where = { ...place, field: "fibreLength" };
  const detail = { value: fibreLengthKm, params: { lengthM: Math.round(lengthM) } };
  if (fibreLengthKm * 1000 > lengthM * 50) {
    log.warning(
      "FIBRE_LENGTH_METRES",
      where,
      `${fibreLengthKm} km of fibre on ${Math.round(lengthM)} m of line: it was probably written in metres.`,
      detail,
    );
  } else if (fibreLengthKm * 1000 < lengthM * 0.99) {
    log.warning(
      "FIBRE_LENGTH_SHORT",
      where,
      `${fibreLengthKm} km of fibre cannot cover ${Math.round(lengthM)} m of line.`,
      detail,
    );
  }
}
