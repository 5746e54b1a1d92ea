import type { ReadSor } from "../read-sor.ts";

/** Bytes of the shortest event: format version 1, no comment. */
const leastEventBytes = 23;

/** What is wrong with an answer to a file of so many bytes, whatever its bytes were; `undefined` where it is as promised. */
export function findFault({ trace, issues }: ReadSor, length: number): string | undefined {
  const lost = issues.find(({ place }) => place.offset !== undefined && !(place.offset >= 0));
  if (lost) return `${lost.code} is at byte ${lost.place.offset}`;
  if (!trace)
    return issues.some(({ severity }) => severity === "error") ? undefined : "no trace, and no error says why";
  const { events, points, blocks, ...rest } = trace;
  if (events.length * leastEventBytes > length) return `${events.length} events`;
  const levels = points?.levelDb.length ?? 0;
  if (levels * 2 > length) return `${levels} points`;
  if (points?.levelDb.some((level) => !(level <= 0))) return "a level above the scale";
  const placed = points?.stretches.reduce((sum, { count }) => sum + count, 0) ?? 0;
  if (placed > levels) return `${placed} places for ${levels} points`;
  return findNonNumber({ events, blocks, ...rest, stretches: points?.stretches });
}

/** Path of a number in the record that JSON could not hold. */
function findNonNumber(value: unknown, path = ""): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const found = findNonNumber(member, `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}
