import type { MultiPolygon } from "@cuntong/geo";
import type { Area } from "@cuntong/network";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { inChunks } from "./bulk.ts";
import { encodeEwkb } from "./geometry.ts";
import { requireProject } from "./projects.ts";
import type { Author } from "./records.ts";
import { area } from "./schema.ts";
import type { AtRevision, Session } from "./session.ts";

/** Areas on the map that a project's plans keep out of or pay for. */
export interface Areas {
  /** Adds areas; one whose id is there already takes its place. Shapes that are not valid are repaired (`ST_MakeValid`). */
  put(projectId: string, areas: readonly Area[], author: Author): Promise<AtRevision<{ areas: number }>>;
  /** All areas, in the order of their ids. */
  all(projectId: string): Promise<AtRevision<{ areas: Area[] }>>;
  /** Removes the areas with these ids; says how many there were. */
  remove(projectId: string, ids: readonly string[], author: Author): Promise<AtRevision<{ areas: number }>>;
}

export function areasOf(session: Session): Areas {
  return {
    put: (projectId, areas, author) =>
      session.write({ author, what: "areas.put", projectId, layers: ["areas"] }, async (tx) => {
        await requireProject(tx, projectId);
        await inChunks(areas, areaRow, (rows) =>
          tx.execute(sql`
            insert into area (project_id, id, name, kind, terms, geom)
            select ${projectId}, r.id, r.name, r.kind, r.terms,
              case when ST_IsValid(r.geom::geometry) then r.geom::geometry
                else ST_Multi(ST_CollectionExtract(ST_MakeValid(r.geom::geometry), 3)) end
            from ${rows} as r (id text, name text, kind text, terms jsonb, geom text)
            on conflict (project_id, id) do update
              set name = excluded.name, kind = excluded.kind, terms = excluded.terms, geom = excluded.geom`),
        );
        return { areas: areas.length };
      }),
    all: (projectId) =>
      session.read(async (tx) => {
        const rows = await tx.select().from(area).where(eq(area.projectId, projectId)).orderBy(asc(area.id));
        return { areas: rows.map(areaOf) };
      }),
    remove: (projectId, ids, author) =>
      session.write({ author, what: "areas.remove", projectId, layers: ["areas"] }, async (tx) => {
        await requireProject(tx, projectId);
        const gone = await tx
          .delete(area)
          .where(and(eq(area.projectId, projectId), inArray(area.id, [...ids])))
          .returning({ id: area.id });
        return { areas: gone.length };
      }),
  };
}

/** What an area says beside its kind is its terms. */
function areaRow({ id, name, kind, shape, ...terms }: Area) {
  return { id, name, kind, terms, geom: encodeEwkb({ type: "MultiPolygon", coordinates: shape }) };
}

function areaOf({ id, name, kind, terms, geom }: typeof area.$inferSelect): Area {
  return { id, name, shape: geom.coordinates as MultiPolygon, kind, ...terms } as Area;
}
