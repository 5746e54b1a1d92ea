import type { CorridorClass, NodeKind, PlantStatus, Support, VillageStatus } from "@cuntong/network";
import { z } from "zod";
import { route } from "./route.ts";
import { PlanId, ProjectId } from "./words.ts";

const tile = {
  z: z.coerce.number().int().min(0).max(22),
  x: z.coerce.number().int().min(0).max(4_194_303),
  y: z.coerce.number().int().min(0).max(4_194_303),
};

/** Layers of a project's tiles; each tile holds one layer of the same name. */
export const tileLayers = ["villages", "nodes", "spans", "corridors", "counties", "rivers"] as const;
export type TileLayer = (typeof tileLayers)[number];

/** Layers inside a plan's tile. */
export const planTileLayers = ["proposedSpans", "proposedNodes", "proposedVillages"] as const;

/** What a feature of each tile layer carries: a map styles, filters and answers clicks by these names alone. */
export interface TileProperties {
  /** From zoom 8 each village as itself; below, those of one status in a small square as one point with their `count`. */
  readonly villages: { status: VillageStatus; code?: string; name?: string; county?: string; count?: number };
  readonly nodes: { id: string; kind: NodeKind; status: PlantStatus; name?: string };
  readonly spans: { support: Support; status: PlantStatus; id?: string };
  readonly corridors: { class: CorridorClass };
  readonly counties: { code: string; name: string };
  readonly rivers: { name?: string };
  /** `lengthM` in metres, `costFen` in fen, `villagesBeyond` counts those that lose their path with the span. */
  readonly proposedSpans: {
    support: Support;
    villagesBeyond: number;
    /** An existing span carries it; absent where all of it is new. */
    reused?: true;
    id?: string;
    corridorClass?: CorridorClass;
    lengthM?: number;
    costFen?: number;
  };
  readonly proposedNodes: { id: string; kind: NodeKind; existing: boolean };
  readonly proposedVillages: { code: string; name: string; state: "connected" | "unreachable" | "left-out" };
}

export const getTile = route({
  id: "getTile",
  method: "get",
  path: "/tiles/{projectId}/{layer}/{z}/{x}/{y}.mvt",
  tag: "tiles",
  who: "viewer",
  status: 200,
  summary: "A vector tile of one layer. 204 where it is empty, 304 when the ETag still holds.",
  params: z.object({ projectId: ProjectId, layer: z.enum(tileLayers), ...tile }),
  media: "application/vnd.mapbox-vector-tile",
  problems: ["NOT_FOUND"],
});

export const getPlanTile = route({
  id: "getPlanTile",
  method: "get",
  path: "/tiles/plans/{planId}/{z}/{x}/{y}.mvt",
  tag: "tiles",
  who: "viewer",
  status: 200,
  summary: "A vector tile of a proposal: layers proposedSpans, proposedNodes, proposedVillages.",
  params: z.object({ planId: PlanId, ...tile }),
  media: "application/vnd.mapbox-vector-tile",
  problems: ["NOT_FOUND"],
});

export const tileRoutes = [getTile, getPlanTile] as const;
