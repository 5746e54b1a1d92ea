import { type Demo, generateDonglan, generateGuangxi, generateSmall } from "@cuntong/demo";
import { keepCorridors } from "../corridors/keep.ts";
import type { DataFolder } from "../data-folder.ts";
import { writeHeightsFile } from "../elevation/heights-file.ts";
import { heightsEnding } from "../elevation/open.ts";
import type { DemoData } from "./messages.ts";

const generators = { guangxi: generateGuangxi, donglan: generateDonglan, small: generateSmall } as const;
export type GeneratedId = keyof typeof generators;

/** A demonstration generated from its seed, its corridors and heights kept as files. */
export async function generateDemo(
  { id, seed }: { readonly id: GeneratedId; readonly seed: number },
  files: DataFolder,
  onProgress: (step: string, fraction: number) => void,
): Promise<DemoData> {
  const demo = generators[id]({ seed, onProgress: ({ step, fraction }) => onProgress(step, 0.8 * fraction) });
  onProgress("files", 0.8);
  const corridors = await keepCorridors(files, demo.corridors);
  onProgress("files", 0.95);
  const heights = await files.keep(writeHeightsFile(demo.heights), heightsEnding);
  return { ...plainData(demo), corridors: corridors.record, elevation: { files: [heights] } };
}

function plainData(demo: Demo): Omit<DemoData, "corridors" | "elevation"> {
  const { name, nameZh, generated, credits, extent, villages, nodes, spans, records } = demo;
  return {
    ...{ name, nameZh, generated, credits, extent, villages, nodes, spans, ...(records && { records }) },
    counties: demo.counties.map(({ code, name, geometry }) => ({ code, name, shape: geometry })),
    rivers: demo.rivers.map(({ name, line }) => ({ ...(name === undefined ? {} : { name }), lines: [line] })),
  };
}
