import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Issue, Proposal, ProposedSpan, ProposedVillage } from "@cuntong/network";
import { and, desc, eq, getTableColumns, type InferSelectModel, inArray, sql } from "drizzle-orm";
import { present } from "./bulk.ts";
import { requireProject } from "./projects.ts";
import { pathToRoot, putProposal, readProposedSpan, readProposedVillage } from "./proposals.ts";
import type { Author, JsonObject, Plan, PlanState } from "./records.ts";
import { plan } from "./schema.ts";
import type { AtRevision, Session, Tx } from "./session.ts";
import { StoreError } from "./trouble.ts";

/** Runs of the planner, from queued to done. Progress moves no revision; being created, finished, failed or cancelled does. */
export interface Plans {
  create(fresh: Pick<Plan, "id" | "projectId" | "request">, author: Author): Promise<AtRevision<{ plan: Plan }>>;
  /** queued -> running. Refuses `PLAN_NOT_RUNNING` when it was cancelled meanwhile. */
  start(id: string): Promise<Plan>;
  /** Notes progress of a running plan; false when it runs no more (cancelled), so that the worker stops. */
  progress(id: string, progress: JsonObject): Promise<boolean>;
  /** running -> done with everything the proposal holds, in one transaction. Refuses `PLAN_NOT_RUNNING`. */
  finish(id: string, answer: PlanAnswer, author: Author): Promise<AtRevision<{ plan: Plan }>>;
  /** queued or running -> failed. */
  fail(id: string, issues: readonly Issue[], author: Author): Promise<AtRevision<{ plan: Plan }>>;
  /** queued or running -> cancelled. */
  cancel(id: string, author: Author): Promise<AtRevision<{ plan: Plan }>>;
  remove(id: string, author: Author): Promise<AtRevision<object>>;
  /** Refuses `PLAN_UNKNOWN`. */
  get(id: string): Promise<AtRevision<{ plan: Plan }>>;
  /** Newest first. */
  list(projectId: string): Promise<AtRevision<{ plans: Plan[] }>>;
  /** Plans in these states over all projects: what a starting server finds half done. */
  inState(states: readonly PlanState[]): Promise<AtRevision<{ plans: Plan[] }>>;
  /** The proposal as its planner wrote it (JSON, gzip). */
  proposalBytes(id: string): Promise<AtRevision<{ gzip: Buffer }>>;
  proposal(id: string): Promise<AtRevision<{ proposal: Proposal }>>;
  /** A village of the proposal and, where connected, its spans from the village to the existing plant. */
  village(id: string, code: string): Promise<AtRevision<{ village?: ProposedVillage; path: ProposedSpan[] }>>;
  span(id: string, spanId: string): Promise<AtRevision<{ span?: ProposedSpan }>>;
}

export interface PlanAnswer {
  readonly proposal: Proposal;
  readonly issues: readonly Issue[];
  /** The revision that the plan's inputs were read at. */
  readonly computedOn: number;
}

const compress = promisify(gzip);
const expand = promisify(gunzip);
const { proposal: proposalBytes, fid: _, ...plainColumns } = getTableColumns(plan);
type PlanRow = Omit<InferSelectModel<typeof plan>, "proposal" | "fid">;

const unfinished: readonly PlanState[] = ["queued", "running"];

