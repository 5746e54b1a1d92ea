import { type Problem, ProblemError } from "@cuntong/contract";
import { useCallback, useEffect, useEffectEvent, useState } from "react";

/** What is known of an answer of the API. A `loading` answer keeps the last value of the same key, so that screens do not blink. */
export type Answer<T> =
  | { readonly state: "idle"; readonly value?: undefined }
  | { readonly state: "loading"; readonly value?: T | undefined }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly problem: Problem; readonly value?: undefined };

type Held<T> = { readonly key: string | null; readonly question: string | null; readonly answer: Answer<T> };

/**
 * Asks the API for what `key` names, again when the key or `edition` changes and on `reload`. A null key asks nothing.
 */
export function useAnswer<T>(
  key: string | null,
  edition: number,
  load: (signal: AbortSignal) => Promise<T>,
): { readonly answer: Answer<T>; readonly reload: () => void } {
  const [held, setHeld] = useState<Held<T>>({ key: null, question: null, answer: { state: "idle" } });
  const [attempt, setAttempt] = useState(0);
  const ask = useEffectEvent((signal: AbortSignal) => load(signal));
  const question = key === null ? null : `${key} ${edition} ${attempt}`;
  useEffect(() => {
    if (question === null) return;
    const abort = new AbortController();
    const hold = (answer: Answer<T>) => abort.signal.aborted || setHeld({ key, question, answer });
    ask(abort.signal).then(
      (value) => hold({ state: "ready", value }),
      (error: unknown) => hold({ state: "failed", problem: problemOf(error) }),
    );
    return () => abort.abort();
  }, [key, question]);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  return { answer: answerNow(held, key, question), reload };
}

/** An answer to another question is none: at most its value stays while the same thing is asked for anew. */
function answerNow<T>(held: Held<T>, key: string | null, question: string | null): Answer<T> {
  if (key === null) return { state: "idle" };
  if (held.question === question) return held.answer;
  return { state: "loading", value: held.key === key ? held.answer.value : undefined };
}

/** Any failure of a call as a problem: the API's own, or that the server could not be reached or understood. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "about:blank", title: "No answer", status: 0, code: "UNREACHABLE", detail };
}
