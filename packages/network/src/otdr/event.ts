/** An event of an OTDR's trace, at metres of glass from the port. */
export interface OtdrEvent {
  readonly glassM: number;
  /** Loss of the event, dB; below zero for a gain. Absent where the trace does not say. */
  readonly lossDb?: number;
  /** Below zero; absent of an event that reflects nothing. */
  readonly reflectanceDb?: number;
  readonly isEnd: boolean;
}
