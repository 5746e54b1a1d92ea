/** What to do with each named event of a stream; the data are parsed JSON, not yet checked. */
export type EventHandlers = Readonly<Record<string, (data: unknown) => void>>;

/**
 * Follows a stream of server-sent events until one of `last` has come or the caller stops. The browser reconnects by itself; when it
 * gives up, `onLost` is called once. Answers the function that stops it.
 */
export function followEvents(
  url: string,
  handlers: EventHandlers,
  last: readonly string[],
  onLost: () => void,
): () => void {
  const source = new EventSource(url);
  for (const [name, handle] of Object.entries(handlers)) {
    source.addEventListener(name, (event) => {
      if (last.includes(name)) source.close();
      handle(JSON.parse(event.data));
    });
  }
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return;
    onLost();
  });
  return () => source.close();
}
