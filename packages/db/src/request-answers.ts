import { canonicalJson } from "@cuntong/network";
import { and, eq, lt } from "drizzle-orm";
import { requestAnswer } from "./schema.ts";
import type { Session, Tx } from "./session.ts";
import { StoreError } from "./trouble.ts";

/** How long a request is known by its key. */
const keptMs = 7 * 86_400_000;

/**
 * A request that its sender may send again under its key. Whoever writes for it gives it with the author: each change that it makes, told by its place among them, is then
 * made once, in one transaction with its answer; asked for again, it is answered that and not made.
 */
export class RepeatableRequest {
  readonly key: string;
  /** What is asked for, as a hash: another request under the key is refused (`KEY_REUSED`). */
  readonly asked: string;
  #parts = 0;

  constructor(key: string, asked: string) {
    this.key = key;
    this.asked = asked;
  }

  /** The place of the change that is made next. */
  nextPart(): number {
    return ++this.#parts;
  }
}

/** Answers of whole requests by the keys that their senders gave them, for seven days. */
export interface RequestAnswers {
  /** Nothing where the key is new. Refuses another request under it (`KEY_REUSED`). */
  find(request: RepeatableRequest): Promise<{ readonly answer: unknown } | undefined>;
  /** `answer` is anything JSON can carry. */
  keep(request: RepeatableRequest, answer: unknown): Promise<void>;
}

/** The place of the answer of a whole request. */
const whole = 0;

export function requestAnswersOf(session: Session): RequestAnswers {
  return {
    find: async (request) => {
      const { found } = await session.read(async (tx) => ({ found: await readAnswer(tx, request, whole) }));
      return found;
    },
    keep: (request, answer) =>
      session.note(async (tx) => {
        await tx.delete(requestAnswer).where(lt(requestAnswer.at, new Date(Date.now() - keptMs)));
        await keepAnswer(tx, request, whole, answer);
      }),
  };
}

/** What a part of a request was answered; nothing where it was not made yet. Refuses another request under the key (`KEY_REUSED`). */
export async function readAnswer(
  tx: Tx,
  { key, asked }: RepeatableRequest,
  part: number,
): Promise<{ readonly answer: unknown } | undefined> {
  const [row] = await tx
    .select()
    .from(requestAnswer)
    .where(and(eq(requestAnswer.key, key), eq(requestAnswer.part, part)));
  if (!row) return undefined;
  if (row.asked !== asked) throw new StoreError("KEY_REUSED", `Key ${key} was used for another request.`);
  return { answer: JSON.parse(row.answer) };
}

export async function keepAnswer(
  tx: Tx,
  { key, asked }: RepeatableRequest,
  part: number,
  answer: unknown,
): Promise<void> {
  const row = { key, part, asked, answer: canonicalJson(answer), at: new Date() };
  await tx.insert(requestAnswer).values(row).onConflictDoNothing();
}
