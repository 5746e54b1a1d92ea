import type { PlanAnswer, PlanInput, PlanProgress, SolvePlanOptions } from "@cuntong/planner";

/** What a planning worker is given: records as data, corridors and elevation as files. */
export interface PlanTask {
  readonly input: Omit<PlanInput, "corridors" | "elevation">;
  readonly options: SolvePlanOptions;
  readonly corridorFile: string;
  readonly elevationFiles: readonly string[];
  /** One Int32: 1 means stop, 2 means finish with what is found so far. */
  readonly cancel: SharedArrayBuffer;
}

/** What it says back. */
export type PlanMessage =
  | {
      readonly kind: "progress";
      readonly progress: PlanProgress | { readonly phase: "load"; readonly fraction: number };
    }
  | { readonly kind: "answer"; readonly answer: PlanAnswer };
