import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { osmCredit, readHgt, readOsmCorridors, readOsmPlaces } from "@cuntong/formats";
import type { Issue, NodeId, PlantNode, Village } from "@cuntong/network";
import { isClean } from "@cuntong/network";
import { keepCorridors } from "../corridors/keep.ts";
import { riversOf } from "../corridors/rivers.ts";
import type { DataFolder } from "../data-folder.ts";
import { andorraCapital, demos, type OsmFiles } from "./catalogue.ts";
import type { DemoData } from "./messages.ts";

const srtmCredit = "Elevation: SRTM, public domain";

/** Andorra as it is: OpenStreetMap's roads and places, SRTM's slopes, the capital as the start of the network. */
export async function readAndorra(
  osm: OsmFiles,
  files: DataFolder,
  onProgress: (step: string, fraction: number) => void,
): Promise<DemoData> {
  onProgress("roads", 0);
  const roads = await readOsmCorridors(osm.extract, { fileName: basename(osm.extract) });
  onProgress("places", 0.4);
  const places = await readOsmPlaces(osm.extract, { fileName: basename(osm.extract) });
  onProgress("elevation", 0.6);
  const elevation = await keepElevation(osm.elevation, files);
  refuseErrors([...roads.issues, ...places.issues, ...elevation.issues]);
  onProgress("files", 0.8);
  const { record, extent } = await keepCorridors(files, roads.corridors);
  if (!extent) throw new Error(`${osm.extract} has no roads.`);
  const { name, nameZh } = demos.andorra;
  return {
    ...{ name, nameZh, extent, generated: false, credits: [osmCredit, srtmCredit] },
    ...{ counties: [], rivers: riversOf(roads.corridors), spans: [] },
    villages: places.villages.map(asVillage),
    nodes: [headend(places.villages)],
    corridors: record,
    elevation: { files: [elevation.kept] },
  };
}

async function keepElevation(path: string, files: DataFolder) {
  const bytes = new Uint8Array(await readFile(path));
  const { issues } = await readHgt([{ fileName: basename(path), bytes }]);
  const kept = await files.keep(bytes, `-${basename(path)}`);
  return { kept, issues };
}

function refuseErrors(issues: readonly Issue[]): void {
  if (!isClean(issues)) {
    const errors = issues.filter(({ severity }) => severity === "error");
    throw new Error(`The files of Andorra have errors: ${errors.map(({ message }) => message).join(" ")}`);
  }
}

function asVillage(village: Village): Village {
  return village.name === andorraCapital ? { ...village, status: "connected" } : village;
}

function headend(places: readonly Village[]): PlantNode {
  const place = places.find(({ name }) => name === andorraCapital);
  if (!place) throw new Error(`The extract has no place ${andorraCapital}.`);
  return {
    id: "headend" as NodeId,
    kind: "headend",
    name: andorraCapital,
    position: place.position,
    status: "operational",
  };
}
