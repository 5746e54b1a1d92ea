import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import {
  corridorPoints,
  openCorridorFile,
  type ReferencePoints,
  readAreas,
  readCorridorLines,
  readHgt,
  readOsmCorridors,
  readOsmPlaces,
  readPlant,
  readPriceBook,
  readVillages,
  writeCorridors,
} from "@cuntong/formats";
import type { Corridors, Issue, Village } from "@cuntong/network";
import type { ReadAnswer, ReadTask } from "./messages.ts";

/** Reads an uploaded file by its kind. Never throws on bad data: what is wrong is in the issues. */
export function readImport(task: ReadTask): Promise<ReadAnswer> {
  switch (task.kind) {
    case "villages":
      return isOsm(task) ? readPlaces(task) : readVillageFile(task);
    case "plant":
      return readPlantFile(task);
    case "corridors":
      return isOsm(task) ? readRoads(task) : readLines(task);
    case "elevation":
      return readElevation(task);
    case "prices":
      return readPrices(task);
    case "areas":
      return readAreaFile(task);
  }
}

function isOsm({ fileName }: ReadTask): boolean {
  return fileName.toLowerCase().endsWith(".osm.pbf");
}

async function bytesOf({ path }: ReadTask): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path));
}

/** Positions known to be WGS 84, to find a shifted datum by. */
async function referenceOf({ referenceFile }: ReadTask): Promise<{ reference?: ReferencePoints }> {
  if (referenceFile === undefined) return {};
  return { reference: corridorPoints(openCorridorFile(await readFile(referenceFile)).corridors) };
}

async function readVillageFile(task: ReadTask): Promise<ReadAnswer> {
  const { fileName, datum, counties } = task;
  const read = await readVillages(await bytesOf(task), { fileName, datum, counties, ...(await referenceOf(task)) });
  return villageAnswer(read.villages, read.issues, read.rows, read.datum.used);
}

async function readPlaces({ path, fileName }: ReadTask): Promise<ReadAnswer> {
  const { villages, issues, credit } = await readOsmPlaces(path, { fileName });
  return villageAnswer(villages, issues, villages.length, "WGS84", [credit]);
}

function villageAnswer(
  villages: readonly Village[],
  issues: readonly Issue[],
  rows: number,
  datumUsed: ReadAnswer["datumUsed"],
  credits: readonly string[] = [],
): ReadAnswer {
  const records = { kind: "villages" as const, villages, credits };
  return { records, issues, rows, good: villages.length, counts: { villages: villages.length }, datumUsed };
}

async function readPlantFile(task: ReadTask): Promise<ReadAnswer> {
  const { fileName, datum } = task;
  const read = await readPlant(await bytesOf(task), { fileName, datum, ...(await referenceOf(task)) });
  const { nodes, spans, issues } = read;
  const good = nodes.length + spans.length;
  const counts = { nodes: nodes.length, spans: spans.length };
  return {
    records: { kind: "plant", nodes, spans },
    issues,
    rows: rowsOf(good, issues),
    good,
    counts,
    datumUsed: read.datum.used,
  };
}

async function readRoads(task: ReadTask): Promise<ReadAnswer> {
  const { corridors, issues, credit } = await readOsmCorridors(task.path, { fileName: task.fileName });
  return corridorAnswer(task, corridors, issues, corridors.edgeFrom.length, "WGS84", [credit]);
}

async function readLines(task: ReadTask): Promise<ReadAnswer> {
  const { fileName, datum } = task;
  const read = await readCorridorLines(await bytesOf(task), { fileName, datum, ...(await referenceOf(task)) });
  return corridorAnswer(task, read.corridors, read.issues, read.lines, read.datum.used, []);
}

async function corridorAnswer(
  { outPath }: ReadTask,
  corridors: Corridors,
  issues: readonly Issue[],
  rows: number,
  datumUsed: ReadAnswer["datumUsed"],
  credits: readonly string[],
): Promise<ReadAnswer> {
  const bytes = writeCorridors(corridors);
  await writeFile(outPath, bytes, { flush: true });
  const counts = {
    vertices: corridors.vertexLon.length,
    edges: corridors.edgeFrom.length,
    barriers: corridors.barriers.kind.length,
  };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const extent = openCorridorFile(bytes).extent ?? null;
  const records = { kind: "corridors" as const, record: { sha256, ...counts }, extent, credits };
  return { records, issues, rows, good: counts.edges, counts, datumUsed };
}

/** Rows and features of a file: the good ones, and each place with an error. */
function rowsOf(good: number, issues: readonly Issue[]): number {
  const errors = issues.filter(({ severity }) => severity === "error");
  return (
    good +
    new Set(
      errors.map(({ place: { file, layer, sheet, row, feature } }) =>
        JSON.stringify([file, layer, sheet, row, feature]),
      ),
    ).size
  );
}

async function readElevation(task: ReadTask): Promise<ReadAnswer> {
  const { tiles, issues } = await readHgt([{ fileName: task.fileName, bytes: await bytesOf(task) }]);
  return {
    records: { kind: "elevation", tiles },
    issues,
    rows: rowsOf(tiles, issues),
    good: tiles,
    counts: { tiles },
    datumUsed: "WGS84",
  };
}

async function readAreaFile(task: ReadTask): Promise<ReadAnswer> {
  const { fileName, datum } = task;
  const { areas, issues, rows, datum: found } = await readAreas(await bytesOf(task), { fileName, datum });
  const counts = { areas: areas.length };
  return { records: { kind: "areas", areas }, issues, rows, good: areas.length, counts, datumUsed: found.used };
}

async function readPrices(task: ReadTask): Promise<ReadAnswer> {
  const { priceBook, issues, rows } = await readPriceBook(await bytesOf(task), { fileName: task.fileName });
  const good = priceBook.prices.length;
  return { records: { kind: "prices", priceBook }, issues, rows, good, counts: { prices: good }, datumUsed: null };
}
