import { and, desc, eq, type InferSelectModel, isNull } from "drizzle-orm";
import { present } from "../bulk.ts";
import { putFile } from "../project-files.ts";
import { requireProject } from "../projects.ts";
import type { Author } from "../records.ts";
import { otdrTrace } from "../schema.ts";
import type { AtRevision, Session } from "../session.ts";
import { StoreError } from "../trouble.ts";
import type { OtdrRecord } from "./records.ts";

/** Traces of OTDRs that were kept, by the port they were shot from. */
export interface OtdrTraces {
  /** Keeps one; as a baseline it takes the place of the port's baseline at that wavelength. Refuses `PROJECT_UNKNOWN`. */
  keep(
    projectId: string,
    fresh: Omit<OtdrRecord, "by" | "at" | "revision">,
    author: Author,
  ): Promise<AtRevision<{ trace: OtdrRecord }>>;
  /** The latest first; of one port where told. */
  list(
    projectId: string,
    port?: { readonly equipmentId: string; readonly port: number },
  ): Promise<AtRevision<{ traces: OtdrRecord[] }>>;
  /** The port's baseline at a wavelength; where there is none, or no wavelength is told, the latest. */
  baselineOf(
    projectId: string,
    port: Pick<OtdrRecord, "equipmentId" | "port">,
    waveNm?: number,
  ): Promise<AtRevision<{ baseline?: OtdrRecord }>>;
  /** Refuses `TRACE_UNKNOWN`. */
  get(projectId: string, id: string): Promise<AtRevision<{ trace: OtdrRecord }>>;
}

export function otdrTracesOf(session: Session): OtdrTraces {
  return {
    keep: (projectId, { summary, ...fresh }, author) =>
      session.write({ author, what: "otdr.keep", projectId, layers: ["incidents"] }, async (tx, revision) => {
        await requireProject(tx, projectId);
        if (fresh.isBaseline) {
          const same = and(
            eq(otdrTrace.projectId, projectId),
            eq(otdrTrace.equipmentId, fresh.equipmentId),
            eq(otdrTrace.port, fresh.port),
            fresh.waveNm === undefined ? isNull(otdrTrace.waveNm) : eq(otdrTrace.waveNm, fresh.waveNm),
          );
          await tx.update(otdrTrace).set({ isBaseline: false }).where(same);
        }
        const row = { projectId, ...fresh, summary: JSON.stringify(summary), by: author.by, at: new Date(), revision };
        await putFile(tx, projectId, fresh.sha256, author);
        const [stored] = await tx.insert(otdrTrace).values(row).returning();
        return { trace: toRecord(stored!) };
      }),
    list: (projectId, port) =>
      session.read(async (tx) => {
        await requireProject(tx, projectId);
        const own = port && and(eq(otdrTrace.equipmentId, port.equipmentId), eq(otdrTrace.port, port.port));
        const rows = await tx
          .select()
          .from(otdrTrace)
          .where(and(eq(otdrTrace.projectId, projectId), own))
          .orderBy(desc(otdrTrace.revision))
          .limit(1_000);
        return { traces: rows.map(toRecord) };
      }),
    baselineOf: (projectId, { equipmentId, port }, waveNm) =>
      session.read(async (tx) => {
        const own = and(
          eq(otdrTrace.equipmentId, equipmentId),
          eq(otdrTrace.port, port),
          eq(otdrTrace.isBaseline, true),
        );
        const rows = await tx
          .select()
          .from(otdrTrace)
          .where(and(eq(otdrTrace.projectId, projectId), own))
          .orderBy(desc(otdrTrace.revision));
        const row = rows.find((one) => one.waveNm === waveNm) ?? rows[0];
        return row ? { baseline: toRecord(row) } : {};
      }),
    get: (projectId, id) =>
      session.read(async (tx) => {
        const [row] = await tx
          .select()
          .from(otdrTrace)
          .where(and(eq(otdrTrace.projectId, projectId), eq(otdrTrace.id, id)));
        if (!row) throw new StoreError("TRACE_UNKNOWN", `There is no trace ${id}.`);
        return { trace: toRecord(row) };
      }),
  };
}

function toRecord({ projectId: _, at, summary, ...row }: InferSelectModel<typeof otdrTrace>): OtdrRecord {
  return present({ ...row, at: at.toISOString(), summary: { joints: [], ...JSON.parse(summary) } }) as OtdrRecord;
}
