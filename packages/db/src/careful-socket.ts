import { Socket } from "node:net";

/**
 * A socket for postgres.js that says why before it says goodbye.
 *
 * When a connection closes cleanly under a transaction, postgres.js 3.4 forgets its socket, then rejects the statement under way, and
 * the ROLLBACK that follows is written to `null` in a timer, which ends the whole process (its issues 1066, 1154). Here the loss is an
 * error first, at which everything under way is rejected while there still is a socket to write to, and the close comes a moment later.
 */
export class CarefulSocket extends Socket {
  /** The name that a TLS certificate must carry: postgres.js looks for it here. */
  readonly host: string | undefined;
  #lost = false;

  constructor(host?: string) {
    super();
    this.host = host;
  }

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event !== "close" || this.#lost) return super.emit(event, ...args);
    this.#lost = true;
    if (this.listenerCount("error") > 0) {
      super.emit(
        "error",
        Object.assign(new Error("The connection to the database was lost."), { code: "CONNECTION_CLOSED" }),
      );
    }
    setTimeout(() => super.emit("close", false), closeDelayMs);
    return true;
  }

  /** Writing to a lost connection is no error of its own. */
  override _write(chunk: unknown, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#lost || this.destroyed) done();
    else super._write(chunk, encoding, done);
  }
}

const closeDelayMs = 10;

/**
 * Begins to connect to a host and port or to a socket path. It does not wait for it: postgres.js forgets a connection whose socket it
 * was never given, but tries again with one that failed.
 */
export function connectCarefully(target: { host: string; port: number } | { path: string }): CarefulSocket {
  const socket = new CarefulSocket("host" in target ? target.host : undefined);
  socket.connect(target);
  return socket;
}
