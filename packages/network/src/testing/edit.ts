import type { Answer } from "../operations/operation.ts";
import type { Network } from "../snapshot/network.ts";

/** The plant after an operation; throws its refusal. */
export function done(network: Network, answer: Answer): Network {
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.message}`);
  return network.apply(answer.value);
}

/** What an operation was refused with, and who stood in the way. */
export function refusal(answer: Answer): readonly [code: string, holder?: string] {
  if (answer.ok) return ["done"];
  return answer.holder ? [answer.code, answer.holder.id] : [answer.code];
}

/** Ids in the order they are asked for: `new-1`, `new-2` ... */
export function counter(prefix = "new"): () => string {
  let n = 0;
  return () => `${prefix}-${++n}`;
}
