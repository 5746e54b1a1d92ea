import { lostStatementState } from "./messages.ts";
import {
  bindDescribeExecute,
  errorMessage,
  fieldOf,
  parseMessage,
  queryText,
  repliesIn,
  rowLimit,
  syncMessage,
  type WireMessage,
} from "./wire.ts";

/** What the engine did with some messages. */
export interface Exchanged {
  readonly replies: Uint8Array;
  /** True when a C++ exception left a statement meanwhile that nobody caught. */
  readonly thrown: boolean;
}

/** Hands whole messages to the engine. */
export type Exchange = (messages: Uint8Array) => Promise<Exchanged>;

/** The engine broke, or did not even fail when told to: nothing that it says can be trusted any more. */
export class EngineUnsound extends Error {
  override readonly name = "EngineUnsound";
}

const lostReason =
  "The embedded engine gave this statement up without an answer (a geometry that GEOS cannot process). Nothing of it was kept.";
const severalCommands = "42601";

/**
 * Stands between the driver and the embedded engine.
 *
 * A C++ exception inside the engine (GEOS on an invalid polygon) unwinds out of the statement, and PGlite goes on as if it had ended:
 * rows already changed stay changed, and the client hears `UPDATE 0`, `SELECT 0` or nothing. The replies do not always show it, but the
 * C++ runtime counts the exceptions that nobody caught. After every step the guard looks at that count; when it rose, the guard makes
 * the engine fail in earnest, before the Sync that would commit, and tells the client. For that, simple queries, which commit by
 * themselves, are run in the extended protocol.
 */
export class Guard {
  readonly #exchange: Exchange;
  #batch: WireMessage[] = [];
  #failed = false;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** Takes one message of the client; gives what to answer, which may be nothing yet. */
  async take(message: WireMessage): Promise<Buffer> {
    switch (message.type) {
      case "Q":
        return this.#simple(message);
      case "S":
        return Buffer.concat([await this.#flush(), await this.#sync()]);
      case "E":
      case "H":
        this.#batch.push(message);
        return this.#flush();
      case "P":
      case "B":
      case "D":
      case "C":
        this.#batch.push(message);
        return Buffer.alloc(0);
      default:
        return errorMessage("0A000", `The embedded engine does not take ${JSON.stringify(message.type)} messages.`);
    }
  }

  /** Runs what was gathered, never farther than one Execute; after an error the rest up to the Sync is skipped, as a server does. */
  async #flush(): Promise<Buffer> {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0 || this.#failed) return Buffer.alloc(0);
    const answer = await this.#run(batch, Buffer.concat(batch.map(({ bytes }) => bytes)));
    return Buffer.concat(answer.map(bytesOf));
  }

  /**
   * Runs messages and checks that every one was answered. After an error the engine says at once that it is ready, though only the Sync may make it so: told
   * to the client, that would end the statement after it before it was run.
   */
  async #run(sent: readonly WireMessage[], bytes: Uint8Array): Promise<readonly WireMessage[]> {
    const { replies, thrown } = await this.#exchange(bytes);
    const answer = repliesIn(replies).filter(({ type }) => type !== "Z");
    const verdict = verdictOn(sent, answer);
    if (verdict === "refused") this.#failed = true;
    if (verdict === "refused" || (verdict === "whole" && !thrown)) return answer;
    if (!thrown) throw new EngineUnsound("The engine left a message without an answer.");
    this.#failed = true;
    return [await this.#abort()];
  }

  async #sync(): Promise<Buffer> {
    this.#failed = false;
    const { replies, thrown } = await this.#exchange(syncMessage);
    if (thrown) throw new EngineUnsound("The engine gave up a transaction while committing it.");
    return Buffer.from(replies);
  }

  /** Fails the transaction for the engine with a statement that cannot be parsed, and says so to the client. */
  async #abort(): Promise<WireMessage> {
    const { replies } = await this.#exchange(parseMessage("lost statement"));
    if (!repliesIn(replies).some(({ type }) => type === "E"))
      throw new EngineUnsound("The engine did not fail when told to.");
    return { type: "E", bytes: errorMessage(lostStatementState, lostReason) };
  }

  async #simple(query: WireMessage): Promise<Buffer> {
    const parse = parseMessage(queryText(query));
    const parsed = await this.#run([{ type: "P", bytes: parse }], parse);
    if (parsed.some(isSeveralCommands)) {
      await this.#sync();
      return this.#several(query);
    }
    const executed = this.#failed ? [] : await this.#run(wholeQuery, bindDescribeExecute);
    const answer = [...parsed, ...executed].filter(isOfSimpleQuery).map(bytesOf);
    return Buffer.concat([...answer, await this.#sync()]);
  }

  /**
   * Several statements in one text cannot run in the extended protocol. Only libraries that keep plain tables send them (pg-boss); a
   * lost one among them is told, but what came before it may have been committed.
   */
  async #several(query: WireMessage): Promise<Buffer> {
    const { replies, thrown } = await this.#exchange(query.bytes);
    if (!thrown) return Buffer.from(replies);
    const ready = repliesIn(replies).filter(({ type }) => type === "Z");
    return Buffer.concat([errorMessage(lostStatementState, lostReason), ...ready.map(bytesOf)]);
  }
}

const bytesOf = ({ bytes }: WireMessage): Buffer => bytes;

function isSeveralCommands(reply: WireMessage): boolean {
  if (reply.type !== "E" || fieldOf(reply, "C") !== severalCommands) return false;
  return /multiple commands/.test(fieldOf(reply, "M") ?? "");
}

function isOfSimpleQuery({ type }: WireMessage): boolean {
  return type !== "1" && type !== "2" && type !== "n";
}

const wholeQuery: readonly WireMessage[] = [
  { type: "B", bytes: Buffer.alloc(0) },
  { type: "D", bytes: Buffer.alloc(0) },
  { type: "E", bytes: Buffer.alloc(9) },
];

/** The replies that end each message; Flush has none. */
function endsOf(message: WireMessage): string {
  switch (message.type) {
    case "P":
      return "1";
    case "B":
      return "2";
    case "D":
      return "Tn";
    case "C":
      return "3";
    case "E":
      return rowLimit(message) === 0 ? "CI" : "CIs";
    default:
      return "";
  }
}

/** `whole`: every message has its answer; `refused`: the engine answered one with an error; `lost`: neither. */
function verdictOn(sent: readonly WireMessage[], replies: readonly WireMessage[]): "whole" | "refused" | "lost" {
  const expected = sent.map(endsOf).filter((ends) => ends !== "");
  let answered = 0;
  for (const { type } of replies) {
    if (type === "E") return "refused";
    if (expected[answered]?.includes(type)) answered++;
  }
  return answered === expected.length ? "whole" : "lost";
}
