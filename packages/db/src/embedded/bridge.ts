import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { EngineUnsound, type Exchange, Guard } from "./guard.ts";
import { isStartup, MessageReader, type WireMessage } from "./wire.ts";

export interface Bridge {
  close(): Promise<void>;
}

/**
 * Serves the engine on a socket to one client at a time, every message through the {@link Guard}. The socket lies in a folder that only
 * its user can enter, so there is no password. A second client is turned away: the engine has one session.
 */
export async function serveEngine(db: PGlite, socketPath: string, onUnsound: (error: Error) => void): Promise<Bridge> {
  let client: Socket | undefined;
  let previous: Promise<void> = Promise.resolve();
  const server = createServer((socket) => {
    if (client) {
      socket.destroy();
      return;
    }
    client = socket;
    previous = previous
      .then(() => serveClient(db, socket))
      .catch((error: unknown) => onUnsound(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        client = undefined;
      });
  });
  await listening(server, socketPath);
  return {
    close: async () => {
      client?.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await previous;
    },
  };
}

function listening(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socketPath, () => resolve());
  });
}

/** Answers until the client goes; what it left open is rolled back, and what it set is forgotten. */
async function serveClient(db: PGlite, socket: Socket): Promise<void> {
  const reader = new MessageReader();
  const guard = new Guard(countedExchange(db));
  socket.on("error", () => socket.destroy());
  try {
    for await (const chunk of socket) {
      for (const message of reader.read(chunk as Buffer)) {
        if (message.type === "X") return;
        const answer = message.type === "" ? await welcome(db, message) : await guard.take(message);
        if (answer.length > 0 && socket.writable) socket.write(answer);
      }
    }
  } catch (error) {
    if (error instanceof EngineUnsound) throw error;
    if (!isSocketTrouble(error)) throw error;
  } finally {
    socket.destroy();
    await forget(db);
  }
}

/**
 * Watches the C++ runtime's count of exceptions that nobody caught, which PGlite's module happens to export; and puts its stack pointer back where it was: each
 * statement that fails leaves 704 bytes on the stack, so that after some 3,000 of them the engine would refuse all else (54001).
 */
function countedExchange(db: PGlite): Exchange {
  const uncaught: unknown = Reflect.get(db.Module, "___cxa_uncaught_exceptions");
  const stack: unknown = Reflect.get(db.Module, "___stack_pointer");
  if (typeof uncaught !== "function") throw new EngineUnsound("The engine does not tell of its lost exceptions.");
  if (!isStackPointer(stack)) throw new EngineUnsound("The engine does not tell where its stack ends.");
  return async (messages) => {
    const before: unknown = uncaught();
    const top = stack.value;
    const replies = await db.execProtocolRaw(messages);
    stack.value = top;
    return { replies, thrown: uncaught() !== before };
  };
}

/** A global of the engine's WebAssembly; TypeScript knows none without the DOM. */
function isStackPointer(value: unknown): value is { value: number } {
  return typeof value === "object" && value !== null && "value" in value && typeof value.value === "number";
}

async function welcome(db: PGlite, { bytes }: WireMessage): Promise<Buffer> {
  if (isStartup(bytes)) return Buffer.from(await db.execProtocolRaw(bytes));
  return bytes.readUInt32BE(4) === tlsRequest ? Buffer.from("N") : Buffer.alloc(0);
}

const tlsRequest = 80_877_103;

function isSocketTrouble(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(E[A-Z]+|ERR_STREAM_\w+)$/.test(String(error.code));
}

async function forget(db: PGlite): Promise<void> {
  await db.exec("rollback");
  await db.exec("discard all");
}
