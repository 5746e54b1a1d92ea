/** What a long computation asks between its phases; an AbortSignal is one. */
export interface Cancel {
  readonly aborted: boolean;
}

/** Hears which share of a long computation is done, from 0 to 1, never less than before. */
export type OnProgress = (share: number) => void;

/** How a caller looks after a long computation: every one takes these two among its options. */
export interface Watch {
  readonly cancel?: Cancel | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** Thrown by a computation whose caller cancelled it. */
export class Cancelled extends Error {
  constructor() {
    super("cancelled by the caller");
    this.name = "Cancelled";
  }
}

/** Throws {@link Cancelled} once the caller has cancelled. */
export function checkCancel(cancel: Cancel | undefined): void {
  if (cancel?.aborted) throw new Cancelled();
}

/** Between two phases: throws {@link Cancelled} once the caller has cancelled, else says which share is done. */
export function report({ cancel, onProgress }: Watch, share: number): void {
  checkCancel(cancel);
  onProgress?.(share);
}

/** The same watch for a part of the work that takes it from one share to another. */
export function watchPart({ cancel, onProgress }: Watch, from: number, to: number): Watch {
  return { cancel, onProgress: onProgress && ((share) => onProgress(from + (to - from) * share)) };
}
