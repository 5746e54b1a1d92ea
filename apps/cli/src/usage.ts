import { type ParseArgsConfig, parseArgs } from "node:util";

/** The command line was not understood; shown with the command's usage, exit code 2. */
export class UsageError extends Error {}

/** An option as it is written, and what it means. */
export type OptionHelp = readonly [option: string, meaning: string];

/** One verb of the command line. */
export interface Command {
  readonly name: string;
  /** How it is written, in lines that fit a terminal. */
  readonly usage: string;
  readonly summary: string;
  /** What its options mean, where the usage does not say it. */
  readonly options?: readonly OptionHelp[];
  run(args: string[]): Promise<number>;
}

/** `parseArgs` with its complaints turned into {@link UsageError}. */
export function parseOptions<const O extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: O) {
  return parseFilesAndOptions(args, [], options).options;
}

/** {@link parseOptions} for a command that takes one file beside its options, before, between or after them. */
export function parseFileAndOptions<const O extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: O,
) {
  const { files, options: values } = parseFilesAndOptions(args, ["FILE"], options);
  return { file: files[0]!, options: values };
}

/** {@link parseOptions} for a command that takes as many files as `names` has, in this order; from the place `least` on they may be left out. */
export function parseFilesAndOptions<const O extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  names: readonly string[],
  options: O,
  least = names.length,
) {
  const { positionals: files, values } = parsed(args, options);
  const missing = names.slice(files.length, least);
  if (missing.length > 0)
    throw new UsageError(`${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing.`);
  if (files.length > names.length) throw new UsageError(`"${files[names.length]}" is one word too many.`);
  return { files, options: values };
}

function parsed<const O extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A decimal from `least` to `most`, or a usage error. */
export function decimal(text: string, name: string, { least = 0, most }: { least?: number; most: number }): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new UsageError(`${name} takes a number from ${least} to ${most}, not "${text}".`);
  return value;
}

/** A whole number of at least `least`, or a usage error. */
export function wholeNumber(text: string, name: string, least: number): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new UsageError(`${name} takes a whole number from ${least}, not "${text}".`);
  return value;
}
