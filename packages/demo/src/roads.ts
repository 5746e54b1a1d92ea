import { buildGraph, type Graph, nearestSources, type SearchSpace, searchSpace } from "@cuntong/graph";
import { type CorridorClass, corridorClasses } from "@cuntong/network";
import { crosses } from "./crossing.ts";
import type { Mesh } from "./mesh.ts";
import { hashUnit } from "./random.ts";

/** Index of a corridor class. */
export function classIndex(name: CorridorClass): number {
  return corridorClasses.indexOf(name);
}

/** Not yet a road of any class. */
const wild = 255;

/** Length and mean slope of every edge. */
export interface Ground {
  readonly lengthM: Float64Array;
  readonly slope: Float32Array;
  readonly crossing: Uint8Array;
}

/** The work of laying roads: each round makes the ways it chose cheaper for the rounds after it, so that roads run together. */
interface Site {
  readonly mesh: Mesh;
  readonly graph: Graph;
  readonly weight: Float64Array;
  readonly space: SearchSpace;
  readonly roadClass: Uint8Array;
}

/** Seats of prefectures first, then counties, townships and villages; what is left are tracks and paths. Answers a class per edge. */
export function layRoads(mesh: Mesh, ground: Ground, capitals: readonly number[], seed: number): Uint8Array {
  const graph = buildGraph({ vertexCount: mesh.x.length, from: mesh.from, to: mesh.to });
  const roadClass = new Uint8Array(mesh.from.length).fill(wild);
  const site: Site = { mesh, graph, weight: weigh(ground), space: searchSpace(graph), roadClass };
  joinNeighbours(site, capitals, "trunk", 1);
  joinNeighbours(site, mesh.seatVertex, "primary", 1);
  // The ways to the seats are still known from the round before.
  walkBackAll(site, mesh.townVertex, "secondary");
  joinNeighbours(site, mesh.townVertex, "tertiary", 0.75);
  nearestSources(graph, site.weight, roadVertices(site), site.space);
  walkBackAll(site, mesh.villageVertex, "minor");
  joinNeighbours(site, mesh.villageVertex, "minor", 0.55, seed);
  markStreets(site, ground);
  nameTheRest(site, ground, seed);
  return roadClass;
}

function weigh({ lengthM, slope, crossing }: Ground): Float64Array {
  const weight = new Float64Array(lengthM.length);
  for (let e = 0; e < weight.length; e++) {
    const steep = 1 + 6 * slope[e] + 60 * slope[e] * slope[e];
    const bridge = crossing[e] === crosses.wide ? 5000 : crossing[e] === crosses.narrow ? 700 : 0;
    weight[e] = lengthM[e] * steep + bridge;
  }
  return weight;
}

interface Link {
  readonly a: number;
  readonly b: number;
  readonly cost: number;
  readonly edge: number;
}

/**
 * Joins neighbouring places by the cheapest way between them (Mehlhorn 1988: where the cells of two places touch). Of a pair that a third
 * place lies between, the direct road is left out; of the longer ones only `share` is built.
 */
function joinNeighbours(site: Site, places: ArrayLike<number>, name: CorridorClass, share: number, seed = 0): void {
  nearestSources(site.graph, site.weight, places, site.space);
  const links = touchingCells(site);
  const byPlace = new Map<number, Map<number, number>>();
  for (const { a, b, cost } of links.values()) {
    remember(byPlace, a, b, cost);
    remember(byPlace, b, a, cost);
  }
  for (const { a, b, cost, edge } of links.values()) {
    if (liesBetween(byPlace, a, b, cost) || hashUnit(seed + 3, edge) > share) continue;
    pave(site, edge, name);
    walkBack(site, site.mesh.from[edge], name);
    walkBack(site, site.mesh.to[edge], name);
  }
}

