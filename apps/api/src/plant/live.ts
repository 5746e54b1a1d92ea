import type { AsOf, Store } from "@cuntong/db";
import type { Network } from "@cuntong/network";
import { Recent } from "../recent.ts";

/** A plant with the store's revision and the revision that last touched it. */
export interface PlantView {
  readonly network: Network;
  readonly revision: number;
  readonly plantRevision: number;
}

/** Which state a query asks for. */
export function asOfOf(text: string | undefined): AsOf | undefined {
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

/** The plant as it is, or as it was. What is read first is the revision, so that the tag is never newer than what it stands for. */
export async function plantView(store: Store, projectId: string, asOf?: string): Promise<PlantView> {
  const past = asOfOf(asOf);
  const plantRevision = await plantRevisionOf(store, projectId);
  if (!past) return { ...(await store.inventory.network(projectId)), plantRevision };
  const { network, revision } = await pastNetwork(
    store,
    projectId,
    (await store.inventory.revisionAt(projectId, past)).was,
  );
  return { network, revision, plantRevision: Math.min(plantRevision, network.revision) };
}

/** The plant that a writer saw at `revision`: the present one where nothing has touched it since. */
export async function plantSeenAt(store: Store, projectId: string, revision: number): Promise<Network> {
  if ((await plantRevisionOf(store, projectId)) <= revision) return (await store.inventory.network(projectId)).network;
  return (await pastNetwork(store, projectId, revision)).network;
}
