import type { MultiPolygon } from "@cuntong/geo";
import { asc, eq, sql } from "drizzle-orm";
import { inChunks, present } from "./bulk.ts";
import { encodeEwkb } from "./geometry.ts";
import { requireProject } from "./projects.ts";
import type { Author, County, River } from "./records.ts";
import { county, river } from "./schema.ts";
import { searchKeys } from "./search-keys.ts";
import type { AtRevision, Session } from "./session.ts";

/** What lies under the plant and is only drawn or asked about: counties and rivers. */
export interface Landscape {
  /** Replaces the project's counties. Shapes that are not valid are repaired as PostGIS repairs them (`ST_MakeValid`). */
  putCounties(
    projectId: string,
    counties: readonly County[],
    author: Author,
  ): Promise<AtRevision<{ counties: number }>>;
  counties(projectId: string): Promise<AtRevision<{ counties: { code: string; name: string }[] }>>;
  /** The counties with their shapes. */
  countyShapes(projectId: string): Promise<AtRevision<{ counties: County[] }>>;
  /** Replaces the project's rivers. */
  putRivers(projectId: string, rivers: readonly River[], author: Author): Promise<AtRevision<{ rivers: number }>>;
}

export function landscapeOf(session: Session): Landscape {
  return {
    putCounties: (projectId, counties, author) =>
      session.write({ author, what: "counties.put", projectId, layers: ["counties"] }, async (tx) => {
        await requireProject(tx, projectId);
        await tx.delete(county).where(eq(county.projectId, projectId));
        await inChunks(counties, countyRow, (rows) =>
          tx.execute(sql`
            insert into county (project_id, code, name, pinyin, initials, geom)
            select ${projectId}, r.code, r.name, r.pinyin, r.initials,
              case when ST_IsValid(r.geom::geometry) then r.geom::geometry
                else ST_Multi(ST_CollectionExtract(ST_MakeValid(r.geom::geometry), 3)) end
            from ${rows} as r (code text, name text, pinyin text, initials text, geom text)`),
        );
        return { counties: counties.length };
      }),
    counties: (projectId) =>
      session.read(async (tx) => ({
        counties: await tx
          .select({ code: county.code, name: county.name })
          .from(county)
          .where(eq(county.projectId, projectId))
          .orderBy(asc(county.code)),
      })),
    countyShapes: (projectId) =>
      session.read(async (tx) => {
        const rows = await tx.select().from(county).where(eq(county.projectId, projectId)).orderBy(asc(county.code));
        return {
          counties: rows.map(({ code, name, geom }) => ({ code, name, shape: geom.coordinates as MultiPolygon })),
        };
      }),
    putRivers: (projectId, rivers, author) =>
      session.write({ author, what: "rivers.put", projectId, layers: ["rivers"] }, async (tx) => {
        await requireProject(tx, projectId);
        await tx.delete(river).where(eq(river.projectId, projectId));
        await inChunks(rivers, riverRow, (rows) =>
          tx.execute(sql`
            insert into river (project_id, name, geom)
            select ${projectId}, r.name, r.geom::geometry from ${rows} as r (name text, geom text)`),
        );
        return { rivers: rivers.length };
      }),
  };
}

function countyRow({ code, name, shape }: County) {
  return { code, name, ...searchKeys(name), geom: encodeEwkb({ type: "MultiPolygon", coordinates: shape }) };
}

function riverRow({ name, lines }: River) {
  return present({ name, geom: encodeEwkb({ type: "MultiLineString", coordinates: lines }) });
}
