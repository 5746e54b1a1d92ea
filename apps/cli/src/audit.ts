import { resolve } from "node:path";
import { openStore } from "@cuntong/db";
import { defaultDataFolder } from "./serve.ts";
import { type Command, parseOptions, UsageError } from "./usage.ts";

/** `cuntong audit verify`: holds every audit row against the chain of hashes. */
export const auditCommand: Command = {
  name: "audit",
  usage: "cuntong audit verify [--data DIR] [--head HASH]",
  summary:
    "Verifies that no audit row was altered, removed or added past the program; with --head, that the chain still holds a hash noted earlier. DATABASE_URL chooses a PostgreSQL server. Exit code 1 where the chain is broken.",
  async run([what, ...args]) {
    if (what !== "verify") throw new UsageError("Say what to do: audit verify.");
    const { data, head } = parseOptions(args, {
      data: { type: "string", default: defaultDataFolder },
      head: { type: "string" },
    });
    const { DATABASE_URL: databaseUrl } = process.env;
    const store = await openStore({ dataFolder: resolve(data), ...(databaseUrl && { databaseUrl }) });
    try {
      return report(await store.audit.verify(head));
    } finally {
      await store.close();
    }
  },
};

type Verdict = Awaited<ReturnType<Awaited<ReturnType<typeof openStore>>["audit"]["verify"]>>;

function report({ verified, from, head, holds, broken }: Verdict): number {
  if (broken) {
    process.stderr.write(`Broken: the audit row of revision ${broken.revision} is ${broken.reason}.\n`);
    return 1;
  }
  if (!holds) {
    process.stderr.write("Broken: the hash noted earlier is not in the chain.\n");
    return 1;
  }
  const covered = from === undefined ? "no row" : `${verified} rows from revision ${from} on`;
  process.stdout.write(`Verified ${covered}.\nhead ${head}\n`);
  return 0;
}
