import { asc, desc, eq, type InferSelectModel } from "drizzle-orm";
import { present } from "./bulk.ts";
import type { AuditRow, Author, NewProject, Project, ProjectPatch } from "./records.ts";
import { audit, layerRevision, project } from "./schema.ts";
import type { AtRevision, Layer, Session, Tx } from "./session.ts";
import { StoreError, sqlState } from "./trouble.ts";

/** The projects of the store. */
export interface Projects {
  /** Refuses an id that is taken (`PROJECT_EXISTS`). */
  create(project: NewProject, author: Author): Promise<AtRevision<{ project: Project }>>;
  list(): Promise<AtRevision<{ projects: Project[] }>>;
  /** Refuses `PROJECT_UNKNOWN`. */
  get(id: string): Promise<AtRevision<{ project: Project }>>;
  change(id: string, patch: ProjectPatch, author: Author): Promise<AtRevision<{ project: Project }>>;
  /** Removes the project with everything in it. */
  remove(id: string, author: Author): Promise<AtRevision<object>>;
  /** The revision that last touched each layer of the project: 0 for a layer that was never written. */
  layerRevisions(id: string): Promise<AtRevision<{ layers: Partial<Record<Layer, number>> }>>;
  /** The newest changes first. */
  history(id: string, limit?: number): Promise<AtRevision<{ changes: AuditRow[] }>>;
}

export function projectsOf(session: Session): Projects {
  return {
    create: async (fresh, author) => {
      const note = { author, what: "project.create", projectId: fresh.id, layers: ["project"] as const };
      try {
        return await session.write(note, async (tx, revision) => {
          const [row] = await tx
            .insert(project)
            .values({ ...fresh, credits: [...(fresh.credits ?? [])], revision })
            .returning();
          return { project: toProject(row!) };
        });
      } catch (error) {
        if (sqlState(error) !== "23505") throw error;
        throw new StoreError("PROJECT_EXISTS", `There is a project ${fresh.id} already.`, error);
      }
    },
    list: () =>
      session.read(async (tx) => ({
        projects: (await tx.select().from(project).orderBy(asc(project.createdAt), asc(project.id))).map(toProject),
      })),
    get: (id) => session.read(async (tx) => ({ project: await readProject(tx, id) })),
    change: (id, patch, author) =>
      session.write({ author, what: "project.change", projectId: id, layers: ["project"] }, async (tx, revision) => {
        const { credits, ...rest } = patch;
        const values = { ...rest, ...(credits && { credits: [...credits] }), revision };
        const [row] = await tx.update(project).set(values).where(eq(project.id, id)).returning();
        if (!row) throw unknownProject(id);
        return { project: toProject(row) };
      }),
    remove: (id, author) =>
      session.write({ author, what: "project.remove", projectId: id, layers: [] }, async (tx) => {
        const gone = await tx.delete(project).where(eq(project.id, id)).returning({ id: project.id });
        if (gone.length === 0) throw unknownProject(id);
        return {};
      }),
    layerRevisions: (id) =>
      session.read(async (tx) => {
        const rows = await tx.select().from(layerRevision).where(eq(layerRevision.projectId, id));
        return { layers: Object.fromEntries(rows.map(({ layer, revision }) => [layer, revision])) };
      }),
    history: (id, limit = 100) =>
      session.read(async (tx) => {
        const { revision, at, by, what, projectId, note, requestId } = audit;
        const rows = await tx
          .select({ revision, at, by, what, projectId, note, requestId })
          .from(audit)
          .where(eq(audit.projectId, id))
          .orderBy(desc(audit.revision))
          .limit(limit);
        return { changes: rows.map((row) => present({ ...row, at: row.at.toISOString() }) as AuditRow) };
      }),
  };
}

async function readProject(tx: Tx, id: string): Promise<Project> {
  const [row] = await tx.select().from(project).where(eq(project.id, id));
  if (!row) throw unknownProject(id);
  return toProject(row);
}

/** Refuses a project that is not there, before rows are hung on it. */
export async function requireProject(tx: Tx, id: string): Promise<void> {
  const [row] = await tx.select({ id: project.id }).from(project).where(eq(project.id, id));
  if (!row) throw unknownProject(id);
}

function unknownProject(id: string): StoreError {
  return new StoreError("PROJECT_UNKNOWN", `There is no project ${id}.`);
}

function toProject(row: InferSelectModel<typeof project>): Project {
  return present({ ...row, createdAt: row.createdAt.toISOString() }) as Project;
}
