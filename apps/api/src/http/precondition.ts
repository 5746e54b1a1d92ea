import { Refusal } from "./problem.ts";

/** The revision that `If-Match` names: `"132"`. Refuses a request that names none, and a tag that is none of ours. */
export function ifMatchOf(header: string | undefined): number {
  if (header === undefined) {
    throw new Refusal(
      "PRECONDITION_REQUIRED",
      "Say in If-Match which revision this was made on: the ETag of what you read.",
    );
  }
  const tag = /^"(\d{1,15})"$/.exec(header.trim());
  if (!tag) throw new Refusal("INVALID_REQUEST", `If-Match is an ETag of this API such as "132", not ${header}.`);
  return Number(tag[1]);
}

/** The name of a request that may be sent again; refuses one that is too long or holds other than visible ASCII. */
export function keyOf(header: string | undefined): string | undefined {
  if (header === undefined || /^[\x21-\x7e]{1,200}$/.test(header)) return header;
  throw new Refusal("INVALID_REQUEST", "Idempotency-Key has 1 to 200 visible ASCII characters.");
}

/** The tag of an answer: the revision that last touched what it is about; of answers that say one. */
export function etagOf(reply: unknown): string | undefined {
  if (typeof reply !== "object" || reply === null) return undefined;
  if ("plantRevision" in reply && typeof reply.plantRevision === "number") return `"${reply.plantRevision}"`;
  if ("etag" in reply && typeof reply.etag === "number") return `"${reply.etag}"`;
  return undefined;
}
