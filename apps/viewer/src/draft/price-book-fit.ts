import type { PriceBook } from "@cuntong/contract";
import type { CountingFields } from "./counting-fields.ts";

type Book = Pick<PriceBook, "name" | "prices">;

/** Items that a price book can price on their own, each as the code (or the beginning of the codes) of its prices. */
const pieces = [
  "node.pole",
  "cable.",
  "node.joint",
  "node.cabinet",
  "node.splitter",
  "village.fixed",
  "opex.",
] as const;
type Piece = (typeof pieces)[number];

/** What is counted item by item and has no price in the book: the plan would be refused. */
export function piecesLacking(book: Book, counting: CountingFields | null): readonly Piece[] {
  return pieces.filter((piece) => isCounted(piece, counting) && !isPriced(book, piece));
}

/** What the book prices on its own and the plan does not count: the cost would be too small. */
export function piecesUncounted(book: Book, counting: CountingFields | null): readonly Piece[] {
  return pieces.filter((piece) => piece !== "opex." && isPriced(book, piece) && !isCounted(piece, counting));
}

/** The book that fits what is counted: the one given where it does, else the first that does, else the one given. */
export function fittingBook<B extends Book>(books: readonly B[], given: B, counting: CountingFields | null): B {
  const faults = (book: B) => piecesLacking(book, counting).length + piecesUncounted(book, counting).length;
  if (faults(given) === 0) return given;
  return books.find((book) => faults(book) === 0) ?? given;
}

/** The book that a draft names, else the project's default. */
export function bookOf<B extends Book>(
  books: readonly B[],
  { priceBook }: { readonly priceBook: string },
): B | undefined {
  return books.find(({ name }) => name === priceBook) ?? books[0];
}

function isPriced({ prices }: Book, piece: Piece): boolean {
  return prices.some(({ code }) => (piece.endsWith(".") ? code.startsWith(piece) : code === piece));
}

function isCounted(piece: Piece, fields: CountingFields | null): boolean {
  if (!fields) return false;
  switch (piece) {
    case "node.pole":
      return fields.poles;
    case "cable.":
      return fields.cable;
    case "node.joint":
      return fields.drums;
    case "node.cabinet":
      return fields.cabinetsPerVillage !== "0";
    case "node.splitter":
      return fields.splittersPerVillage !== "0";
    case "village.fixed":
      return fields.fixedPerVillage;
    case "opex.":
      return fields.opex;
  }
}
