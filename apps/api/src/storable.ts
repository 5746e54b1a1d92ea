/** True for text that PostgreSQL can keep: no zero character, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** The same value with the replacement sign in place of characters that no store can keep; text from files has them. */
export function storable<T>(value: T): T;
export function storable(value: unknown): unknown {
  if (typeof value === "string") return isStorable(value) ? value : value.replaceAll("\0", "\ufffd").toWellFormed();
  if (Array.isArray(value)) return value.map((item) => storable(item));
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, storable(item)]));
}
