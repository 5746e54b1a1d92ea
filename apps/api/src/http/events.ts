/** Sends one server-sent event; after the listener has gone it does nothing. */
export type SendEvent = (event: string, data: unknown) => void;

const heartbeatMs = 15_000;

/**
 * An event stream that `run` fills; it ends when `run` does, when the listener goes, or when `closing` says that the server stops.
 * `signal` tells `run` that nobody listens any more.
 */
export function eventStream(
  closing: AbortSignal,
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
      const filled = run((event, data) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`), signal);
      await Promise.race([
        filled.catch((error) => write(`event: failed\ndata: ${JSON.stringify(String(error))}\n\n`)),
        stop,
      ]);
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
