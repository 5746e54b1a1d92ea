import type { Position } from "@cuntong/geo";
import { type ExistingSpans, existingSpansModes } from "@cuntong/network";
import { type OptionHelp, type parseOptions, UsageError, wholeNumber } from "../usage.ts";

const datumNames = ["auto", "WGS84", "CGCS2000", "GCJ02", "BD09"] as const;
export type DatumName = (typeof datumNames)[number];
const efforts = ["instant", "standard", "thorough"] as const;

/** The inputs of a plan as the command line names them. */
export interface InputOptions {
  readonly demo?: "guangxi" | "andorra";
  readonly villages?: string;
  readonly corridors?: string;
  readonly plant?: string;
  readonly root?: Position;
  readonly elevation: readonly string[];
  readonly prices?: string;
  readonly areas: readonly string[];
  readonly datum: DatumName;
  /** Poles, cable, joints, cabinets, splitters and running cost counted on their own. */
  readonly itemised: boolean;
  /** Corridors that end within so many metres of each other may be joined. */
  readonly offroadLimitM: number;
  /** What the existing plant is to the plan; where absent, fibre starts anywhere on it. */
  readonly existingSpans?: ExistingSpans;
  readonly effort: (typeof efforts)[number];
  readonly seed: number;
  readonly goodRowsOnly: boolean;
}

/** Flags that name inputs, for every command that plans. */
export const inputFlags = {
  demo: { type: "string" },
  villages: { type: "string" },
  corridors: { type: "string" },
  plant: { type: "string" },
  root: { type: "string" },
  elevation: { type: "string", multiple: true },
  prices: { type: "string" },
  areas: { type: "string", multiple: true },
  itemised: { type: "boolean" },
  "offroad-limit": { type: "string" },
  existing: { type: "string" },
  datum: { type: "string", default: "auto" },
  effort: { type: "string" },
  seed: { type: "string" },
  "good-rows-only": { type: "boolean", default: false },
} as const;

export const inputUsage = `(--villages F --corridors F (--plant F | --root LON,LAT) | --demo guangxi|andorra)
    [--elevation F]... [--areas F]... [--datum D]`;

/** What the options mean that name inputs. */
export const inputHelp: readonly OptionHelp[] = [
  ["--villages F", "CSV, XLSX, GeoJSON, GeoPackage, Shapefile, KML or the places of an .osm.pbf"],
  ["--corridors F", "where may be built: an .osm.pbf, or lines in GeoJSON, GeoPackage, Shapefile or KML"],
  ["--plant F", "existing nodes and spans: GeoJSON, GeoPackage or OFDS"],
  ["--root LON,LAT", "instead of a plant: where fibre starts, in degrees"],
  ["--demo guangxi|andorra", "a demonstration instead of files"],
  ["--elevation F", "SRTM .hgt or .hgt.zip; without it all ground is flat"],
  ["--areas F", "forbidden and expensive areas, soil, forest and permits: polygons"],
  ["--datum D", "of the files: auto (the default), WGS84, CGCS2000, GCJ02 or BD09"],
];

type InputValues = ReturnType<typeof parseOptions<typeof inputFlags>>;

/** Reads the flags that name inputs; a {@link UsageError} says what is wrong with them. */
export function readInputOptions(values: InputValues): InputOptions {
  const { demo, villages, corridors, plant, root, prices } = values;
  if (demo === undefined) requireInputs({ villages, corridors, plant, root });
  else if (villages ?? corridors ?? plant ?? root)
    throw new UsageError("--demo brings its own villages, corridors and plant.");
  return {
    ...(demo !== undefined && { demo: oneOf(demo, ["guangxi", "andorra"] as const, "--demo") }),
    ...(villages !== undefined && { villages }),
    ...(corridors !== undefined && { corridors }),
    ...(plant !== undefined && { plant }),
    ...(root !== undefined && { root: readPosition(root) }),
    ...(prices !== undefined && { prices }),
    ...(values.existing !== undefined && { existingSpans: oneOf(values.existing, existingSpansModes, "--existing") }),
    elevation: values.elevation ?? [],
    areas: values.areas ?? [],
    itemised: values.itemised ?? false,
    offroadLimitM: wholeNumber(values["offroad-limit"] ?? "0", "--offroad-limit", 0),
    datum: oneOf(values.datum, datumNames, "--datum"),
    effort: oneOf(values.effort ?? "standard", efforts, "--effort"),
    seed: wholeNumber(values.seed ?? "1", "--seed", 0),
    goodRowsOnly: values["good-rows-only"],
  };
}

/** A proposal brings its own prices, settings and seed: a flag that says otherwise would be ignored. */
export function refuseWhatProposalBrings(values: InputValues): void {
  for (const name of ["prices", "itemised", "offroad-limit", "existing", "effort"] as const) {
    if (values[name] !== undefined) throw new UsageError(`The proposal brings its own settings: leave --${name} out.`);
  }
  // The demonstration of Guangxi is generated from its seed, which is then an input.
  if (values.seed !== undefined && values.demo === undefined)
    throw new UsageError("The proposal brings its own seed: leave --seed out.");
}

function requireInputs(inputs: Record<"villages" | "corridors" | "plant" | "root", string | undefined>): void {
  if (!inputs.villages) throw new UsageError("--villages F is missing.");
  if (!inputs.corridors) throw new UsageError("--corridors F is missing.");
  if (!inputs.plant && !inputs.root) throw new UsageError("Say where the network starts: --plant F or --root LON,LAT.");
  if (inputs.plant && inputs.root) throw new UsageError("Give --plant or --root, not both.");
}

function oneOf<const T extends string>(value: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${name} takes ${allowed.join(", ")}, not "${value}".`);
  return found;
}

function readPosition(text: string): Position {
  const [lon, lat, ...rest] = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const isPosition = rest.length === 0 && Math.abs(lon ?? Number.NaN) <= 180 && Math.abs(lat ?? Number.NaN) <= 90;
  if (!isPosition) throw new UsageError(`--root takes LON,LAT in degrees, e.g. 108.32,22.82, not "${text}".`);
  return [lon!, lat!];
}
