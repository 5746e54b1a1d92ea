import type { OtdrRecord } from "@cuntong/db";
import {
  accept,
  calibratingBy,
  knownBy,
  type Located,
  type LocatedFault,
  type LocateOptions,
  locate,
  locateAlongRoute,
  type Network,
  type Place,
  type Port,
  type Reading,
  type StrandEnd,
} from "@cuntong/network";
import { type Command, parseFilesAndOptions, UsageError } from "../usage.ts";
import { networkFlags, networkHelp, networkUsage, readNetwork } from "./read-network.ts";

const flags = {
  ...networkFlags,
  port: { type: "string" },
  strand: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  lay: { type: "string" },
  metres: { type: "string" },
  "instrument-index": { type: "string" },
  "glass-index": { type: "string" },
  launch: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

/** `cuntong locate`: from metres of an OTDR to a pole. */
export const locateCommand: Command = {
  name: "locate",
  usage: `cuntong locate ${networkUsage} (--port EQUIPMENT:N | --strand CABLE:TUBE.STRAND:a|b | --from NODE --to NODE --lay PCT) --metres M [--json]`,
  options: [
    ...networkHelp,
    ["--port E:N", "where the instrument is joined: a port of equipment"],
    ["--strand C:T.S:a", "or an end of a strand"],
    ["--from N --to N", "or, in a plant of spans alone, a node, and the node that the route leads to"],
    ["--lay PCT", "with --from: how much longer the glass is than the sheath; nothing is taken for granted"],
    ["--metres M", "distance of the fault as the instrument shows it"],
    [
      "--instrument-index N",
      "group index that the instrument was set to: metres are put to that of the port's baseline",
    ],
    ["--glass-index N", "group index of the glass, with --instrument-index"],
    ["--launch M", "metres of launch cable before the port"],
  ],
  summary: "Where a reading of an OTDR lies: point, interval, landmarks, access and phone-map coordinates.",
  async run(args) {
    const { files, options } = parseFilesAndOptions(args, ["FILE"], flags, 0);
    const reading = readingOf(options);
    const from = options.port === undefined ? undefined : portOf(options.port);
    const read = await readNetwork(files[0], options, from);
    if (!read) return 2;
    const known = from && read.baseline ? baselineOf(read.network, from, read.baseline) : accept(undefined);
    const answer = known.ok ? ask(read.network, options, reading, known.value?.known) : known;
    if (!answer.ok) {
      process.stderr.write(`${answer.code}: ${answer.message}\n`);
      if (options.json) process.stdout.write(`${JSON.stringify({ code: answer.code, message: answer.message })}\n`);
      return 2;
    }
    const { value } = answer;
    const baseline = known.ok ? known.value?.told : undefined;
    const told = { source: read.source, revision: read.network.revision, ...value, ...(baseline && { baseline }) };
    process.stdout.write(options.json ? `${JSON.stringify(told)}\n` : describe(value, baseline));
    return 0;
  },
};

type Options = ReturnType<typeof parseFilesAndOptions<typeof flags>>["options"];

function readingOf(options: Options): Reading {
  const instrumentIndex = numberOf(options["instrument-index"], "--instrument-index");
  const glassIndex = numberOf(options["glass-index"], "--glass-index");
  const launchM = numberOf(options.launch, "--launch");
  const opticalM = numberOf(options.metres, "--metres");
  if (opticalM === undefined) throw new UsageError("Say --metres: the distance that the instrument shows.");
  return {
    opticalM,
    ...(instrumentIndex !== undefined && { instrumentIndex }),
    ...(glassIndex !== undefined && { glassIndex }),
    ...(launchM !== undefined && { launchM }),
  };
}

function numberOf(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new UsageError(`${flag} takes a number, not "${text}".`);
  return value;
}

/** What the port's accepted trace says of its glass, and what is told of it. */
function baselineOf(network: Network, from: Port, { id, fileName, at, summary }: OtdrRecord) {
  const now = calibratingBy(network, from, summary);
  if (!now.ok) return now;
  const { anchors, lost } = now.value;
  return accept({ known: knownBy(now.value, summary), told: { id, fileName, at, joints: anchors.length, lost } });
}

type Baseline = Extract<ReturnType<typeof baselineOf>, { ok: true }>["value"]["told"];

function ask(network: Network, { port, strand, from, to, lay }: Options, reading: Reading, known?: LocateOptions) {
  if (port !== undefined) return locate(network, portOf(port), reading, known);
  if (strand !== undefined) return locate(network, strandOf(strand), reading);
  if (from === undefined || to === undefined) throw new UsageError("Say --port, --strand, or --from with --to.");
  const layPct = numberOf(lay, "--lay");
  if (layPct === undefined) throw new UsageError("Say --lay: how much longer the glass is than the sheath, per cent.");
  return locateAlongRoute(network, { from: from as never, to: to as never }, reading, layPct);
}

function portOf(text: string): Port {
  const match = /^(.+):(\d+)$/.exec(text);
  if (!match) throw new UsageError(`--port takes EQUIPMENT:N, not "${text}".`);
  return { equipmentId: match[1], port: Number(match[2]) } as Port;
}

function strandOf(text: string): StrandEnd {
  const match = /^(.+):(\d+)\.(\d+):([ab])$/.exec(text);
  if (!match) throw new UsageError(`--strand takes CABLE:TUBE.STRAND:a or :b, not "${text}".`);
  const [, cableId, tube, number, end] = match;
  return { cableId, tube: Number(tube), strand: Number(number), end } as StrandEnd;
}

function describe({ faults, ends, assumed }: Located, baseline?: Baseline): string {
  const lines = faults.flatMap(faultLines);
  for (const { place, excessM } of ends) {
    lines.push(`end at ${place.after.name}, excess ${excessM.toFixed(0)} m`);
  }
  if (baseline) lines.push(...baselineLines(baseline));
  if (assumed) lines.push("assumed: one cable along the route; nothing is known of joints, coils and marks");
  return `${lines.join("\n")}\n`;
}

function baselineLines({ fileName, at, joints, lost }: Baseline): string[] {
  return [
    `baseline ${fileName} of ${at.slice(0, 10)}: ${joints} joint${joints === 1 ? "" : "s"} of the plant as it is now`,
    ...lost.map(
      ({ name, glassM }) =>
        `  fits no more: ${name}, seen at ${glassM.toFixed(0)} m; the plant was changed there since`,
    ),
  ];
}

function faultLines({ place, interval, access, calibration }: LocatedFault): string[] {
  const { WGS84, GCJ02, BD09 } = place.datums;
  return [
    landmarkText(place),
    `  interval: ${interval.beforeM.toFixed(0)} m before to ${interval.afterM.toFixed(0)} m beyond (95 %), ${calibration}`,
    ...access.map(({ name, metres, direction }) => `  access: ${name}, ${metres.toFixed(0)} m ${direction}`),
    ...(place.cableId === undefined
      ? []
      : [`  cable ${place.cableId}, ${place.sheathM.toFixed(0)} m of sheath from its start`]),
    ...(place.markM === undefined ? [] : [`  mark on the sheath: ${place.markM.toFixed(0)} m`]),
    `  WGS 84 ${latLon(WGS84)}   GCJ-02 ${latLon(GCJ02)}   BD-09 ${latLon(BD09)}`,
  ];
}

function landmarkText({ before, after, coil }: Place): string {
  if (coil) return `in the coil at ${before.name}`;
  return `${before.metres.toFixed(0)} m past ${before.name} towards ${after.name} (${after.metres.toFixed(0)} m before it)`;
}

function latLon([lon, lat]: readonly [number, number]): string {
  return `${lat.toFixed(6)},${lon.toFixed(6)}`;
}
