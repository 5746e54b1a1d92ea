import {
  corridorPoints,
  osmCredit,
  type ReferencePoints,
  readAreas,
  readCorridorLines,
  readHgt,
  readOsmCorridors,
  readOsmPlaces,
  readPlant,
  readPriceBook,
  readVillages,
} from "@cuntong/formats";
import type { Elevation, Position } from "@cuntong/geo";
import {
  type Area,
  type Corridors,
  emptyCorridors,
  type Issue,
  type NodeId,
  type PlantNode,
  type PriceBook,
  type Span,
  type Village,
} from "@cuntong/network";
import { type PlanInput, statusesToConnect } from "@cuntong/planner";
import { describeInput, describePrices, findFile, type InputFile, readBytes } from "./input-file.ts";
import type { InputOptions } from "./input-options.ts";
import { planSettings, pricesWithout } from "./plan-settings.ts";

/** What was read: the planner's input, and everything wrong with the files. */
export interface ReadInputs {
  readonly input: PlanInput;
  readonly issues: readonly Issue[];
}

type Show = (step: string) => void;

/** Reads every file that the command line names. Nothing is left out silently: each doubt is an issue with its place. */
export async function readInputs(options: InputOptions, show: Show): Promise<ReadInputs> {
  const issues: Issue[] = [];
  const find = (path: string | undefined) => (path === undefined ? undefined : findFile(path, issues));
  const files = {
    corridors: await find(options.corridors),
    villages: await find(options.villages),
    plant: await find(options.plant),
    prices: await find(options.prices),
  };
  const elevationFiles = await findFiles(options.elevation, issues);
  const areaFiles = await findFiles(options.areas, issues);
  show("reading corridors");
  const corridors = files.corridors && (await takeCorridors(files.corridors, options, issues));
  show("reading villages and plant");
  const villages = files.villages ? await takeVillages(files.villages, options, corridors, issues) : [];
  const plant = files.plant ? await takePlant(files.plant, options, corridors, issues) : rootAlone(options.root);
  const elevation = elevationFiles.length > 0 ? await takeElevation(elevationFiles, issues) : undefined;
  const areas = await takeAreas(areaFiles, options, issues);
  const priceBook = files.prices ? await takePrices(files.prices, issues) : pricesWithout(options);
  const named = Object.entries(files).flatMap(([role, file]) => (file ? [{ role, file }] : []));
  const roles = [
    ...named,
    ...elevationFiles.map((file) => ({ role: "elevation", file })),
    ...areaFiles.map((file) => ({ role: "areas", file })),
  ];
  const inputs = [
    ...(await Promise.all(roles.map(({ role, file }) => describeInput(role, file)))),
    ...(files.prices ? [] : [describePrices(priceBook)]),
    ...(options.root ? [{ role: "root", name: options.root.join(",") }] : []),
    ...namedDatum(options),
  ];
  const usesOsm = roles.some(({ file }) => file.isOsm);
  const toConnect = villages.filter(({ status }) => statusesToConnect.includes(status));
  if (toConnect.length < villages.length) issues.push(haveFibre(villages.length - toConnect.length));
  return {
    input: {
      villages: toConnect,
      ...plant,
      corridors: corridors ?? emptyCorridors(),
      ...(elevation && { elevation }),
      ...(areas.length > 0 && { areas }),
      priceBook,
      settings: planSettings(options),
      seed: options.seed,
      inputs,
      credits: usesOsm ? [osmCredit] : [],
      generated: false,
    },
    issues,
  };
}

/** A datum that was named and not found in the files is an input of its own: read in another one the same files are other places. */
export function namedDatum({ datum }: Pick<InputOptions, "datum">): PlanInput["inputs"] {
  return datum === "auto" ? [] : [{ role: "datum", name: datum }];
}

function haveFibre(villages: number): Issue {
  const message = `${villages} villages have fibre or are being connected already; they are not planned for.`;
  return { severity: "info", code: "VILLAGES_CONNECTED", place: {}, message, params: { villages } };
}

async function takeCorridors(file: InputFile, options: InputOptions, issues: Issue[]): Promise<Corridors> {
  const read = file.isOsm
    ? await readOsmCorridors(file.path, { fileName: file.name })
    : await readCorridorLines(await readBytes(file), { fileName: file.name, datum: options.datum });
  issues.push(...read.issues);
  return read.corridors;
}

async function takeVillages(
  file: InputFile,
  options: InputOptions,
  corridors: Corridors | undefined,
  issues: Issue[],
): Promise<readonly Village[]> {
  const read = file.isOsm
    ? await readOsmPlaces(file.path, { fileName: file.name })
    : await readVillages(await readBytes(file), {
        fileName: file.name,
        datum: options.datum,
        ...referenceOf(corridors),
      });
  issues.push(...read.issues);
  return read.villages;
}

/** Where villages and plant should be, to find a shifted datum by. */
function referenceOf(corridors: Corridors | undefined): { reference?: ReferencePoints } {
  return corridors ? { reference: corridorPoints(corridors) } : {};
}

async function takePlant(
  file: InputFile,
  options: InputOptions,
  corridors: Corridors | undefined,
  issues: Issue[],
): Promise<{ nodes: readonly PlantNode[]; spans: readonly Span[] }> {
  const {
    nodes,
    spans,
    issues: found,
  } = await readPlant(await readBytes(file), { fileName: file.name, datum: options.datum, ...referenceOf(corridors) });
  issues.push(...found);
  return { nodes, spans };
}

async function takeElevation(files: readonly InputFile[], issues: Issue[]): Promise<Elevation> {
  const read = await readHgt(
    await Promise.all(files.map(async (file) => ({ fileName: file.name, bytes: await readBytes(file) }))),
  );
  issues.push(...read.issues);
  return read.elevation;
}

export async function findFiles(paths: readonly string[], issues: Issue[]): Promise<InputFile[]> {
  const found = await Promise.all(paths.map((path) => findFile(path, issues)));
  return found.filter((file) => file !== undefined);
}

/** The areas of every file that `--areas` names. */
export async function takeAreas(
  files: readonly InputFile[],
  { datum }: Pick<InputOptions, "datum">,
  issues: Issue[],
): Promise<readonly Area[]> {
  const areas: Area[] = [];
  for (const file of files) {
    const read = await readAreas(await readBytes(file), { fileName: file.name, datum });
    issues.push(...read.issues);
    areas.push(...read.areas);
  }
  return areas;
}

async function takePrices(file: InputFile, issues: Issue[]): Promise<PriceBook> {
  const read = await readPriceBook(await readBytes(file), { fileName: file.name });
  issues.push(...read.issues);
  return read.priceBook;
}

/** A network that is only its start: `--root LON,LAT`. */
function rootAlone(position: Position | undefined): { nodes: readonly PlantNode[]; spans: readonly Span[] } {
  if (!position) return { nodes: [], spans: [] };
  return { nodes: [{ id: "root" as NodeId, kind: "headend", position, status: "operational" }], spans: [] };
}