function touchingCells({ graph, space, weight }: Site): Map<number, Link> {
  const { from, to } = graph;
  const links = new Map<number, Link>();
  for (let e = 0; e < from.length; e++) {
    const a = Math.min(space.owner[from[e]], space.owner[to[e]]);
    const b = Math.max(space.owner[from[e]], space.owner[to[e]]);
    if (a === b || a < 0) continue;
    const cost = space.distance[from[e]] + weight[e] + space.distance[to[e]];
    const key = a * graph.vertexCount + b;
    const known = links.get(key);
    if (!known || cost < known.cost) links.set(key, { a, b, cost, edge: e });
  }
  return links;
}

function remember(byPlace: Map<number, Map<number, number>>, a: number, b: number, cost: number): void {
  const known = byPlace.get(a);
  if (known) known.set(b, cost);
  else byPlace.set(a, new Map([[b, cost]]));
}

/** Gabriel's test on road costs. */
function liesBetween(byPlace: Map<number, Map<number, number>>, a: number, b: number, cost: number): boolean {
  const others = byPlace.get(b);
  for (const [c, toA] of byPlace.get(a) ?? []) {
    const toB = others?.get(c);
    if (toB !== undefined && toA * toA + toB * toB < cost * cost) return true;
  }
  return false;
}

function walkBackAll(site: Site, places: ArrayLike<number>, name: CorridorClass): void {
  for (let i = 0; i < places.length; i++) walkBack(site, places[i], name);
}

/** Paves the way from a vertex back to its source. */
function walkBack(site: Site, vertex: number, name: CorridorClass): void {
  const { viaEdge } = site.space;
  for (let v = vertex, e = viaEdge[v]; e >= 0; e = viaEdge[v]) {
    pave(site, e, name);
    v = site.mesh.from[e] === v ? site.mesh.to[e] : site.mesh.from[e];
  }
}

const ease: Partial<Record<CorridorClass, number>> = {
  trunk: 0.45,
  primary: 0.5,
  secondary: 0.6,
  tertiary: 0.7,
  minor: 0.8,
};

/** The first class an edge gets is the highest. */
function pave({ roadClass, weight }: Site, edge: number, name: CorridorClass): void {
  if (roadClass[edge] !== wild) return;
  roadClass[edge] = classIndex(name);
  weight[edge] *= ease[name] ?? 1;
}

function roadVertices({ mesh, roadClass }: Site): Uint32Array {
  const isOnRoad = new Uint8Array(mesh.x.length);
  for (let e = 0; e < roadClass.length; e++)
    if (roadClass[e] !== wild) isOnRoad[mesh.from[e]] = isOnRoad[mesh.to[e]] = 1;
  const vertices: number[] = [];
  for (let v = 0; v < isOnRoad.length; v++) if (isOnRoad[v]) vertices.push(v);
  return Uint32Array.from(vertices);
}

const villageStreetsM = 900;
const townStreetsM = 2200;
const cityStreetsM = 4500;

/** Streets around the places: by the way there, not as the crow flies, and as far as the nearest place is large. */
function markStreets({ mesh, graph, space, roadClass }: Site, { lengthM }: Ground): void {
  const reachM = new Map<number, number>();
  for (const v of mesh.villageVertex) reachM.set(v, villageStreetsM);
  for (const v of mesh.townVertex) reachM.set(v, townStreetsM);
  for (const v of mesh.seatVertex) reachM.set(v, cityStreetsM);
  nearestSources(graph, lengthM, [...reachM.keys()], space);
  for (let e = 0; e < roadClass.length; e++) {
    const nearestM = reachM.get(space.owner[mesh.from[e]]);
    const awayM = Math.max(space.distance[mesh.from[e]], space.distance[mesh.to[e]]);
    if (roadClass[e] !== wild || nearestM === undefined || awayM >= nearestM) continue;
    roadClass[e] = classIndex(nearestM === villageStreetsM ? "service" : "residential");
  }
}

function nameTheRest({ roadClass }: Site, { slope }: Ground, seed: number): void {
  for (let e = 0; e < roadClass.length; e++) {
    if (roadClass[e] !== wild) continue;
    const isPath = slope[e] > 0.22 || hashUnit(seed + 5, e) < 0.3;
    roadClass[e] = classIndex(isPath ? "path" : "track");
  }
}
