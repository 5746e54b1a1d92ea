import { RepeatableRequest, type RequestAnswers } from "@cuntong/db";

/**
 * Requests that are sent again under their `Idempotency-Key`: the first answer is given again, and what it did is done once, also where the server was killed in the middle
 * (the store knows each change that was made). A request that was refused is none: it may be sent again. Answers that are streams are not kept.
 */
export class Repeats {
  readonly #answers: RequestAnswers;
  readonly #running = new Map<string, Promise<unknown>>();

  constructor(answers: RequestAnswers) {
    this.#answers = answers;
  }

  /** Answers what was answered before; else asks `work`, once for all who send the same at one time. */
  async once<T>(key: string, asked: string, work: (request: RepeatableRequest) => Promise<T>): Promise<T> {
    for (let other = this.#running.get(key); other; other = this.#running.get(key)) await other.catch(() => {});
    const own = this.#answer(new RepeatableRequest(key, asked), work);
    this.#running.set(key, own);
    try {
      return await own;
    } finally {
      this.#running.delete(key);
    }
  }

  async #answer<T>(request: RepeatableRequest, work: (request: RepeatableRequest) => Promise<T>): Promise<T> {
    const known = await this.#answers.find(request);
    if (known) return (known.answer ?? undefined) as T;
    const answer = await work(request);
    if (!(answer instanceof Response)) await this.#answers.keep(request, answer ?? null);
    return answer;
  }
}
