import { pointDistances, readSor, type SorEvent, type SorPoints, type SorTrace } from "@cuntong/formats";
import { type Issue, isClean } from "@cuntong/network";
import { findFile, readBytes } from "./plan/input-file.ts";
import { printIssues } from "./terminal.ts";
import { type Command, parseFileAndOptions } from "./usage.ts";

/** What `cuntong sor` prints: the trace with its curve in figures. */
export interface SorAnswer extends Omit<SorTrace, "link" | "instrument" | "acquisition" | "points"> {
  readonly header: Pick<SorTrace, "link" | "instrument" | "acquisition">;
  readonly points: PointsAnswer | null;
}

/** The curve in figures; every point with `--points`. */
export interface PointsAnswer {
  readonly count: number;
  readonly stretches: SorPoints["stretches"];
  readonly highestDb: number | null;
  readonly lowestDb: number | null;
  /** Of as many points as have a place, to the millimetre. */
  readonly distanceM?: readonly number[];
  readonly levelDb?: readonly number[];
}

/** `cuntong sor`: what an OTDR trace says. */
export const sorCommand: Command = {
  name: "sor",
  usage: "cuntong sor FILE.sor [--points] [--json]",
  summary:
    "Reads an OTDR trace (SOR: Bellcore GR-196, Telcordia SR-4731): wavelength, group index, events in metres, summary, checksum, and with --points the curve.",
  async run(args) {
    const { file, options } = parseFileAndOptions(args, {
      json: { type: "boolean", default: false },
      points: { type: "boolean", default: false },
    });
    const { trace, issues } = await read(file);
    printIssues(issues);
    const answer = trace && answerOf(trace, options.points);
    if (!isClean(issues)) return refuse(issues, answer, options.json);
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : describe(answer!));
    return 0;
  },
};

async function read(path: string): Promise<{ trace?: SorTrace; issues: readonly Issue[] }> {
  const missing: Issue[] = [];
  const file = await findFile(path, missing);
  return file ? readSor(await readBytes(file), { fileName: file.name }) : { issues: missing };
}

/** Bad input: the lines on stderr have said what is wrong, and where; what could be read is shown all the same. */
function refuse(issues: readonly Issue[], trace: SorAnswer | undefined, json: boolean): number {
  const errors = issues.filter(({ severity }) => severity === "error").length;
  process.stderr.write(`${errors} error${errors === 1 ? "" : "s"}: the trace is not whole.\n`);
  if (json) process.stdout.write(`${JSON.stringify({ errors, issues, ...(trace && { trace }) })}\n`);
  else if (trace) process.stdout.write(describe(trace));
  return 2;
}

function answerOf({ link, instrument, acquisition, points, ...trace }: SorTrace, all: boolean): SorAnswer {
  const { formatVersion, waveNm, groupIndex, events, summary, checksum, blocks } = trace;
  return {
    formatVersion,
    header: { link, instrument, acquisition },
    waveNm,
    groupIndex,
    events,
    summary,
    checksum,
    blocks,
    points: points && pointsOf(points, all),
  };
}

function pointsOf(points: SorPoints, all: boolean): PointsAnswer {
  const { levelDb, stretches } = points;
  const { length: count } = levelDb;
  let [highestDb, lowestDb] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const level of levelDb) {
    highestDb = Math.max(highestDb, level);
    lowestDb = Math.min(lowestDb, level);
  }
  const extremes = count > 0 ? { highestDb, lowestDb } : { highestDb: null, lowestDb: null };
  return { count, stretches, ...extremes, ...(all && curveOf(points)) };
}

function curveOf(points: SorPoints) {
  const distanceM = Array.from(pointDistances(points), (metres) => Math.round(metres * 1000) / 1000);
  return { distanceM, levelDb: Array.from(points.levelDb) };
}

function describe({ header, waveNm, groupIndex, events, summary, checksum, points }: SorAnswer): string {
  const { link, instrument, acquisition } = header;
  const pulses = (acquisition.pulses ?? []).map(({ widthNs }) => `${widthNs} ns`).join(", ");
  const lines = [
    `${shown(link.locationA)} to ${shown(link.locationB)}, cable ${shown(link.cableId)}, fibre ${shown(link.fibreId)}`,
    `${waveNm ?? "?"} nm, group index ${groupIndex ?? "?"}, pulse ${pulses || "?"}, ${dateOf(acquisition.measuredAtS)}`,
    `${shown(instrument.supplier)} ${shown(instrument.model)}, serial ${shown(instrument.serial)}`,
    "",
    ...eventTable(events),
    "",
    ...(summary
      ? [`end to end ${summary.lossDb} dB, from ${metres(summary.lossFromM)} to ${metres(summary.lossToM)} m`]
      : []),
    ...(summary?.returnLossDb != null ? [`return loss ${summary.returnLossDb} dB`] : []),
    ...(points ? describePoints(points) : ["no points"]),
    `checksum ${checksum.result}`,
  ];
  return `${lines.join("\n")}\n`;
}

function eventTable(events: readonly SorEvent[]): string[] {
  const rows = events.map(({ number, distanceM, slopeDbPerKm, lossDb, reflectanceDb, type, comment }) => [
    String(number),
    metres(distanceM),
    slopeDbPerKm.toFixed(3),
    lossDb.toFixed(3),
    reflectanceDb?.toFixed(3) ?? "-",
    [type.kind, type.origin, comment && shown(comment)].filter(Boolean).join(", "),
  ]);
  const heads = ["event", "metres", "dB/km", "loss dB", "reflectance dB", "what"];
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => row[i]!.length)));
  return [heads, ...rows].map((row) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : cell.padStart(widths[i]!))).join("  "),
  );
}

function describePoints({ count, stretches, highestDb, lowestDb, distanceM, levelDb }: PointsAnswer): string[] {
  const places = stretches.map(
    ({ count: own, startM, stepM }) => `${own} from ${metres(startM)} m every ${stepM.toFixed(4)} m`,
  );
  return [
    `${count} points${count > 0 ? ` between ${lowestDb} and ${highestDb} dB` : ""}${places.length > 0 ? `: ${places.join(", ")}` : ""}`,
    ...(levelDb ?? []).map((level, i) => `${distanceM?.[i]?.toFixed(3) ?? "?"}\t${level}`),
  ];
}

function metres(distanceM: number | null): string {
  return distanceM === null ? "?" : distanceM.toFixed(1);
}

/** The instrument's clock, which says no zone. */
function dateOf(measuredAtS: number | undefined): string {
  return measuredAtS === undefined ? "no date" : new Date(measuredAtS * 1000).toISOString().slice(0, 19);
}

/** A text of the file without what could steer a terminal. */
function shown(text: string | undefined): string {
  return text?.replace(/[\p{Cc}\p{Cf}]+/gu, " ").trim() || "?";
}
