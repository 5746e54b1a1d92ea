import { setImmediate } from "node:timers/promises";
import type { Store } from "@cuntong/db";
import { type Network, type Redundancy, redundancySteps } from "@cuntong/network";
import { refused } from "./refused.ts";

/** What a question is answered from: the plant at one revision, and what it has to lose. */
export interface Assessed {
  /** The store's revision. */
  readonly revision: number;
  readonly network: Network;
  readonly redundancy: Redundancy;
}

/** Projects kept assessed: a province's assessment takes some hundred megabytes. */
const mostKept = 3;

/**
 * What the plant of each project has to lose, computed when it is first asked for and kept until the plant changes. It is computed in steps with
 * other requests between them, once for all who ask meanwhile.
 */
export class Assessments {
  readonly #store: Store;
  readonly #kept = new Map<string, { readonly network: Network; readonly redundancy: Promise<Redundancy> }>();

  constructor(store: Store) {
    this.#store = store;
  }

  async of(projectId: string, parallelWithinM: number): Promise<Assessed> {
    const { revision, network } = await this.#store.inventory.network(projectId);
    const key = `${projectId} ${parallelWithinM}`;
    const known = this.#kept.get(key);
    const made = known?.network === network ? known : { network, redundancy: assessed(network, parallelWithinM) };
    this.#kept.delete(key);
    this.#kept.set(key, made);
    for (const old of [...this.#kept.keys()].slice(0, -mostKept)) this.#kept.delete(old);
    return { revision, network, redundancy: await made.redundancy };
  }
}

async function assessed(network: Network, parallelWithinM: number): Promise<Redundancy> {
  const steps = redundancySteps(network, { parallelWithinM });
  for (;;) {
    const step = steps.next();
    if (step.done) return refused(step.value);
    await setImmediate();
  }
}
