import { projectIdFrom } from "../chrome/project-id.ts";

/** An id for a design made from its name and a few letters of chance, so that two of one name are two. */
export function designIdFrom(name: string, chance: string): string {
  return `${projectIdFrom(name) || "design"}-${chance.replace(/[^A-Za-z0-9]/g, "").slice(0, 6)}`;
}
