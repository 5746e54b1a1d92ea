import type { MatchedWord } from "./alarms.ts";

/** What is known of one alarm: the times as ISO instants. */
export type KnownAlarm = Omit<MatchedWord, "state" | "at"> & {
  readonly raisedAt: string;
  readonly clearedAt?: string | undefined;
  /** Raises after the first that followed a clear. */
  readonly flaps: number;
  /** When the latest word that counted was said. */
  readonly toldAt: string;
};

/**
 * An alarm after one more word on it, or the same alarm where the word is older than what is known or says nothing new. A raise counts after a clear, when it
 * is later, and while raised only as another severity told later; a clear counts while raised, unless it is older than what was told.
 */
export function heard(known: KnownAlarm | undefined, word: MatchedWord): KnownAlarm {
  const { state, at, ...said } = word;
  if (!known) return { ...said, raisedAt: at, toldAt: at, flaps: 0, ...(state === "cleared" && { clearedAt: at }) };
  const laterMs = Date.parse(at) - Date.parse(known.toldAt);
  const after = { ...known, ...told(said), toldAt: at };
  if (state === "cleared") return known.clearedAt === undefined && laterMs >= 0 ? { ...after, clearedAt: at } : known;
  if (laterMs <= 0) return known;
  if (known.clearedAt !== undefined) return { ...after, raisedAt: at, clearedAt: undefined, flaps: known.flaps + 1 };
  return said.severity === known.severity ? known : after;
}

/** What a word says, without what it leaves out: that stays as it is known. */
function told<T extends object>(said: T): Partial<T> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<T>;
}
