import {
  type Change,
  changeJson,
  difference,
  invert,
  type Merge,
  mergeDesign,
  Network,
  rebaseDesign,
} from "@cuntong/network";
import { and, asc, eq, type InferSelectModel } from "drizzle-orm";
import type { AuditDetail } from "../audit.ts";
import { requireProject } from "../projects.ts";
import type { Author, DesignState } from "../records.ts";
import { design } from "../schema.ts";
import type { AtRevision, Session, Tx } from "../session.ts";
import { StoreError, sqlState } from "../trouble.ts";
import { type Applied, applyInside, baseOf, layersOf, liveBefore } from "./apply.ts";
import { type ChangePage, type PlantChange, readDesignSteps, readStep, stepOf, undoneStepOf } from "./changes.ts";
import { ConflictRefusal, RuleRefusal } from "./refusal.ts";
import type { Snapshots } from "./snapshots.ts";

/** A named change against a base revision, apart from the live plant until it is merged. */
export interface Design {
  readonly id: string;
  readonly name: string;
  readonly state: DesignState;
  /** The revision of the plant that it was drawn on. */
  readonly baseRevision: number;
  readonly change: Change;
  /** Who made it. */
  readonly by: string;
  /** The revision that last changed the design itself. */
  readonly revision: number;
  /** The revision that it became part of the plant with. */
  readonly mergedRevision?: number;
}

/** A design to be made. */
export interface FreshDesign {
  readonly id: string;
  readonly name: string;
  readonly baseRevision?: number;
  readonly change?: Change;
}

/** The designs of projects. */
export interface Designs {
  /**
   * A design on the plant as it is, or on an older revision of it: empty, or with what it says from the beginning. Refuses `DESIGN_EXISTS`,
   * `PROJECT_UNKNOWN`, `REVISION_UNKNOWN`.
   */
  create(projectId: string, fresh: FreshDesign, author: Author): Promise<AtRevision<{ design: Design }>>;
  /**
   * Adds a change to what the design says: a step, with an audit row that says what it was before; `expected` is the design's revision as it
   * was read. This and what follows refuse `DESIGN_CHANGED` where somebody has changed it since, `DESIGN_UNKNOWN`, and one that is merged
   * or abandoned (`DESIGN_CLOSED`).
   */
  append(
    projectId: string,
    id: string,
    change: Change,
    expected: number,
    author: Author,
  ): Promise<AtRevision<{ design: Design }>>;
  /**
   * Takes a step of the design back; undoing an undo is redo. Refuses what is no step of this design (`REVISION_UNKNOWN`), what later steps
   * have changed (`CHANGE_CONFLICTS`), and what a rule forbids (`RULE_BROKEN`).
   */
  undo(
    projectId: string,
    id: string,
    step: number,
    expected: number,
    author: Author,
  ): Promise<AtRevision<{ design: Design }>>;
  /** The steps of a design, as the audit tells them. Refuses `DESIGN_UNKNOWN`. */
  steps(projectId: string, id: string, page?: ChangePage): Promise<AtRevision<{ steps: PlantChange[] }>>;
  /** All of a project, in the order of ids. */
  list(projectId: string): Promise<AtRevision<{ designs: Design[] }>>;
  /** Refuses `DESIGN_UNKNOWN`. */
  get(projectId: string, id: string): Promise<AtRevision<{ design: Design }>>;
  /** What merging it now would do: conflicts and broken rules are listed, nothing is stored. */
  preview(projectId: string, id: string): Promise<AtRevision<{ merge: Merge }>>;
  /** Makes it part of the plant, by the refusals of `inventory.apply`. Nothing is overwritten. */
  merge(
    projectId: string,
    id: string,
    expected: number,
    author: Author,
  ): Promise<AtRevision<Applied & { design: Design }>>;
  /** The same design, said of the plant as it is now. Refuses `CHANGE_CONFLICTS`. */
  rebase(projectId: string, id: string, expected: number, author: Author): Promise<AtRevision<{ design: Design }>>;
  abandon(projectId: string, id: string, expected: number, author: Author): Promise<AtRevision<{ design: Design }>>;
}

