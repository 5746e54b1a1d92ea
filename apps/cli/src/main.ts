import { commandHelp, overview } from "./help.ts";
import { type Command, UsageError } from "./usage.ts";

/** Each command brings its own libraries, so that `cuntong plan` does not wait for the database's. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  plan: async () => (await import("./plan/command.ts")).planCommand,
  explain: async () => (await import("./explain/command.ts")).explainCommand,
  "what-if": async () => (await import("./explain/what-if.ts")).whatIfCommand,
  compare: async () => (await import("./explain/compare.ts")).compareCommand,
  graph: async () => (await import("./graph.ts")).graphCommand,
  redundancy: async () => (await import("./faults/redundancy.ts")).redundancyCommand,
  impact: async () => (await import("./faults/impact.ts")).impactCommand,
  diagnose: async () => (await import("./faults/diagnose.ts")).diagnoseCommand,
  locate: async () => (await import("./faults/locate.ts")).locateCommand,
  sor: async () => (await import("./sor.ts")).sorCommand,
  serve: async () => (await import("./serve.ts")).serveCommand,
  audit: async () => (await import("./audit.ts")).auditCommand,
  move: async () => (await import("./move.ts")).moveCommand,
  solve: async () => (await import("./solve.ts")).solveCommand,
  prices: async () => (await import("./prices.ts")).pricesCommand,
};

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return overview(all);
}

async function main([name, ...rest]: string[]): Promise<number> {
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    const asked = name === undefined || name === "help" || name === "--help";
    (asked ? process.stdout : process.stderr).write(
      asked ? await help() : `Unknown command: ${name}\n\n${await help()}`,
    );
    return asked ? 0 : 2;
  }
  const command = await load();
  if (rest.includes("--help")) {
    process.stdout.write(commandHelp(command));
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    return explain(error, command);
  }
}

/** What a command refuses by throwing, in one line; a fault of ours keeps its stack. */
function explain(error: unknown, { name, usage }: Command): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}\n\ncuntong ${name} --help explains the options.\n`);
    return 2;
  }
  // By its name: the store's own module would load the database's libraries for every command.
  if (!(error instanceof Error && error.name === "StoreError" && "code" in error)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
