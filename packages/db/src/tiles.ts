import { and, eq } from "drizzle-orm";
import { layerRevision, plan } from "./schema.ts";
import type { AtRevision, Session, Tx } from "./session.ts";
import { encodeTile, type TileFeature, type TileLayer } from "./tile/encode.ts";
import { TileGrid } from "./tile/grid.ts";
import {
  selectCounties,
  selectNodes,
  selectProposedNodes,
  selectProposedSpans,
  selectProposedVillages,
  selectRivers,
  selectSpans,
  selectVillageCounts,
  selectVillages,
  wholeFrom,
} from "./tile/select.ts";
import { featureOf, merged, type TileRow } from "./tile/shape.ts";

/** What a tile can show. `proposal` needs a plan, the others a project. */
export const tileLayers = ["villages", "nodes", "spans", "counties", "rivers", "proposal"] as const;
export type TileLayerName = (typeof tileLayers)[number];

/** Whose layer is meant. */
export type LayerOf =
  | { readonly layer: Exclude<TileLayerName, "proposal">; readonly projectId: string }
  | { readonly layer: "proposal"; readonly planId: string };

export type TileRequest = LayerOf & { readonly z: number; readonly x: number; readonly y: number };

export interface Tile {
  /** Mapbox Vector Tile, not compressed; empty when nothing is there (204). */
  readonly bytes: Uint8Array;
  /** The revision that last touched the layer: the ETag. */
  readonly layerRevision: number;
  readonly features: number;
}

/**
 * Vector tiles, selected, clipped and simplified by SQL and encoded here: the embedded PostGIS has no `ST_AsMVT`, and one way for both
 * engines gives the same bytes on both.
 *
 * Layers inside: `villages`, `nodes`, `spans`, `counties`, `rivers`; a proposal's tile has `proposedSpans`, `proposedNodes` and
 * `proposedVillages`.
 */
export interface Tiles {
  /** The revision behind a layer's tiles, without making one (304); 0 when there is nothing yet. */
  layerRevision(of: LayerOf): Promise<AtRevision<{ layerRevision: number }>>;
  /** At most {@link tileBytesLimit}: generalised by zoom, and further where it is dense. A tile outside the world is empty. */
  tile(request: TileRequest): Promise<AtRevision<Tile>>;
}

/** No tile is larger, bytes before compression. */
export const tileBytesLimit = 500_000;

/** Grid steps, in units of 1/4096 tile, that lines are merged on, finest first. */
const mergeSteps = [4, 8, 16, 32];

export function tilesOf(session: Session): Tiles {
  return {
    layerRevision: (of) => session.read(async (tx) => ({ layerRevision: await readLayerRevision(tx, of) })),
    tile: (request) =>
      session.read(async (tx) => {
        const revision = await readLayerRevision(tx, request);
        if (!TileGrid.holds(request)) return { bytes: new Uint8Array(), layerRevision: revision, features: 0 };
        return { ...(await makeTile(tx, request, new TileGrid(request))), layerRevision: revision };
      }),
  };
}

async function readLayerRevision(tx: Tx, of: LayerOf): Promise<number> {
  const [row] =
    of.layer === "proposal"
      ? await tx.select({ revision: plan.revision }).from(plan).where(eq(plan.id, of.planId))
      : await tx
          .select({ revision: layerRevision.revision })
          .from(layerRevision)
          .where(and(eq(layerRevision.projectId, of.projectId), eq(layerRevision.layer, of.layer)));
  return row?.revision ?? 0;
}

/** Ways to draw one tile, the fullest first. */
type Drawing = () => TileLayer[] | Promise<TileLayer[]>;

async function makeTile(tx: Tx, request: TileRequest, grid: TileGrid): Promise<Pick<Tile, "bytes" | "features">> {
  let last: TileLayer[] = [];
  for (const draw of await drawings(tx, request, grid)) {
    last = await draw();
    const bytes = encodeTile(last);
    if (bytes.length <= tileBytesLimit) return { bytes, features: featureCount(last) };
  }
  return thinned(last);
}

/** The last resort: leaves out every other feature until the rest fits. */
function thinned(layers: TileLayer[]): Pick<Tile, "bytes" | "features"> {
  let kept = layers;
  let bytes = encodeTile(kept);
  while (bytes.length > tileBytesLimit) {
    kept = kept.map(({ name, features }) => ({ name, features: features.filter((_, i) => i % 2 === 0) }));
    bytes = encodeTile(kept);
  }
  return { bytes, features: featureCount(kept) };
}

function featureCount(layers: readonly TileLayer[]): number {
  return layers.reduce((sum, { features }) => sum + features.length, 0);
}

async function drawings(tx: Tx, request: TileRequest, grid: TileGrid): Promise<Drawing[]> {
  const layer = (name: string, rows: readonly TileRow[]): TileLayer => ({ name, features: featuresOf(rows, grid) });
  switch (request.layer) {
    case "villages": {
      const { projectId } = request;
      const counts = async () => [layer("villages", await selectVillageCounts(tx, projectId, grid))];
      if (grid.z < wholeFrom.villages) return [counts];
      return [async () => [layer("villages", await selectVillages(tx, projectId, grid))], counts];
    }
    case "nodes": {
      const rows = await selectNodes(tx, request.projectId, grid);
      return [() => [layer("nodes", rows)]];
    }
    case "spans":
      return lineDrawings("spans", await selectSpans(tx, request.projectId, grid), grid);
    case "counties": {
      const rows = await selectCounties(tx, request.projectId, grid);
      return [() => [layer("counties", rows)]];
    }
    case "rivers":
      return lineDrawings("rivers", await selectRivers(tx, request.projectId, grid), grid);
    case "proposal": {
      const spans = await selectProposedSpans(tx, request.planId, grid);
      const points = [
        layer("proposedNodes", await selectProposedNodes(tx, request.planId, grid)),
        layer("proposedVillages", await selectProposedVillages(tx, request.planId, grid)),
      ];
      return lineDrawings("proposedSpans", spans, grid).map((draw) => async () => [...(await draw()), ...points]);
    }
  }
}

/** Lines as themselves from the zoom where they are, merged below it and wherever the tile would be too large. */
function lineDrawings(name: string, rows: readonly TileRow[], grid: TileGrid): Drawing[] {
  const coarser = mergeSteps.map(
    (step): Drawing =>
      () => [{ name, features: merged(rows.map(withoutOwn), grid, step) }],
  );
  if (grid.z < wholeFrom.spans) return coarser;
  return [() => [{ name, features: featuresOf(rows, grid) }], ...coarser];
}

/** What lines are merged by: what tells two kinds apart, not two lines. */
const kindProperties = new Set(["support", "status", "villagesBeyond", "reused"]);

function withoutOwn({ geom, properties }: TileRow): TileRow {
  return {
    geom,
    properties: Object.fromEntries(Object.entries(properties).filter(([key]) => kindProperties.has(key))),
  };
}

function featuresOf(rows: readonly TileRow[], grid: TileGrid): TileFeature[] {
  return rows.map((row) => featureOf(row, grid)).filter((feature) => feature !== undefined);
}