export function designsOf(session: Session, snapshots: Snapshots): Designs {
  const write = <T extends object>(
    what: string,
    { projectId, id, expected, author }: { projectId: string; id: string; expected: number; author: Author },
    work: (tx: Tx, found: Design, revision: number, detail: AuditDetail) => Promise<T>,
  ) =>
    session.write({ author, what, projectId, layers: [] }, async (tx, revision, detail) =>
      work(tx, await readSeen(tx, projectId, id, expected), revision, detail),
    );
  /** Stores a step: the design then says what leads from its base to the plant with that step, no more. */
  const step = async (
    tx: Tx,
    projectId: string,
    { found, base, change, revision, detail }: Step,
  ): Promise<{ design: Design }> => {
    const view = base.apply(found.change);
    detail.change = changeJson(change);
    detail.before = changeJson(invert(change, view));
    const says = difference(base, view.apply(change), found.change.note || change.note);
    return { design: await update(tx, projectId, found.id, { change: changeJson(says), revision }) };
  };
  const baseAt = (tx: Tx, projectId: string, { baseRevision }: Design, revision: number) =>
    snapshots.past(tx, projectId, baseRevision, revision - 1);
  return {
    create: (projectId, fresh, author) => createDesign(session, projectId, fresh, author),
    append: (projectId, id, change, expected, author) =>
      write(stepOf(id), { projectId, id, expected, author }, async (tx, found, revision, detail) => {
        const base = await baseAt(tx, projectId, found, revision);
        return step(tx, projectId, { found, base, change, revision, detail });
      }),
    undo: (projectId, id, undone, expected, author) =>
      write(undoneStepOf(id, undone), { projectId, id, expected, author }, async (tx, found, revision, detail) => {
        const { change: done, before } = await readStep(tx, projectId, id, undone);
        const base = await baseAt(tx, projectId, found, revision);
        const { change, conflicts, violations } = mergeDesign(before, Network.of(done.put), base.apply(found.change));
        if (conflicts.length > 0) throw new ConflictRefusal(conflicts, found.revision);
        const errors = violations.filter(({ severity, code }) => severity === "error" && code !== "STATUS_TRANSITION");
        if (errors.length > 0) throw new RuleRefusal(errors);
        return step(tx, projectId, { found, base, change, revision, detail });
      }),
    steps: (projectId, id, page = {}) =>
      session.read(async (tx) => {
        await readDesign(tx, projectId, id);
        return { steps: await readDesignSteps(tx, projectId, id, page) };
      }),
    list: (projectId) =>
      session.read(async (tx) => {
        const rows = await tx.select().from(design).where(eq(design.projectId, projectId)).orderBy(asc(design.id));
        return { designs: rows.map(toDesign) };
      }),
    get: (projectId, id) => session.read(async (tx) => ({ design: await readDesign(tx, projectId, id) })),
    preview: (projectId, id) =>
      session.read(async (tx, revision) => {
        const { change, baseRevision } = await readDesign(tx, projectId, id);
        const live = await snapshots.at(tx, projectId, revision);
        return { merge: mergeDesign(change, await baseOf(tx, projectId, change, baseRevision, live), live) };
      }),
    merge: (projectId, id, expected, author) => mergeInto(session, snapshots, { projectId, id, expected, author }),
    rebase: (projectId, id, expected, author) =>
      write("design.rebase", { projectId, id, expected, author }, async (tx, { change, baseRevision }, revision) => {
        const live = await liveBefore(tx, snapshots, projectId, revision);
        const base = await baseOf(tx, projectId, change, baseRevision, live);
        const moved = rebaseDesign(change, base, live);
        if (!moved) throw new ConflictRefusal(mergeDesign(change, base, live).conflicts, live.revision);
        const row = { change: changeJson(moved), baseRevision: live.revision, revision };
        return { design: await update(tx, projectId, id, row) };
      }),
    abandon: (projectId, id, expected, author) =>
      write("design.abandon", { projectId, id, expected, author }, async (tx, _, revision) => ({
        design: await update(tx, projectId, id, { state: "abandoned", revision }),
      })),
  };
}

