import { readFile } from "node:fs/promises";
import type { MultiPolygon } from "@cuntong/geo";
import { type Cuts, type Impact, impact, type Network, type Strand, workWindow } from "@cuntong/network";
import { type Command, parseFilesAndOptions, UsageError } from "../usage.ts";
import { networkFlags, networkHelp, networkUsage, readNetwork } from "./read-network.ts";

const many = { type: "string", multiple: true } as const;
const flags = {
  ...networkFlags,
  span: many,
  node: many,
  cable: many,
  strand: many,
  closure: many,
  splitter: many,
  equipment: many,
  area: { type: "string" },
  planned: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;
type Options = ReturnType<typeof parseFilesAndOptions<typeof flags>>["options"];

/** `cuntong impact`: who is dark when things fail. */
export const impactCommand: Command = {
  name: "impact",
  usage: `cuntong impact ${networkUsage} (--span ID | --node ID | --cable ID | ... | --area F)... [--planned] [--json]`,
  options: [
    ...networkHelp,
    ["--span ID", "what fails; also --node, --cable, --closure, --splitter, --equipment; each may be given again"],
    ["--strand C:T.S", "a strand by cable, tube and number"],
    ["--area F", "everything in the polygons of a GeoJSON file"],
    ["--planned", "adds how the plant is held during the work"],
  ],
  summary: "Villages, people, circuits and services that are lost, degraded and safe when things fail.",
  async run(args) {
    const { files, options } = parseFilesAndOptions(args, ["FILE"], flags, 0);
    const cuts = await cutsOf(options);
    const read = await readNetwork(files[0], options);
    if (!read) return 2;
    const found = impact(read.network, cuts);
    if (!found.ok) return refuse(found, options.json);
    const window = options.planned ? workWindow(read.network, cuts) : undefined;
    if (window && !window.ok) return refuse(window, options.json);
    const answer = { source: read.source, ...found.value, ...(window && { window: window.value }) };
    process.stdout.write(options.json ? `${JSON.stringify(answer)}\n` : describe(found.value, read.network));
    return 0;
  },
};

function refuse({ code, message }: { readonly code: string; readonly message: string }, json: boolean): number {
  process.stderr.write(`${code}: ${message}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ code, message })}\n`);
  return 2;
}

async function cutsOf(options: Options): Promise<Cuts> {
  const cuts = {
    ...(options.span && { spans: options.span }),
    ...(options.node && { nodes: options.node }),
    ...(options.cable && { cables: options.cable }),
    ...(options.closure && { closures: options.closure }),
    ...(options.splitter && { splitters: options.splitter }),
    ...(options.equipment && { equipment: options.equipment }),
    ...(options.strand && { strands: options.strand.map(strandOf) }),
    ...(options.area !== undefined && { areas: await areasOf(options.area) }),
  };
  if (Object.keys(cuts).length === 0) throw new UsageError("Say what fails: --span, --node, --cable, --area ...");
  return cuts;
}

function strandOf(text: string): Strand {
  const match = /^(.+):(\d+)\.(\d+)$/.exec(text);
  if (!match) throw new UsageError(`--strand takes CABLE:TUBE.STRAND, not "${text}".`);
  return { cableId: match[1], tube: Number(match[2]), strand: Number(match[3]) } as Strand;
}

/** Polygons of a GeoJSON file, whatever they are wrapped in. */
async function areasOf(path: string): Promise<MultiPolygon[]> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(`--area ${path}: no such file.`);
  });
  const shapes: MultiPolygon[] = [];
  const take = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { type, coordinates, geometry, geometries, features } = value as Record<string, unknown>;
    if (type === "Polygon") shapes.push([coordinates] as MultiPolygon);
    else if (type === "MultiPolygon") shapes.push(coordinates as MultiPolygon);
    take(geometry);
    for (const list of [geometries, features]) if (Array.isArray(list)) list.forEach(take);
  };
  try {
    take(JSON.parse(text));
  } catch {
    throw new UsageError(`--area ${path} is no GeoJSON.`);
  }
  if (shapes.length === 0) throw new UsageError(`--area ${path} has no polygon.`);
  return shapes;
}

function describe(
  { villages, villagesSafe, people, services, circuits, dead, oneCutFromDark }: Impact,
  network: Network,
): string {
  const names = (fate: "lost" | "degraded") =>
    villages
      .filter((one) => one.fate === fate)
      .map(({ code }) => `${network.get("villages", code)?.name ?? code} (${code})`);
  const [lost, degraded] = [names("lost"), names("degraded")];
  const lines = [
    `broken: ${dead.spans} spans, ${dead.cables} cables, ${dead.closures} closures, ${dead.equipment} devices`,
    `lost: ${lost.length} villages, ${people.lost} people${listed(lost)}`,
    `degraded: ${degraded.length} villages, ${people.degraded} people${listed(degraded)}`,
    `safe: ${villagesSafe} villages`,
    `circuits: ${circuits.filter(({ fate }) => fate === "lost").length} lost, ${circuits.filter(({ fate }) => fate === "degraded").length} degraded`,
    ...services.map(
      ({ kind, ...counts }) => `${kind}: ${counts.lost} lost, ${counts.degraded} degraded, ${counts.safe} safe`,
    ),
    `one more cut from dark: ${oneCutFromDark.length} villages`,
  ];
  return `${lines.join("\n")}\n`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "" : `: ${names.slice(0, 20).join(", ")}${names.length > 20 ? " ..." : ""}`;
}
