import type { OpenProgress } from "../store.ts";
import type { StoreCode } from "../trouble.ts";

/** What the engine's process is started with (one JSON argument). */
export interface EngineOrder {
  readonly dataFolder: string;
  /** Where prepared templates of a data folder are kept. */
  readonly cacheFolder: string;
  /** Unix socket or Windows pipe to listen on. */
  readonly socketPath: string;
}

/** What the engine's process tells the store, over the channel that Node gives to a child. */
export type EngineMessage =
  | { readonly kind: "progress"; readonly step: OpenProgress["step"]; readonly message: string }
  | { readonly kind: "ready" }
  | { readonly kind: "refused"; readonly code: StoreCode; readonly message: string };

/** What the store tells the engine's process; the end of the channel means the same. */
export type EngineCommand = { readonly kind: "close" };

/** SQLSTATE of a statement that the engine gave up without an answer. */
export const lostStatementState = "XX900";