interface Step {
  readonly found: Design;
  /** The plant that the design was drawn on. */
  readonly base: Network;
  readonly change: Change;
  readonly revision: number;
  readonly detail: AuditDetail;
}

async function createDesign(
  session: Session,
  projectId: string,
  { id, name, baseRevision, change: says = { note: name, put: {}, remove: {} } }: FreshDesign,
  author: Author,
) {
  try {
    return await session.write({ author, what: "design.create", projectId, layers: [] }, async (tx, revision) => {
      await requireProject(tx, projectId);
      const base = baseRevision ?? revision - 1;
      if (!Number.isInteger(base) || base < 0 || base >= revision) {
        throw new StoreError("REVISION_UNKNOWN", `Revision ${base} is not one from 0 to ${revision - 1}.`);
      }
      const change = changeJson(says);
      const row = { projectId, id, name, state: "open" as const, baseRevision: base, change, by: author.by, revision };
      const [stored] = await tx.insert(design).values(row).returning();
      return { design: toDesign(stored!) };
    });
  } catch (error) {
    if (sqlState(error) !== "23505") throw error;
    throw new StoreError("DESIGN_EXISTS", `There is a design ${id} already.`, error);
  }
}

async function mergeInto(
  session: Session,
  snapshots: Snapshots,
  { projectId, id, expected, author }: { projectId: string; id: string; expected: number; author: Author },
) {
  const { design: known } = await session.read(async (tx) => ({ design: await readDesign(tx, projectId, id) }));
  const note = { author, what: "design.merge", projectId, layers: layersOf(known.change) };
  return session.write(note, async (tx, revision, detail) => {
    const { change, baseRevision } = await readSeen(tx, projectId, id, expected);
    const live = await liveBefore(tx, snapshots, projectId, revision);
    const applied = await applyInside(tx, live, { projectId, change, baseRevision }, revision, detail);
    const merged = { state: "merged", revision, mergedRevision: revision } as const;
    return { ...applied, design: await update(tx, projectId, id, merged) };
  });
}

async function readDesign(tx: Tx, projectId: string, id: string): Promise<Design> {
  const [row] = await tx.select().from(design).where(one(projectId, id));
  if (!row) throw new StoreError("DESIGN_UNKNOWN", `There is no design ${id}.`);
  return toDesign(row);
}

/** An open design that is still as its caller has read it. */
async function readSeen(tx: Tx, projectId: string, id: string, expected: number): Promise<Design> {
  const found = await readOpen(tx, projectId, id);
  if (found.revision === expected) return found;
  throw new StoreError("DESIGN_CHANGED", `Design ${id} is at revision ${found.revision}, not ${expected}.`);
}

async function readOpen(tx: Tx, projectId: string, id: string): Promise<Design> {
  const found = await readDesign(tx, projectId, id);
  if (found.state !== "open") throw new StoreError("DESIGN_CLOSED", `Design ${id} is ${found.state}.`);
  return found;
}

async function update(
  tx: Tx,
  projectId: string,
  id: string,
  values: Partial<InferSelectModel<typeof design>>,
): Promise<Design> {
  const [row] = await tx.update(design).set(values).where(one(projectId, id)).returning();
  return toDesign(row!);
}

function one(projectId: string, id: string) {
  return and(eq(design.projectId, projectId), eq(design.id, id));
}

function toDesign({ projectId: _, change, mergedRevision, ...rest }: InferSelectModel<typeof design>): Design {
  return { ...rest, change: JSON.parse(change), ...(mergedRevision !== null && { mergedRevision }) };
}
