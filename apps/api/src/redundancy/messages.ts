import type { Puts } from "@cuntong/network";
import type { ReinforceAnswer, ReinforceGoal, ReinforceInput, ReinforceOptions } from "@cuntong/planner";

/** What a reinforcing worker is asked once it has the plant's records; corridors and elevation as files. */
export interface ReinforceTask {
  readonly input: Omit<ReinforceInput, "corridors" | "elevation">;
  readonly goal: ReinforceGoal;
  readonly options: ReinforceOptions;
  readonly corridorFile: string;
  readonly elevationFiles: readonly string[];
}

/** What it is sent: the plant in parts, so that a province is not copied in one breath, then the question. */
export type ReinforceMessage = { readonly records: Partial<Puts> } | { readonly task: ReinforceTask };

/** What it says back. */
export type ReinforceReply = { readonly fraction: number } | { readonly answer: ReinforceAnswer };