export function plansOf(session: Session): Plans {
  return {
    create: (fresh, author) =>
      session.write(
        { author, what: "plan.create", projectId: fresh.projectId, layers: ["plans"] },
        async (tx, revision) => {
          await requireProject(tx, fresh.projectId);
          const [row] = await tx
            .insert(plan)
            .values({ ...fresh, state: "queued", revision })
            .returning(plainColumns);
          return { plan: toPlan(row!) };
        },
      ),
    start: (id) =>
      session.note(async (tx) => {
        const [row] = await tx
          .update(plan)
          .set({ state: "running", startedAt: sql`now()` })
          .where(and(eq(plan.id, id), eq(plan.state, "queued")))
          .returning(plainColumns);
        return toPlan(row ?? (await refuseState(tx, id)));
      }),
    progress: (id, progress) =>
      session.note(async (tx) => {
        const rows = await tx
          .update(plan)
          .set({ progress })
          .where(and(eq(plan.id, id), eq(plan.state, "running")))
          .returning({ id: plan.id });
        return rows.length === 1;
      }),
    finish: (id, answer, author) => finish(session, id, answer, author),
    fail: (id, issues, author) => end(session, id, "failed", issues, author),
    cancel: (id, author) => end(session, id, "cancelled", undefined, author),
    remove: async (id, author) =>
      session.write({ ...(await noteOf(session, id, author)), what: "plan.remove" }, async (tx) => {
        await tx.delete(plan).where(eq(plan.id, id));
        return {};
      }),
    get: (id) => session.read(async (tx) => ({ plan: await readPlan(tx, id) })),
    list: (projectId) =>
      session.read(async (tx) => {
        const newest = [desc(plan.createdAt), desc(plan.fid)];
        const rows = await tx
          .select(plainColumns)
          .from(plan)
          .where(eq(plan.projectId, projectId))
          .orderBy(...newest);
        return { plans: rows.map(toPlan) };
      }),
    inState: (states) =>
      session.read(async (tx) => {
        const rows = await tx
          .select(plainColumns)
          .from(plan)
          .where(inArray(plan.state, [...states]))
          .orderBy(plan.createdAt);
        return { plans: rows.map(toPlan) };
      }),
    proposalBytes: (id) => session.read(async (tx) => ({ gzip: await readProposal(tx, id) })),
    proposal: async (id) => {
      const { revision, gzip } = await session.read(async (tx) => ({ gzip: await readProposal(tx, id) }));
      return { revision, proposal: JSON.parse((await expand(gzip)).toString()) as Proposal };
    },
    village: (id, code) =>
      session.read(async (tx) => {
        const village = await readProposedVillage(tx, id, code);
        if (!village) return { path: [] };
        return { village, path: village.state === "connected" ? await pathToRoot(tx, id, village.nodeId) : [] };
      }),
    span: (id, spanId) =>
      session.read(async (tx) => {
        const span = await readProposedSpan(tx, id, spanId);
        return span ? { span } : {};
      }),
  };
}

async function finish(session: Session, id: string, { proposal, issues, computedOn }: PlanAnswer, author: Author) {
  const bytes = await compress(JSON.stringify(proposal), { level: 6 });
  return session.write({ ...(await noteOf(session, id, author)), what: "plan.finish" }, async (tx, revision) => {
    const [row] = await tx
      .update(plan)
      .set({
        state: "done",
        proposal: bytes,
        totals: proposal.totals,
        issues,
        computedOn,
        revision,
        finishedAt: sql`now()`,
      })
      .where(and(eq(plan.id, id), eq(plan.state, "running")))
      .returning(plainColumns);
    const done = toPlan(row ?? (await refuseState(tx, id)));
    await putProposal(tx, id, proposal);
    return { plan: done };
  });
}

async function end(
  session: Session,
  id: string,
  state: "failed" | "cancelled",
  issues: readonly Issue[] | undefined,
  author: Author,
) {
  const note = { ...(await noteOf(session, id, author)), what: `plan.${state}` };
  return session.write(note, async (tx, revision) => {
    const [row] = await tx
      .update(plan)
      .set({ state, revision, finishedAt: sql`now()`, ...(issues && { issues }) })
      .where(and(eq(plan.id, id), inArray(plan.state, [...unfinished])))
      .returning(plainColumns);
    return { plan: toPlan(row ?? (await refuseState(tx, id))) };
  });
}

async function noteOf(session: Session, id: string, author: Author) {
  const { projectId } = await session.read((tx) => readPlan(tx, id));
  return { author, projectId, layers: ["plans"] as const };
}

async function readPlan(tx: Tx, id: string): Promise<Plan> {
  const [row] = await tx.select(plainColumns).from(plan).where(eq(plan.id, id));
  if (!row) throw new StoreError("PLAN_UNKNOWN", `There is no plan ${id}.`);
  return toPlan(row);
}

async function readProposal(tx: Tx, id: string): Promise<Buffer> {
  const { state } = await readPlan(tx, id);
  const [row] = await tx.select({ proposal: proposalBytes }).from(plan).where(eq(plan.id, id));
  if (!row?.proposal) throw new StoreError("PLAN_UNKNOWN", `Plan ${id} is ${state}: it has no proposal.`);
  return row.proposal;
}

async function refuseState(tx: Tx, id: string): Promise<never> {
  const { state } = await readPlan(tx, id);
  throw new StoreError("PLAN_NOT_RUNNING", `Plan ${id} is ${state}.`);
}

function toPlan({ createdAt, startedAt, finishedAt, ...rest }: PlanRow): Plan {
  return present({
    ...rest,
    createdAt: createdAt.toISOString(),
    startedAt: startedAt?.toISOString(),
    finishedAt: finishedAt?.toISOString(),
  }) as Plan;
}
