import type { InputOptions } from "./input-options.ts";
import { type ReadInputs, readInputs } from "./read-inputs.ts";

export type Show = (step: string, fraction?: number) => void;

/** The inputs that the command line names, from files or of a demonstration, whose generator is loaded only when it is asked for. */
export async function readAnyInputs(options: InputOptions, show: Show): Promise<ReadInputs> {
  if (options.demo) return (await import("./demo-inputs.ts")).demoInputs(options, show);
  return readInputs(options, show);
}
