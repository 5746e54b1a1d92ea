import { moveCommand } from "./move.ts";
import { planCommand } from "./plan/command.ts";
import { pricesCommand } from "./prices.ts";
import { serveCommand } from "./serve.ts";
import { UsageError } from "./usage.ts";

/** Exit codes: 0 done, 1 our fault, 2 bad input or usage, 130 stopped. */
const commands = [planCommand, serveCommand, moveCommand, pricesCommand];

function help(): string {
  const lines = commands.map((command) => `  ${command.usage}\n      ${command.summary}`);
  return `cuntong (村通): fibre-network planning\n\n${lines.join("\n")}\n`;
}

async function main([name, ...rest]: string[]): Promise<number> {
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    const asked = name === undefined || name === "help" || name === "--help";
    (asked ? process.stdout : process.stderr).write(asked ? help() : `Unknown command: ${name}\n\n${help()}`);
    return asked ? 0 : 2;
  }
  if (rest.includes("--help")) {
    process.stdout.write(`${command.usage}\n\n${command.summary}\n`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${command.usage}\n`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
