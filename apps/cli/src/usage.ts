import { type ParseArgsConfig, parseArgs } from "node:util";

/** The command line was not understood; shown with the command's usage, exit code 2. */
export class UsageError extends Error {}

/** One verb of the command line. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  run(args: string[]): Promise<number>;
}

/** `parseArgs` with its complaints turned into {@link UsageError}. */
export function parseOptions<const O extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** {@link parseOptions} for a command that takes one file beside its options. */
export function parseFileAndOptions<const O extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: O,
) {
  const file = args.findIndex((arg) => !arg.startsWith("-"));
  if (file < 0) throw new UsageError("FILE is missing.");
  return { file: args[file]!, options: parseOptions(args.toSpliced(file, 1), options) };
}

/** A whole number of at least `least`, or a usage error. */
export function wholeNumber(text: string, name: string, least: number): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new UsageError(`${name} takes a whole number from ${least}, not "${text}".`);
  return value;
}
