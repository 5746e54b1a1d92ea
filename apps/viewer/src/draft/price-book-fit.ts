import type { PriceBook } from "@cuntong/contract";
import type { Draft } from "./draft.ts";

type Book = Pick<PriceBook, "name" | "prices">;
/** What a draft wants priced. */
type Asked = Pick<Draft, "counting" | "existingSpans">;

/** Items that a price book can price on their own, each as the code (or the beginning of the codes) of its prices. */
const pieces = [
  "node.pole",
  "cable.",
  "node.joint",
  "node.cabinet",
  "node.splitter",
  "village.fixed",
  "overlash.",
  "opex.",
] as const;
type Piece = (typeof pieces)[number];

/** Prices that stand in a book for those who ask for them: to leave them aside makes no plan too cheap. */
const optional = new Set<Piece>(["overlash.", "opex."]);

/** What the plan needs and has no price in the book: it would be refused. */
export function piecesLacking(book: Book, asked: Asked): readonly Piece[] {
  return pieces.filter((piece) => isCounted(piece, asked) && !isPriced(book, piece));
}

/** What the book prices on its own and the plan does not count: the cost would be too small. */
export function piecesUncounted(book: Book, asked: Asked): readonly Piece[] {
  return pieces.filter((piece) => !optional.has(piece) && isPriced(book, piece) && !isCounted(piece, asked));
}

/** The book that fits what is asked for: the one given where it does, else the first that does, else the one given. */
export function fittingBook<B extends Book>(books: readonly B[], given: B, asked: Asked): B {
  const faults = (book: B) => piecesLacking(book, asked).length + piecesUncounted(book, asked).length;
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

function isCounted(piece: Piece, { counting: fields, existingSpans }: Asked): boolean {
  if (piece === "overlash.") return existingSpans === "reuse";
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
