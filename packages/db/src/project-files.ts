import { and, eq } from "drizzle-orm";
import { requireProject } from "./projects.ts";
import type { Author } from "./records.ts";
import { keptFile } from "./schema.ts";
import type { Session, Tx } from "./session.ts";

/**
 * Which files were put into which project. Their bytes lie beside the store under their SHA-256, once for all projects: a project gives out only
 * those that were put into it. Putting one in moves no revision; what then names it (an attachment, evidence, a trace) does.
 */
export interface ProjectFiles {
  /** A file that is there already stays as it is. Refuses `PROJECT_UNKNOWN`. */
  put(projectId: string, sha256: string, author: Author): Promise<void>;
  /** Whether a file was put into a project; refuses `PROJECT_UNKNOWN`. */
  has(projectId: string, sha256: string): Promise<boolean>;
}

export function projectFilesOf(session: Session): ProjectFiles {
  return {
    put: (projectId, sha256, author) =>
      session.note(async (tx) => {
        await requireProject(tx, projectId);
        await putFile(tx, projectId, sha256, author);
      }),
    has: async (projectId, sha256) => {
      const { isThere } = await session.read(async (tx) => {
        await requireProject(tx, projectId);
        const [row] = await tx
          .select({ sha256: keptFile.sha256 })
          .from(keptFile)
          .where(and(eq(keptFile.projectId, projectId), eq(keptFile.sha256, sha256)));
        return { isThere: row !== undefined };
      });
      return isThere;
    },
  };
}

/** Puts a file into a project as a part of what names it. */
export async function putFile(tx: Tx, projectId: string, sha256: string, { by }: Author): Promise<void> {
  await tx.insert(keptFile).values({ projectId, sha256, by, at: new Date() }).onConflictDoNothing();
}
