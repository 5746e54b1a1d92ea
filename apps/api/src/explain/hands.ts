import type { Plan, Store } from "@cuntong/db";
import type { DataFolder } from "../data-folder.ts";
import { Refusal } from "../http/problem.ts";
import { issuesShown } from "../imports/report.ts";
import { loadPlan } from "../plans/load.ts";
import { Hand } from "./hand.ts";
import type { Question } from "./messages.ts";

/** Milliseconds that a plan stays in hand after the last question: a province's takes a gigabyte. */
const idleMs = 5 * 60_000;

export interface HandsOptions {
  readonly store: Store;
  readonly files: DataFolder;
}

/** The plan that was asked about last, in a thread that has made it again, until another one is asked about or nobody asks any more. */
export class Hands {
  readonly #options: HandsOptions;
  #held: { readonly planId: string; readonly hand: Promise<Hand> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: HandsOptions) {
    this.#options = options;
  }

  /** The planner's answer about a finished plan. Refuses with CONFLICT where the project's data have changed since it was made. */
  async ask(
    plan: Plan,
    question: Question,
    onProgress: (fraction: number) => void = () => {},
    signal?: AbortSignal,
  ): Promise<unknown> {
    if (plan.state !== "done") throw new Refusal("CONFLICT", `The plan is ${plan.state}: there is nothing to explain.`);
    const answer = await (await this.#handOf(plan)).ask(question, onProgress, signal).catch((error) => {
      this.#drop();
      throw error;
    });
    if (answer.ok) return answer.value;
    if (answer.stale) {
      this.#drop();
      throw new Refusal(
        "CONFLICT",
        "The plan cannot be made again as it is: the project's data have changed since, or it was finished early. Plan again to ask about it.",
      );
    }
    const detail = answer.issues.map(({ message }) => message).join(" ");
    throw new Refusal("UNPROCESSABLE", detail, { issues: answer.issues.slice(0, issuesShown) });
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await (await this.#held?.hand.catch(() => undefined))?.close();
  }

  #handOf(plan: Plan): Promise<Hand> {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#drop(), idleMs).unref();
    if (this.#held?.planId === plan.id) return this.#held.hand;
    this.#drop();
    const hand = this.#open(plan);
    this.#held = { planId: plan.id, hand };
    hand.catch(() => this.#held?.hand === hand && this.#drop());
    return hand;
  }

  async #open(plan: Plan): Promise<Hand> {
    const { store, files } = this.#options;
    const loaded = await loadPlan(store, files, plan);
    if (!loaded.ok) throw new Refusal("CONFLICT", loaded.issues.map(({ message }) => message).join(" "));
    const { input, corridorFile, elevationFiles } = loaded.task;
    const { proposal } = await store.plans.proposal(plan.id);
    return new Hand({ input, corridorFile, elevationFiles, proposal });
  }

  #drop(): void {
    const held = this.#held;
    this.#held = undefined;
    void held?.hand.then(
      (hand) => hand.close(),
      () => undefined,
    );
  }
}
