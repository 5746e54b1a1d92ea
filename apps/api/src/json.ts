import type { JsonObject } from "@cuntong/db";

/** A record as JSON carries it: what is `undefined` is left out. */
export function jsonOf(record: object): JsonObject {
  return JSON.parse(JSON.stringify(record));
}
