import type { Project } from "@cuntong/contract";
import type { Network, Ref, Violation } from "@cuntong/network";
import { createContext, use } from "react";
import type { Answer } from "../api/use-answer.ts";

/** What the store tells around the chosen object: a small plant of its own. */
export interface Around {
  readonly object: Ref;
  /** The revision that last touched the plant, for the edits made on what is shown. */
  readonly plantRevision: number;
  /** True for the plant of now, which edits are made on; not of a past, nor of what a design would have. */
  readonly isLive: boolean;
  readonly network: Network;
  /** Rules that the object breaks as it stands. */
  readonly violations: readonly Violation[];
  /** Of a chosen cable the strands that carry light, as `tube.strand`. */
  readonly lit: ReadonlySet<string>;
}

/** What is known of the plant of the open project. */
export interface PlantHandle {
  readonly project: Project;
  readonly around: Answer<Around>;
  /** Counts the changes that came in while the page is open: answers and tiles are asked for again. */
  readonly tick: number;
  readonly reload: () => void;
}

export const PlantContext = createContext<PlantHandle | null>(null);

/** The plant of the open project. */
export function usePlant(): PlantHandle {
  const handle = use(PlantContext);
  if (!handle) throw new Error("No plant around this component.");
  return handle;
}
