import * as contract from "@cuntong/contract";
import type { Design, Store } from "@cuntong/db";
import { acceptProposal, type Change, tables, touchedIds } from "@cuntong/network";
import { requireFile } from "../files/routes.ts";
import { type App, type Given, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import type { Finished } from "../plans/finished.ts";
import { designedPlant, plantSeenAt } from "../plant/live.ts";
import { idsFor, runOperation } from "../plant/operations.ts";
import { refusedBy } from "../plant/refused.ts";
import { appliedAnswer, entryOf } from "../plant/routes.ts";
import { differencesOf } from "./differences.ts";
import { drawingOf } from "./drawing.ts";

type AttachArgs = contract.OperationArgs<"attach">;

export interface DesignParts {
  readonly store: Store;
  readonly finished: Finished;
}

export function mountDesigns(app: App, { store, finished }: DesignParts): void {
  mount(app, contract.createDesign, async ({ author, params, body: { id, name, baseRevision } }) => {
    const fresh = { id, name, ...(baseRevision !== undefined && { baseRevision }) };
    return answerOf(await store.designs.create(params.projectId, fresh, author));
  });

  mount(app, contract.listDesigns, async ({ params }) => {
    await store.projects.get(params.projectId);
    const { revision, designs } = await store.designs.list(params.projectId);
    return { revision, designs: designs.map(described) };
  });

  mount(app, contract.getDesign, async ({ params: { projectId, designId } }) => {
    const { revision, design } = await store.designs.get(projectId, designId);
    const base = await plantSeenAt(store, projectId, design.baseRevision);
    const { change } = design;
    const differences = differencesOf(base, change);
    const drawing = drawingOf(base, base.apply(change), differences);
    return { ...answerOf({ revision, design }), change, differences, drawing };
  });

  mount(app, contract.previewDesign, async ({ params: { projectId, designId } }) => {
    const { revision, merge } = await store.designs.preview(projectId, designId);
    const { clean, change, conflicts, violations } = merge;
    return { revision, clean, change, conflicts, violations };
  });

  mount(app, contract.appendDesign, async ({ author, params: { projectId, designId }, body, ifMatch }) => {
    return answerOf(await store.designs.append(projectId, designId, body as Change, ifMatch, author));
  });

  mount(app, contract.listDesignSteps, async ({ params: { projectId, designId }, query: { limit, before } }) => {
    const page = { limit, ...(before !== undefined && { before }) };
    const { revision, steps } = await store.designs.steps(projectId, designId, page);
    const next = steps.length === limit ? steps.at(-1)?.revision : undefined;
    return { revision, changes: steps.map(entryOf), ...(next !== undefined && { next }) };
  });

  mount(app, contract.undoDesignStep, async ({ author, params: { projectId, designId, changeRevision }, ifMatch }) => {
    return answerOf(await store.designs.undo(projectId, designId, changeRevision, ifMatch, author));
  });

  mount(app, contract.mergeDesign, async ({ author, params: { projectId, designId }, ifMatch }) => {
    const merged = await store.designs.merge(projectId, designId, ifMatch, author);
    return { ...appliedAnswer(merged), design: described(merged.design) };
  });

  mount(app, contract.rebaseDesign, async ({ author, params: { projectId, designId }, ifMatch }) => {
    return answerOf(await store.designs.rebase(projectId, designId, ifMatch, author));
  });

  mount(app, contract.abandonDesign, async ({ author, params: { projectId, designId }, ifMatch }) => {
    return answerOf(await store.designs.abandon(projectId, designId, ifMatch, author));
  });

  for (const name of contract.operationNames) {
    mount(app, contract.designOperationRoutes[name], async (given) => {
      const { author, params, body, ifMatch, idempotencyKey } = given as Given<
        typeof contract.designOperationRoutes.placeNode
      >;
      const { projectId, designId } = params;
      if (name === "attach") await requireFile(store, projectId, (body as unknown as AttachArgs).sha256);
      const { design } = await store.designs.get(projectId, designId);
      const change = runOperation(
        await designedPlant(store, projectId, design),
        name,
        body as never,
        idsFor(projectId, idempotencyKey),
      );
      return answerOf(await store.designs.append(projectId, designId, change, ifMatch, author));
    });
  }

  mount(app, contract.designPlan, async ({ author, params, body: { id, name } }) => {
    const { plan } = await store.plans.get(params.planId);
    if (plan.state !== "done") throw new Refusal("CONFLICT", `The plan is ${plan.state}: there is nothing to accept.`);
    const { proposal } = await finished.view(plan);
    const { network } = await store.inventory.network(plan.projectId);
    const accepted = acceptProposal(network, proposal, idsFor(plan.projectId, plan.id));
    if (!accepted.ok) throw refusedBy(accepted);
    const fresh = { id, name, baseRevision: network.revision, change: { ...accepted.value, note: name } };
    return answerOf(await store.designs.create(plan.projectId, fresh, author));
  });
}

function answerOf({ revision, design }: { readonly revision: number; readonly design: Design }) {
  return { revision, etag: design.revision, design: described(design) };
}

function described({ change, ...rest }: Design): contract.Design {
  const objects = tables.reduce((sum, table) => sum + touchedIds(change, table).size, 0);
  return { ...rest, objects };
}
