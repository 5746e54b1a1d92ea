import * as contract from "@cuntong/contract";
import type { Applied, PlantChange, Store } from "@cuntong/db";
import {
  around,
  type CableId,
  type Change,
  canonicalJson,
  checkObject,
  litStrands,
  type Ref,
  tables,
  touchedIds,
} from "@cuntong/network";
import { requireFile } from "../files/routes.ts";
import { type EventStreams, eventStream } from "../http/events.ts";
import { type App, type Given, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { PlantFeed } from "./feed.ts";
import { plantRevisionOf, plantSeenAt, plantView, type ViewQuery } from "./live.ts";
import { idsFor, runOperation } from "./operations.ts";
import { pageOf } from "./page.ts";
import { routeAnswer } from "./route-answer.ts";
import { searchPlant } from "./search.ts";
import { traceAnswer } from "./trace-answer.ts";

export interface PlantParts {
  readonly store: Store;
  readonly streams: EventStreams;
}

export function mountPlant(app: App, { store, streams }: PlantParts): void {
  mountReads(app, store);
  mountWrites(app, store);
  const feed = new PlantFeed(store);
  mount(app, contract.plantEvents, async ({ params: { projectId }, query, request }) => {
    const now = await plantRevisionOf(store, projectId);
    const last = request.headers.get("last-event-id");
    // A listener who comes back goes on after what it heard last, wherever it began.
    const after = last !== null && /^\d{1,15}$/.test(last) ? Number(last) : (query.after ?? now);
    return eventStream(streams, (send, signal) =>
      feed.follow(projectId, after, (change) => send("change", entryOf(change), String(change.revision)), signal),
    );
  });
}

function mountReads(app: App, store: Store): void {
  mount(app, contract.getPlant, async ({ params }) => {
    const { network, ...read } = await plantView(store, params.projectId);
    return { ...read, counts: Object.fromEntries(tables.map((table) => [table, network.count(table)])) as never };
  });

  mount(app, contract.listPlantObjects, async ({ params: { projectId, table }, query }) => {
    const { network, ...read } = await plantView(store, projectId, query);
    return { ...read, ...pageOf(network, table, query) };
  });

  mount(app, contract.searchPlant, async ({ params: { projectId }, query }) => {
    const { network, ...read } = await plantView(store, projectId, query);
    return { ...read, ...(await searchPlant(network, query)) };
  });

  mount(app, contract.getPlantObject, async ({ params: { projectId, table, objectId }, query }) => {
    const { network, ...read } = await plantView(store, projectId, query);
    const record = network.get(table, objectId);
    if (record === undefined) throw absent({ table, id: objectId }, query);
    return { ...read, table, record };
  });

  mount(app, contract.getPlantAround, async ({ params: { projectId, table, objectId }, query }) => {
    const { network, ...read } = await plantView(store, projectId, query);
    const records = around(network, { table, id: objectId });
    if (!records) throw absent({ table, id: objectId }, query);
    const violations = checkObject(network, { table, id: objectId });
    return {
      ...read,
      records,
      violations,
      ...(table === "cables" && { lit: litStrands(network, objectId as CableId) }),
    };
  });

  mount(app, contract.getPlantHistory, async ({ params: { projectId, table, objectId } }) => {
    const { revision, versions } = await store.inventory.history(projectId, { table, id: objectId });
    if (versions.length === 0) throw absent({ table, id: objectId });
    return { revision, versions };
  });

  mount(app, contract.tracePlant, async ({ params, query }) => {
    const { network, ...read } = await plantView(store, params.projectId, query);
    return { ...read, ...traceAnswer(network, query) };
  });

  mount(app, contract.findPlantRoute, async ({ params, query }) => {
    const { network, ...read } = await plantView(store, params.projectId, query);
    return { ...read, ...routeAnswer(network, query) };
  });

  mount(app, contract.listPlantChanges, async ({ params, query: { limit, before } }) => {
    const page = { limit, ...(before !== undefined && { before }) };
    const { revision, changes } = await store.inventory.changes(params.projectId, page);
    const next = changes.length === limit ? changes.at(-1)?.revision : undefined;
    return { revision, changes: changes.map(entryOf), ...(next !== undefined && { next }) };
  });
}

type AttachArgs = contract.OperationArgs<"attach">;
type Written = Pick<Given<typeof contract.applyPlantChange>, "params" | "idempotencyKey" | "requestId">;
type WriteOptions = { requestId: string; request: string; idempotencyKey?: string };
type Stored = Applied & { readonly revision: number };

function mountWrites(app: App, store: Store): void {
  /** Stores what a request asks for; a repeated one is answered from the audit. */
  const write = async (given: Written, request: string, run: (options: WriteOptions) => Promise<Stored>) => {
    const { params, idempotencyKey, requestId } = given;
    const known = idempotencyKey && (await store.inventory.answered(params.projectId, idempotencyKey, request));
    return appliedAnswer(known || (await run({ requestId, request, ...(idempotencyKey && { idempotencyKey }) })));
  };

  for (const name of contract.operationNames) {
    const route = contract.operationRoutes[name];
    mount(app, route, async (given) => {
      const { author, params, body, ifMatch, idempotencyKey } = given as Given<
        typeof contract.operationRoutes.placeNode
      >;
      return write(given, canonicalJson([name, body, ifMatch]), async (options) => {
        if (name === "attach") await requireFile(store, params.projectId, (body as unknown as AttachArgs).sha256);
        const seen = await plantSeenAt(store, params.projectId, ifMatch);
        const change = runOperation(seen, name, body as never, idsFor(params.projectId, idempotencyKey));
        return store.inventory.apply(params.projectId, change, author, { ...options, baseRevision: seen.revision });
      });
    });
  }

  mount(app, contract.applyPlantChange, async (given) => {
    const { author, params, body, ifMatch } = given;
    return write(given, canonicalJson(["change", body, ifMatch]), (options) =>
      store.inventory.apply(params.projectId, body as Change, author, { ...options, baseRevision: ifMatch }),
    );
  });

  mount(app, contract.undoPlantChange, async (given) => {
    const { projectId, changeRevision } = given.params;
    return write(given, canonicalJson(["undo", changeRevision, given.ifMatch]), (options) =>
      store.inventory.undo(projectId, changeRevision, given.author, options),
    );
  });
}

/** What a stored change is on the wire. */
export function appliedAnswer({ revision, change, warnings }: Stored) {
  const touched = tables.flatMap((table) => [...touchedIds(change, table)].map((id) => ({ table, id })));
  return { revision, plantRevision: revision, change, warnings, touched };
}

/** A change of the plant, or a step of a design, on the wire. */
export function entryOf({ touched, ...rest }: PlantChange) {
  return { ...rest, touched: [...touched] };
}

function absent({ table, id }: Ref, { asOf, design }: ViewQuery = {}): Refusal {
  const where = `${asOf === undefined ? "" : ` as of ${asOf}`}${design === undefined ? "" : ` as design ${design} has it`}`;
  return new Refusal("NOT_FOUND", `There is no ${id} in ${table}${where}.`);
}
