import { narrowText } from "./clean.ts";

/** A date as ISO text, or why there is none. A day and month that could be each other are never guessed. */
export type ParsedDate = { readonly iso: string } | { readonly fault: "ambiguous" | "invalid" };

const yearFirst = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/** Reads 2024-05-01, 2024/5/1, 2024.5.1, 20240501, 2024年5月1日, and 25/12/2024 where only one reading is a date. */
export function parseDate(text: string): ParsedDate {
  const bare = narrowText(text);
  const match = yearFirst.exec(bare) ?? compact.exec(bare);
  if (match) return toIso(Number(match[1]), Number(match[2]), Number(match[3]));
  const last = yearLast.exec(bare);
  if (!last) return { fault: "invalid" };
  const [a, b, year] = [Number(last[1]), Number(last[2]), Number(last[3])];
  if (a <= 12 && b <= 12 && a !== b) return { fault: "ambiguous" };
  return a > 12 ? toIso(year, b, a) : toIso(year, a, b);
}

function toIso(year: number, month: number, day: number): ParsedDate {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? { iso: date.toISOString().slice(0, 10) } : { fault: "invalid" };
}
