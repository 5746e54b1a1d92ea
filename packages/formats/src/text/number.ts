import { narrowText } from "./clean.ts";

const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const grouped = /^[+-]?\d{1,3}([,' ]\d{3})+(\.\d+)?$/;
const unitWord = /(人|户|个|口|people|persons?|households?|hh)$/i;

/** A number as people write it: `１,234`, `1 234`, `1234 人`. `undefined` when the text is not one. */
export function parseNumber(text: string): number | undefined {
  let bare = narrowText(text).replace(unitWord, "").trim();
  if (grouped.test(bare)) bare = bare.replace(/[,' ]/g, "");
  return plain.test(bare) ? Number(bare) : undefined;
}

/** A non-negative whole number (`12`, `12.0`, `1,204`); `undefined` when the text is not one. */
export function parseCount(text: string): number | undefined {
  const number = parseNumber(text);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** True for a long code that a spreadsheet turned into `4.50102E+11`: digits are lost for good. */
export function isMangledCode(text: string): boolean {
  return /^\d(\.\d+)?e\+?\d{1,2}$/i.test(text);
}
