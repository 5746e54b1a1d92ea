import type { Command } from "./usage.ts";

const columns = 100;
/** Where what an option means begins; longer options have a line of their own. */
const meaningAt = 30;

/** What `cuntong` can do: a line or two for each command. */
export function overview(commands: readonly Command[]): string {
  const widest = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.flatMap(({ name, summary }) => beside(`  cuntong ${name}`, summary, widest + 12));
  return [
    "cuntong (村通): fibre-network planning",
    "",
    ...lines,
    "",
    "cuntong COMMAND --help explains a command and its options.",
    "Exit codes: 0 done, 1 our fault, 2 bad input or usage.",
    "",
  ].join("\n");
}

/** How a command is written, what it does and what each of its options means. */
export function commandHelp({ usage, summary, options = [] }: Command): string {
  const meanings = options.flatMap(([option, meaning]) => beside(`  ${option}`, meaning, meaningAt));
  return [usage, "", ...wrapped(summary, columns), ...(meanings.length > 0 ? ["", ...meanings] : []), ""].join("\n");
}

function beside(left: string, text: string, at: number): string[] {
  const [first = "", ...rest] = wrapped(text, columns - at).map((line) => " ".repeat(at) + line);
  return left.length + 2 > at ? [left, first, ...rest] : [left.padEnd(at) + first.trimStart(), ...rest];
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
