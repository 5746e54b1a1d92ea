import { type Demo, generateGuangxi, generateSmall } from "@cuntong/demo";
import { keepCorridors } from "../corridors/keep.ts";
import type { DataFolder } from "../data-folder.ts";
import { writeHeightsFile } from "../elevation/heights-file.ts";
import { heightsEnding } from "../elevation/open.ts";
import type { DemoData, DemoTask } from "./messages.ts";

/** A demonstration generated from its seed, its corridors and heights kept as files. */
export async function generateDemo(
  { id, seed }: Pick<DemoTask, "id" | "seed">,
  files: DataFolder,
  onProgress: (step: string, fraction: number) => void,
): Promise<DemoData> {
  const generate = id === "small" ? generateSmall : generateGuangxi;
  const demo = generate({ seed, onProgress: ({ step, fraction }) => onProgress(step, 0.8 * fraction) });
  onProgress("files", 0.8);
  const corridors = await keepCorridors(files, demo.corridors);
  onProgress("files", 0.95);
  const heights = await files.keep(writeHeightsFile(demo.heights), heightsEnding);
  return { ...plainData(demo), corridors: corridors.record, elevation: { files: [heights] } };
}

function plainData(demo: Demo): Omit<DemoData, "corridors" | "elevation"> {
  const { name, nameZh, generated, credits, extent, villages, nodes, spans } = demo;
  return {
    ...{ name, nameZh, generated, credits, extent, villages, nodes, spans },
    counties: demo.counties.map(({ code, name, geometry }) => ({ code, name, shape: geometry })),
    rivers: demo.rivers.map(({ name, line }) => ({ ...(name === undefined ? {} : { name }), lines: [line] })),
  };
}
