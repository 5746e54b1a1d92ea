import { inspect } from "node:util";

/** One line of the log. */
export interface LogEntry {
  readonly level: "info" | "warning" | "error";
  readonly message: string;
  readonly requestId?: string;
  readonly error?: unknown;
}

/** Where the server writes what its operator should know. */
export type Log = (entry: LogEntry) => void;

/** A log that says nothing: for tests. */
export const silentLog: Log = () => {};

/** Writes one line per entry on stderr; errors with their stack. */
export const stderrLog: Log = ({ level, message, requestId, error }) => {
  const tail =
    error instanceof Error ? `\n${error.stack ?? error.message}` : error === undefined ? "" : ` ${inspect(error)}`;
  process.stderr.write(`${level} ${requestId ? `[${requestId}] ` : ""}${message}${tail}\n`);
};
