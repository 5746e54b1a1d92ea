import { Problem, ProblemError } from "@cuntong/contract";
import { EventSourceParserStream } from "eventsource-parser/stream";
import type { EventHandlers } from "./events.ts";

/**
 * Asks by POST a question that is answered by server-sent events, and resolves with the data of event `end`. Throws {@link ProblemError} where the question
 * is refused or the work fails.
 */
export async function postEvents(
  url: string,
  body: unknown,
  signal: AbortSignal,
  handlers: EventHandlers,
): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal });
  if (!response.ok || !response.body) throw new ProblemError(Problem.parse(await response.json()));
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  for (;;) {
    const { done, value } = await events.read();
    if (done) throw new Error("The stream ended without an answer.");
    const data: unknown = JSON.parse(value.data);
    if (value.event === "end") return data;
    if (value.event === "failed") throw new ProblemError(Problem.parse(data));
    handlers[value.event ?? "message"]?.(data);
  }
}
