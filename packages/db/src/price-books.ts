import type { PriceBook } from "@cuntong/network";
import { and, asc, eq } from "drizzle-orm";
import { requireProject } from "./projects.ts";
import type { Author } from "./records.ts";
import { priceBook } from "./schema.ts";
import type { AtRevision, Session } from "./session.ts";

/** The price books of a project, by name. */
export interface PriceBooks {
  /** Inserts or, by name, replaces. */
  put(projectId: string, book: PriceBook, author: Author): Promise<AtRevision<object>>;
  list(projectId: string): Promise<AtRevision<{ priceBooks: PriceBook[] }>>;
  get(projectId: string, name: string): Promise<AtRevision<{ priceBook?: PriceBook }>>;
  remove(projectId: string, name: string, author: Author): Promise<AtRevision<{ removed: number }>>;
}

export function priceBooksOf(session: Session): PriceBooks {
  const named = (projectId: string, name: string) => and(eq(priceBook.projectId, projectId), eq(priceBook.name, name));
  return {
    put: (projectId, { name, prices }, author) =>
      session.write({ author, what: "prices.put", projectId, layers: ["prices"] }, async (tx, revision) => {
        await requireProject(tx, projectId);
        await tx
          .insert(priceBook)
          .values({ projectId, name, prices, revision })
          .onConflictDoUpdate({ target: [priceBook.projectId, priceBook.name], set: { prices, revision } });
        return {};
      }),
    list: (projectId) =>
      session.read(async (tx) => {
        const rows = await tx
          .select()
          .from(priceBook)
          .where(eq(priceBook.projectId, projectId))
          .orderBy(asc(priceBook.name));
        return { priceBooks: rows.map(toBook) };
      }),
    get: (projectId, name) =>
      session.read(async (tx) => {
        const [row] = await tx.select().from(priceBook).where(named(projectId, name));
        return row ? { priceBook: toBook(row) } : {};
      }),
    remove: (projectId, name, author) =>
      session.write({ author, what: "prices.remove", projectId, layers: ["prices"] }, async (tx) => {
        const gone = await tx.delete(priceBook).where(named(projectId, name)).returning({ name: priceBook.name });
        return { removed: gone.length };
      }),
  };
}

function toBook({ name, prices }: Pick<PriceBook, "name" | "prices">): PriceBook {
  return { name, currency: "CNY", prices };
}
