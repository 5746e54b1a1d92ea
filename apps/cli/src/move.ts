import { resolve } from "node:path";
import { moveToServer } from "@cuntong/db";
import { defaultDataFolder } from "./serve.ts";
import { createProgress } from "./terminal.ts";
import { type Command, parseOptions, UsageError } from "./usage.ts";

/** `cuntong move`: from the embedded database to a server, in one transaction. */
export const moveCommand: Command = {
  name: "move",
  usage: "cuntong move --to postgres://... [--data DIR]",
  summary:
    "Copies everything from the embedded database to an empty PostgreSQL >= 15 with PostGIS >= 3.3, and compares every table afterwards.",
  async run(args) {
    const { to, data } = parseOptions(args, {
      to: { type: "string" },
      data: { type: "string", default: defaultDataFolder },
    });
    if (!to) throw new UsageError("--to postgres://... is missing.");
    const progress = createProgress();
    const tables = await moveToServer({
      dataFolder: resolve(data),
      databaseUrl: to,
      onProgress: ({ message }) => progress.show(message),
    });
    progress.end();
    for (const { table, rows } of tables) process.stdout.write(`${table}: ${rows} rows\n`);
    process.stdout.write(
      `Moved and compared. Corridor and elevation files stay in ${resolve(data)}: start the server with the same data folder and DATABASE_URL.\n`,
    );
    return 0;
  },
};
