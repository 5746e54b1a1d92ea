import { Refusal } from "./problem.ts";

/** Reads a JSON body of at most `limitBytes`, counted while it streams in. */
export async function readJson(request: Request, limitBytes: number): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    throw new Refusal("INVALID_REQUEST", "The body must be JSON, sent as content-type: application/json.");
  }
  const bytes = await readBytes(request, limitBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Refusal("INVALID_REQUEST", `The body is not JSON in UTF-8: ${(error as Error).message}`);
  }
}

/** A body of at most `limitBytes` as a whole. */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of limited(request, limitBytes)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** The chunks of a body; refuses with TOO_LARGE as soon as it is longer than `limitBytes`, whatever its headers promised. */
export async function* limited(request: Request, limitBytes: number): AsyncGenerator<Uint8Array> {
  const promised = Number(request.headers.get("content-length") ?? 0);
  if (promised > limitBytes) throw tooLarge(limitBytes);
  let bytes = 0;
  for await (const chunk of unbroken(request.body)) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw tooLarge(limitBytes);
    yield chunk;
  }
}

/** A body whose sender goes away before its end is the sender's fault, not ours. */
async function* unbroken(body: Request["body"]): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? [];
  } catch (error) {
    throw new Refusal("INVALID_REQUEST", `The body broke off: ${error instanceof Error ? error.message : error}`);
  }
}

function tooLarge(limitBytes: number): Refusal {
  return new Refusal("TOO_LARGE", `The body may have ${limitBytes.toLocaleString("en")} bytes at most.`);
}
