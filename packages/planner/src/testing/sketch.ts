import { metresPerDegree, type Position } from "@cuntong/geo";
import {
  type CorridorClass,
  type Corridors,
  type CrossingKind,
  corridorClasses,
  crossingKinds,
  type NodeId,
  type PlantNode,
  type Village,
  type VillageCode,
} from "@cuntong/network";
import type { PlanInput } from "../plan/plan.ts";
import { defaultSettings } from "../plan/settings.ts";
import { defaultPriceBook } from "../price/default-prices.ts";

const origin = { lon: 108, lat: 23 };
const frame = metresPerDegree(origin.lat);

/** A point so many metres east and north of 108 E, 23 N. */
export function at(eastM: number, northM: number): Position {
  return [origin.lon + eastM / frame.lonM, origin.lat + northM / frame.latM];
}

export interface Road {
  readonly points: readonly Position[];
  readonly class?: CorridorClass;
  readonly flags?: number;
}

/** Corridors whose edges are the given roads; roads meet where their ends coincide. */
export function corridorsOf(
  roads: readonly Road[],
  barriers: readonly { readonly kind: CrossingKind; readonly points: readonly Position[] }[] = [],
): Corridors {
  const vertexOf = new Map<string, number>();
  const vertices: Position[] = [];
  const vertex = (position: Position) => {
    const known = vertexOf.get(String(position));
    if (known !== undefined) return known;
    vertexOf.set(String(position), vertices.push(position) - 1);
    return vertices.length - 1;
  };
  const from = roads.map(({ points }) => vertex(points[0]));
  const to = roads.map(({ points }) => vertex(points[points.length - 1]));
  const inner = roads.map(({ points }) => points.slice(1, -1));
  const barrierPoints = barriers.flatMap(({ points }) => points);
  return {
    vertexLon: Float64Array.from(vertices, ([lon]) => lon),
    vertexLat: Float64Array.from(vertices, ([, lat]) => lat),
    edgeFrom: Uint32Array.from(from),
    edgeTo: Uint32Array.from(to),
    edgeClass: Uint8Array.from(roads, (road) => corridorClasses.indexOf(road.class ?? "minor")),
    edgeFlags: Uint8Array.from(roads, (road) => road.flags ?? 0),
    edgeSource: Float64Array.from(roads, (_, i) => i + 1),
    shapeStart: starts(inner),
    shapeLon: Float64Array.from(inner.flat(), ([lon]) => lon),
    shapeLat: Float64Array.from(inner.flat(), ([, lat]) => lat),
    barriers: {
      start: starts(barriers.map(({ points }) => points)),
      lon: Float64Array.from(barrierPoints, ([lon]) => lon),
      lat: Float64Array.from(barrierPoints, ([, lat]) => lat),
      kind: Uint8Array.from(barriers, ({ kind }) => crossingKinds.indexOf(kind)),
    },
  };
}

function starts(parts: readonly (readonly unknown[])[]): Uint32Array {
  const start = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => {
    start[i + 1] = start[i] + part.length;
  });
  return start;
}

export function village(code: string, position: Position, more: Partial<Village> = {}): Village {
  return { code: code as VillageCode, name: `Village ${code}`, position, status: "unconnected", ...more };
}

export function headend(id: string, position: Position): PlantNode {
  return { id: id as NodeId, kind: "headend", position, status: "operational" };
}

/** A plan on the given corridors, with the default prices and settings where nothing else is said. */
export function planInput(given: Pick<PlanInput, "corridors" | "villages" | "nodes"> & Partial<PlanInput>): PlanInput {
  return {
    spans: [],
    priceBook: defaultPriceBook,
    settings: defaultSettings,
    seed: 1,
    inputs: [],
    credits: [],
    generated: true,
    ...given,
  };
}
