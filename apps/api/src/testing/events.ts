/** One server-sent event. */
export interface ReadEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads an event stream to its end, or until `enough` says so. */
export async function readEvents(
  response: Response,
  enough: (event: ReadEvent) => boolean = () => false,
): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  let text = "";
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event === undefined || data === undefined) continue;
      events.push({ event, data: JSON.parse(data) });
      if (enough(events.at(-1)!)) return events;
    }
  }
  return events;
}
