import { type Change, ChangeBuilder } from "./change.ts";

/**
 * JSON with the keys of every object in order of code units and without undefined values, as RFC 8785 has it: two equal values give the
 * same bytes. Throws a RangeError at a number that is not finite.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(",")}}`;
}

/** The one text of a change: tables and records in order, whatever order they were given in. What is stored, hashed and signed. */
export function changeJson(change: Change): string {
  return canonicalJson(new ChangeBuilder().add(change).build(change.note));
}
