import { andorraCapital, findOsmFiles, settingsFromEnv } from "@cuntong/api";
import { generateGuangxi } from "@cuntong/demo";
import { readOsmPlaces } from "@cuntong/formats";
import type { Position } from "@cuntong/geo";
import type { Issue } from "@cuntong/network";
import { statusesToConnect } from "@cuntong/planner";
import { UsageError } from "../usage.ts";
import { describeInput, describePrices } from "./input-file.ts";
import type { InputOptions } from "./input-options.ts";
import { planSettings, pricesWithout } from "./plan-settings.ts";
import { findFiles, namedDatum, type ReadInputs, readInputs, takeAreas } from "./read-inputs.ts";

type Show = (step: string, fraction?: number) => void;

/** The input of a demonstration: the generated province, or Andorra's real files where they are on this machine. */
export async function demoInputs(options: InputOptions, show: Show): Promise<ReadInputs> {
  return options.demo === "andorra" ? andorra(options, show) : guangxi(options, show);
}

async function guangxi(options: InputOptions, show: Show): Promise<ReadInputs> {
  const { seed } = options;
  const issues: Issue[] = [];
  const areaFiles = await findFiles(options.areas, issues);
  const areas = await takeAreas(areaFiles, options, issues);
  const named = await Promise.all(areaFiles.map((file) => describeInput("areas", file)));
  const priceBook = pricesWithout(options);
  const demo = generateGuangxi({ seed, onProgress: ({ step, fraction }) => show(`generating ${step}`, fraction) });
  const input = {
    villages: demo.villages.filter(({ status }) => statusesToConnect.includes(status)),
    nodes: demo.nodes,
    spans: demo.spans,
    corridors: demo.corridors,
    elevation: demo.elevation,
    priceBook,
    settings: planSettings(options),
    seed,
    inputs: [
      { role: "demonstration", name: `guangxi, generated from seed ${seed}` },
      ...named,
      ...namedDatum(options),
      describePrices(priceBook),
    ],
    ...(areas.length > 0 && { areas }),
    credits: demo.credits,
    generated: true,
  };
  return { input, issues };
}

async function andorra(options: InputOptions, show: Show): Promise<ReadInputs> {
  const files = findOsmFiles(settingsFromEnv(process.env));
  if (!files)
    throw new UsageError(
      "Andorra's files are not on this machine: set CUNTONG_OSM_FOLDER to the folder of andorra.osm.pbf and N42E001.hgt.zip.",
    );
  const { extract, elevation } = files;
  const root = await capitalOf(extract);
  return readInputs({ ...options, villages: extract, corridors: extract, elevation: [elevation], root }, show);
}

async function capitalOf(extract: string): Promise<Position> {
  const { villages } = await readOsmPlaces(extract, { fileName: extract });
  const capital = villages.find(({ name }) => name === andorraCapital);
  if (!capital) throw new UsageError(`${extract} has no place ${andorraCapital}.`);
  return capital.position;
}
