/** Messages of the PostgreSQL wire protocol 3.0, as far as the bridge must know them. */
export interface WireMessage {
  /** One letter; empty for the start-up messages, which have none. */
  readonly type: string;
  /** The whole message with its head. */
  readonly bytes: Buffer;
}

/** Cuts complete messages off the front of a stream; the rest is kept for more bytes to come. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #started = false;

  /** The first message of a connection (and those that ask for TLS or to cancel) has no type letter. */
  read(bytes: Buffer): WireMessage[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const messages: WireMessage[] = [];
    for (let message = this.#next(); message; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): WireMessage | undefined {
    const head = this.#started ? 1 : 0;
    if (this.#rest.length < head + 4) return undefined;
    const length = head + this.#rest.readUInt32BE(head);
    if (this.#rest.length < length) return undefined;
    const bytes = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    if (this.#started) return { type: String.fromCharCode(bytes[0]!), bytes };
    this.#started = isStartup(bytes);
    return { type: "", bytes };
  }
}

/** Version 3.0, as opposed to the requests for TLS or cancelling. */
export function isStartup(bytes: Buffer): boolean {
  return bytes.readUInt32BE(4) === 196_608;
}

/** The replies in a buffer of whole messages. */
export function repliesIn(bytes: Uint8Array): WireMessage[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const replies: WireMessage[] = [];
  for (let at = 0; at < buffer.length; ) {
    const end = at + 1 + buffer.readUInt32BE(at + 1);
    replies.push({ type: String.fromCharCode(buffer[at]!), bytes: buffer.subarray(at, end) });
    at = end;
  }
  return replies;
}

function message(type: string, ...parts: Buffer[]): Buffer {
  const head = Buffer.alloc(5, type, "latin1");
  head.writeUInt32BE(4 + parts.reduce((sum, part) => sum + part.length, 0), 1);
  return Buffer.concat([head, ...parts]);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

/** The text of a simple query message. */
export function queryText(query: WireMessage): string {
  return query.bytes.toString("utf8", 5, query.bytes.length - 1);
}

/** Most rows that an Execute message asks for; 0: all. */
export function rowLimit(execute: WireMessage): number {
  return execute.bytes.readUInt32BE(execute.bytes.length - 4);
}

/** Parse, without a name and parameters. */
export function parseMessage(statement: string): Buffer {
  return message("P", text(""), text(statement), Buffer.alloc(2));
}

/** Bind the unnamed statement to the unnamed portal, describe it, and execute it to the end. */
export const bindDescribeExecute = Buffer.concat([
  message("B", text(""), text(""), Buffer.alloc(6)),
  message("D", Buffer.from("P"), text("")),
  message("E", text(""), Buffer.alloc(4)),
]);

export const syncMessage = message("S");

export function errorMessage(state: string, reason: string): Buffer {
  const fields = [
    ["S", "ERROR"],
    ["V", "ERROR"],
    ["C", state],
    ["M", reason],
  ] as const;
  return message(
    "E",
    ...fields.map(([field, value]) => Buffer.concat([Buffer.from(field), text(value)])),
    Buffer.alloc(1),
  );
}

/** A field of an ErrorResponse or NoticeResponse. */
export function fieldOf(reply: WireMessage, field: string): string | undefined {
  const parts = reply.bytes.toString("utf8", 5).split("\0");
  return parts.find((part) => part.startsWith(field))?.slice(1);
}
