import { existsSync } from "node:fs";
import { andorraFiles } from "@cuntong/api";
import { generateGuangxi } from "@cuntong/demo";
import { defaultPriceBook, defaultSettings } from "@cuntong/planner";
import type { PlanOptions } from "./options.ts";
import { type ReadInputs, readInputs } from "./read-inputs.ts";

/** The input of a demonstration: the generated province, or Andorra's real files where they are on this machine. */
export async function demoInputs(options: PlanOptions, show: (step: string, fraction?: number) => void): Promise<ReadInputs> {
  return options.demo === "andorra" ? andorra(options, show) : guangxi(options, show);
}

function guangxi({ seed, effort }: PlanOptions, show: (step: string, fraction?: number) => void): ReadInputs {
  const demo = generateGuangxi({ seed, onProgress: ({ step, fraction }) => show(`generating ${step}`, fraction) });
  const input = {
    villages: demo.villages.filter((village) => village.status === "unconnected"),
    nodes: demo.nodes,
    spans: demo.spans,
    corridors: demo.corridors,
    elevation: demo.elevation,
    priceBook: defaultPriceBook,
    settings: { ...defaultSettings, effort },
    seed,
    inputs: [{ role: "demonstration", name: `guangxi, generated from seed ${seed}` }],
    credits: demo.credits,
    generated: true,
  };
  return { input, issues: [] };
}

async function andorra(options: PlanOptions, show: (step: string) => void): Promise<ReadInputs> {
  const { extract, elevation, root } = andorraFiles();
  const missing = [extract, elevation].find((file) => !existsSync(file));
  if (missing) {
    const message = "The Andorra demonstration needs real data that is not on this machine.";
    const { input } = await readInputs({ ...options, elevation: [] }, show);
    return { input, issues: [{ severity: "error", code: "DEMO_UNAVAILABLE", place: { file: missing }, message }] };
  }
  return readInputs({ ...options, villages: extract, corridors: extract, elevation: [elevation], root }, show);
}
