import postgres, { type Sql } from "postgres";
import { connectCarefully } from "./careful-socket.ts";

interface Endpoint {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false;
}

/** postgres.js on sockets that survive the loss of their connection; `socket` is an option that its types leave out. */
export function connectTo(url: string, max: number): Sql {
  const options = { ...settings, max, socket: openSocket };
  return postgres(url, options);
}

/** postgres.js on a Unix socket or Windows pipe, one connection. */
export function connectToSocket(path: string): Sql {
  const options = {
    ...settings,
    max: 1,
    max_lifetime: null,
    user: "postgres",
    database: "postgres",
    path,
    socket: openSocket,
  };
  return postgres(options);
}

const settings = { onnotice: () => {}, connection: { TimeZone: "UTC" } };

function openSocket({ host, port, path }: Endpoint) {
  return connectCarefully(path ? { path } : { host: host[0]!, port: port[0]! });
}
