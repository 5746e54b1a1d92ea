import { getPlanTile, getTile, type TileLayer } from "@cuntong/contract";
import { type Store, TileGrid, type TileRequest } from "@cuntong/db";
import type { DataFolder } from "../data-folder.ts";
import { type App, mount } from "../http/mount.ts";
import { Refusal } from "../http/problem.ts";
import { Recent } from "../recent.ts";
import type { CorridorThread } from "./corridor-thread.ts";
import type { TileAddress } from "./corridor-tile.ts";

export interface TileParts {
  readonly store: Store;
  readonly files: DataFolder;
  readonly corridorThread: CorridorThread;
}

/** Where a tile comes from: what its ETag is, and how its bytes are made. */
interface TileSource {
  /** Changes whenever the tile could. */
  readonly tag: string;
  /** The store's revision that this was looked up at. */
  readonly revision: number;
  readonly make: () => Promise<Uint8Array>;
}

const keptBytes = 64_000_000;

export function mountTiles(app: App, parts: TileParts): void {
  const recent = new Recent<Uint8Array>(keptBytes, (bytes) => bytes.byteLength + 200);

  // A plan's tiles first: their path has the shape of a project's.
  mount(app, getPlanTile, async ({ params: { planId, ...address }, request }) => {
    checkAddress(address);
    const { plan } = await parts.store.plans.get(planId);
    if (plan.state !== "done") return emptyTile(plan.revision);
    return tileResponse(request, recent, await storeSource(parts.store, { layer: "proposal", planId, ...address }));
  });

  mount(app, getTile, async ({ params: { projectId, layer, ...address }, request }) => {
    checkAddress(address);
    return tileResponse(request, recent, await projectSource(parts, projectId, layer, address));
  });
}

function checkAddress(address: TileAddress): void {
  if (!TileGrid.holds(address)) throw new Refusal("NOT_FOUND", `There is no tile ${Object.values(address).join("/")}.`);
}

async function projectSource(
  { store, files, corridorThread }: TileParts,
  projectId: string,
  layer: TileLayer,
  address: TileAddress,
): Promise<TileSource> {
  if (layer !== "corridors") return storeSource(store, { layer, projectId, ...address });
  const { project, revision } = await store.projects.get(projectId);
  const { corridors } = project;
  if (!corridors) return { tag: "none", revision, make: async () => new Uint8Array() };
  const tag = `c-${corridors.sha256.slice(0, 16)}-${Object.values(address).join("-")}`;
  return { tag, revision, make: () => corridorThread.tile(files.path(corridors.file), address) };
}

async function storeSource(store: Store, request: TileRequest): Promise<TileSource> {
  const { layerRevision, revision } = await store.tiles.layerRevision(request);
  const { layer, z, x, y } = request;
  const owner = request.layer === "proposal" ? request.planId : request.projectId;
  return {
    tag: `${layer}-${owner}-${layerRevision}-${z}-${x}-${y}`,
    revision,
    make: async () => (await store.tiles.tile(request)).bytes,
  };
}

async function tileResponse(
  request: Request,
  recent: Recent<Uint8Array>,
  { tag, revision, make }: TileSource,
): Promise<Response> {
  const headers = { etag: `"${tag}"`, "cache-control": "private, no-cache", "cuntong-revision": String(revision) };
  if (request.headers.get("if-none-match")?.includes(headers.etag)) return new Response(null, { status: 304, headers });
  const bytes = await recent.get(tag, make);
  if (bytes.byteLength === 0) return new Response(null, { status: 204, headers });
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, "content-type": "application/vnd.mapbox-vector-tile" },
  });
}

/** A plan that is not done has nothing to draw yet. */
function emptyTile(revision: number): Response {
  return new Response(null, {
    status: 204,
    headers: { "cache-control": "no-store", "cuntong-revision": String(revision) },
  });
}
