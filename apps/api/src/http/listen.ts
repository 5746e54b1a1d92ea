import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { isLoopback } from "./loopback.ts";

export interface Listening {
  /** Where it answers, e.g. `http://localhost:8080`. */
  readonly url: string;
  readonly port: number;
  /** Takes no new request and ends when the running ones have, after `graceMs` at the latest. */
  close(graceMs?: number): Promise<void>;
}

/** Listens on a loopback address; refuses every other, because there is no sign-in yet. `port` 0 takes a free one. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: { port: number; host: string },
): Promise<Listening> {
  if (!isLoopback(host)) {
    throw new Error(
      `Refusing to listen on ${host}: until sign-in exists the server answers on loopback only (127.0.0.1, ::1 or localhost).`,
    );
  }
  const server = createServer(getRequestListener(fetch));
  server.requestTimeout = 0; // a provincial upload over a slow disk takes longer than the default five minutes
  server.headersTimeout = 30_000;
  await started(server, port, host);
  const { port: bound } = server.address() as AddressInfo;
  return { url: `http://localhost:${bound}`, port: bound, close: (graceMs = 5_000) => closed(server, graceMs) };
}

function started(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(`Port ${port} is taken by another program. Choose another with PORT=....`, { cause: error })
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
