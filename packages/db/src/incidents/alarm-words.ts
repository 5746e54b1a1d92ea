import type { MatchedWord, WordOutcome } from "./alarms.ts";

/** What is known of one alarm: the times as ISO instants. */
export type KnownAlarm = Omit<MatchedWord, "state" | "at"> & {
  readonly raisedAt: string;
  readonly clearedAt?: string | undefined;
  /** Raises after the first that followed a clear. */
  readonly flaps: number;
  /** When the latest word was said, whether or not it said anything new. */
  readonly toldAt: string;
};

/** An alarm after one more word on it, and what became of the word. */
export interface Heard {
  readonly alarm: KnownAlarm;
  readonly outcome: WordOutcome;
}

/**
 * Hears one more word on an alarm. One that is older than the latest word, whatever that said, changes nothing. A raise counts after a clear, and while raised only as
 * another severity; a clear counts while raised. A later word that says the same moves only the time of the latest word.
 */
export function heard(known: KnownAlarm | undefined, word: MatchedWord): Heard {
  const { state, at, ...said } = word;
  if (!known) {
    const fresh = { ...said, raisedAt: at, toldAt: at, flaps: 0, ...(state === "cleared" && { clearedAt: at }) };
    return { alarm: fresh, outcome: "fresh" };
  }
  const laterMs = Date.parse(at) - Date.parse(known.toldAt);
  const isRaised = known.clearedAt === undefined;
  // A raise and its clear may carry the same second: the clear counts.
  const isOld = state === "cleared" ? laterMs < 0 : laterMs <= 0;
  if (isOld) return { alarm: known, outcome: "repeated" };
  const saysTheSame = state === "cleared" ? !isRaised : isRaised && said.severity === known.severity;
  if (saysTheSame) return { alarm: laterMs > 0 ? { ...known, toldAt: at } : known, outcome: "repeated" };
  const after = { ...known, ...told(said), toldAt: at };
  if (state === "cleared") return { alarm: { ...after, clearedAt: at }, outcome: "changed" };
  const back = isRaised ? {} : { raisedAt: at, clearedAt: undefined, flaps: known.flaps + 1 };
  return { alarm: { ...after, ...back }, outcome: "changed" };
}

/** What a word says, without what it leaves out: that stays as it is known. */
function told<T extends object>(said: T): Partial<T> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<T>;
}
