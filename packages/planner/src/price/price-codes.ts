import type { PriceUnit, SlopeBand } from "@cuntong/network";
import type { StretchKind } from "../ground/stretch-kinds.ts";

/** Codes of the prices that each metre and piece is looked up by. */
export const priceCode = {
  span: (support: string, band: string) => `span.${support}.${band}`,
  /** A metre of further cable on the poles, in the ducts or in the trench of an existing span. */
  overlash: (support: string) => `overlash.${support}`,
  corridorClass: (name: string) => `class.${name}`,
  crossing: (kind: string) => `crossing.${kind}`,
  /** Added per metre in an area of this soil, and in a forest: work and material that ordinary ground does not take. */
  soil: (support: string, soil: string) => `soil.${support}.${soil}`,
  forest: (support: string) => `forest.${support}`,
  /** Added per metre in an expensive area: its own fen, or per cent of another price. */
  area: (id: string) => `area.${id}`,
  surcharge: (pct: number, code: string) => `surcharge.${pct}.${code}`,
  permit: (type: string) => `permit.${type}`,
  cable: (strands: number) => `cable.${strands}`,
  pole: "node.pole",
  closure: "node.closure",
  joint: "node.joint",
  cabinet: "node.cabinet",
  splitter: "node.splitter",
  drop: "village.drop",
  fixed: "village.fixed",
} as const;

/** Stands among the prices needed for at least one `cable.` price with a number of strands: the sizes are the price book's own. */
export const anyCable = "cable.<strands>";

/** Strands of a cable's price code, undefined for any other code. */
export function strandsOf(code: string): number | undefined {
  const strands = /^cable\.([1-9]\d{0,3})$/.exec(code)?.[1];
  return strands === undefined ? undefined : Number(strands);
}

/** Code of the price in a book that a code follows from: itself, the price that a surcharge is a part of, none for an area's own fen. */
export function bookCodeOf(code: string): string | undefined {
  if (code.startsWith("area.")) return undefined;
  return /^surcharge\.\d+\.(.+)$/.exec(code)?.[1] ?? code;
}

/** Codes that every metre of a stretch is paid by, on ground of this slope. */
export function metreCodesOf({ support, corridorClass, reused }: StretchKind, band: SlopeBand): string[] {
  return reused
    ? [priceCode.overlash(support)]
    : [priceCode.span(support, band), priceCode.corridorClass(corridorClass)];
}

/**
 * Code of what it costs a year to keep what is counted by a code: a metre of support, a piece, a village. Undefined for work that is
 * done once.
 */
export function opexCodeOf(code: string): string | undefined {
  const [kind, name] = code.split(".");
  if (kind === "span" || kind === "overlash") return `opex.${kind}.${name}`;
  if (kind === "node") return `opex.node.${name}`;
  return code === priceCode.drop ? "opex.village" : undefined;
}

/** A permit may be priced per area or per metre: the price book's unit says which. */
const unitsOfKind: Readonly<Record<string, readonly PriceUnit[]>> = {
  span: ["m"],
  overlash: ["m"],
  class: ["m"],
  soil: ["m"],
  forest: ["m"],
  cable: ["m"],
  permit: ["each", "m"],
  village: ["village"],
};
const opexUnitOfKind: Readonly<Record<string, PriceUnit>> = {
  span: "m-year",
  overlash: "m-year",
  village: "village-year",
};

/** The units that a code can be counted in, the usual one first. */
export function unitsOf(code: string): readonly PriceUnit[] {
  const [kind, name] = code.split(".");
  return kind === "opex" ? [opexUnitOfKind[name] ?? "each-year"] : (unitsOfKind[kind] ?? ["each"]);
}

/** The unit that a code is counted in. */
export function unitOf(code: string): PriceUnit {
  return unitsOf(code)[0];
}
