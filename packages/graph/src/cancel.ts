/** What a long computation asks between its phases; an AbortSignal is one. */
export interface Cancel {
  readonly aborted: boolean;
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
