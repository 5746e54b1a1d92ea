import type { AsOf, Store } from "@cuntong/db";
import type { Network } from "@cuntong/network";

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

/** The past that was read last, by its revision: it never changes, and whoever looks at it asks of it again and again. */
const lastPast = new WeakMap<
  Store,
  { readonly key: string; readonly view: Promise<{ network: Network; revision: number }> }
>();

function pastNetwork(store: Store, projectId: string, past: AsOf): Promise<{ network: Network; revision: number }> {
  if (!("revision" in past)) return store.inventory.networkAt(projectId, past);
  const key = `${projectId} ${past.revision}`;
  const held = lastPast.get(store);
  if (held?.key === key) return held.view;
  const view = store.inventory.networkAt(projectId, past);
  lastPast.set(store, { key, view });
  view.catch(() => lastPast.delete(store));
  return view;
}

/** The plant as it is, or as it was. What is read first is the revision, so that the tag is never newer than what it stands for. */
export async function plantView(store: Store, projectId: string, asOf?: string): Promise<PlantView> {
  const past = asOfOf(asOf);
  const plantRevision = await plantRevisionOf(store, projectId);
  if (!past) return { ...(await store.inventory.network(projectId)), plantRevision };
  const { network, revision } = await pastNetwork(store, projectId, past);
  return { network, revision, plantRevision: Math.min(plantRevision, network.revision) };
}

/** The plant that a writer saw at `revision`: the present one where nothing has touched it since. */
export async function plantSeenAt(store: Store, projectId: string, revision: number): Promise<Network> {
  if ((await plantRevisionOf(store, projectId)) <= revision) return (await store.inventory.network(projectId)).network;
  return (await store.inventory.networkAt(projectId, { revision })).network;
}
