import type { AsOf, Design, Store } from "@cuntong/db";
import type { Network } from "@cuntong/network";
import { Refusal } from "../http/problem.ts";
import { Recent } from "../recent.ts";

/** A plant with the store's revision and the revision that last touched it. */
export interface PlantView {
  readonly network: Network;
  readonly revision: number;
  readonly plantRevision: number;
}

/** Which state a query asks for. */
function asOfOf(text: string | undefined): AsOf | undefined {
  if (text === undefined) return undefined;
  return /^\d+$/.test(text) ? { revision: Number(text) } : { instant: text };
}

/** The revision that last touched a project's plant; 0 where nothing has. Refuses an unknown project. */
export async function plantRevisionOf(store: Store, projectId: string): Promise<number> {
  const { layers } = await store.projects.layerRevisions(projectId);
  return layers.plant ?? 0;
}

/** Pasts that are kept: whoever looks at one asks of it again and again, and writers who are late read what they saw. */
const mostPasts = 8;
const pasts = new WeakMap<Store, Recent<{ network: Network; revision: number }>>();

/** The plant at a past revision, which never changes. */
function pastNetwork(
  store: Store,
  projectId: string,
  revision: number,
): Promise<{ network: Network; revision: number }> {
  const kept = pasts.get(store) ?? new Recent(mostPasts);
  pasts.set(store, kept);
  return kept.get(`${projectId} ${revision}`, () => store.inventory.networkAt(projectId, { revision }));
}

/** Which plant a query asks about: as it is, as it was, or as a design would have it. */
export interface ViewQuery {
  readonly asOf?: string | undefined;
  readonly design?: string | undefined;
}

/**
 * The plant that is asked about. What is read first is the revision, so that the tag is never newer than what it stands for. What a design
 * would have is as old as the design.
 */
export async function plantView(store: Store, projectId: string, { asOf, design }: ViewQuery = {}): Promise<PlantView> {
  const past = asOfOf(asOf);
  if (design !== undefined) {
    if (past)
      throw new Refusal(
        "INVALID_REQUEST",
        "A design is drawn on one plant: ask for a design or for a past, not for both.",
      );
    const { revision, design: found } = await store.designs.get(projectId, design);
    return { network: await designedPlant(store, projectId, found), revision, plantRevision: found.revision };
  }
  const plantRevision = await plantRevisionOf(store, projectId);
  if (!past) return { ...(await store.inventory.network(projectId)), plantRevision };
  const { was } = await store.inventory.revisionAt(projectId, past);
  const { network, revision } = await pastNetwork(store, projectId, was);
  return { network, revision, plantRevision: Math.min(plantRevision, network.revision) };
}

/** The plant as a design would have it: its base, and what it says. */
export async function designedPlant(
  store: Store,
  projectId: string,
  { baseRevision, change }: Design,
): Promise<Network> {
  return (await plantSeenAt(store, projectId, baseRevision)).apply(change);
}

/** The plant that a writer saw at `revision`: the present one where nothing has touched it since. */
export async function plantSeenAt(store: Store, projectId: string, revision: number): Promise<Network> {
  if ((await plantRevisionOf(store, projectId)) <= revision) return (await store.inventory.network(projectId)).network;
  return (await pastNetwork(store, projectId, revision)).network;
}
