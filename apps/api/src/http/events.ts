import type { Log } from "./log.ts";
import { problemBody, Refusal } from "./problem.ts";
import { refusalOf } from "./store-trouble.ts";

/** Sends one server-sent event, under an id where a listener that comes back is to go on after it; does nothing once the listener has gone. */
export type SendEvent = (event: string, data: unknown, id?: string) => void;

/** What every event stream of a server shares. */
export interface EventStreams {
  /** Aborted when the server stops. */
  readonly closing: AbortSignal;
  readonly log: Log;
}

const heartbeatMs = 15_000;

/**
 * An event stream that `run` fills; where that rejects, its last event is `failed` with a problem. It ends when `run` does, when the
 * listener goes, or when the server stops. `signal` tells `run` that nobody listens any more.
 */
export function eventStream(
  { closing, log }: EventStreams,
  run: (send: SendEvent, signal: AbortSignal) => Promise<void>,
): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([closing, gone.signal]);
  const text = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (line: string) => {
        if (!signal.aborted) controller.enqueue(text.encode(line));
      };
      const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs);
      const stop = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      const send: SendEvent = (event, data, id) =>
        write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      const filled = run(send, signal);
      await Promise.race([filled.catch((error) => send("failed", problemOf(error, log))), stop]);
      clearInterval(heartbeat);
      gone.abort();
      try {
        controller.close();
      } catch {
        // The listener went first and the stream is closed already.
      }
    },
    cancel: () => gone.abort(),
  });
  return new Response(stream, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-cache", "x-accel-buffering": "no" },
  });
}

function problemOf(error: unknown, log: Log): Record<string, unknown> {
  const refusal = refusalOf(error);
  if (!refusal) log({ level: "error", message: "An event stream failed", error });
  return problemBody(refusal ?? new Refusal("INTERNAL", "It failed; the server's log says why."));
}
