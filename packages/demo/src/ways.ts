import { DisjointSets } from "@cuntong/graph";
import { edgeFlags } from "@cuntong/network";
import { crosses } from "./crossing.ts";
import type { Mesh } from "./mesh.ts";
import { hashUnit } from "./random.ts";
import { classIndex } from "./roads.ts";

/** The ways that exist: a connected part of the mesh, each with class and flags. */
export interface Ways extends Mesh {
  readonly roadClass: Uint8Array;
  readonly flags: Uint8Array;
}

/** The way from an island, or a corner of land cut off by the border, to the nearest vertex of the mainland. */
interface Ferry {
  readonly from: number;
  readonly to: number;
}

/** Takes away most ways over rivers, keeps the bridges of the roads, and leaves out what no longer hangs together with the rest. */
export function openWays(mesh: Mesh, roadClass: Uint8Array, crossing: Uint8Array, seed: number): Ways {
  const isOpen = new Uint8Array(roadClass.length);
  for (let e = 0; e < isOpen.length; e++)
    isOpen[e] = isBridged(roadClass[e], crossing[e], hashUnit(seed + 6, e)) ? 1 : 0;
  const sets = new DisjointSets(mesh.x.length);
  for (let e = 0; e < isOpen.length; e++) if (isOpen[e]) sets.join(mesh.from[e], mesh.to[e]);
  // A bank that lost its last way across gets one bridge back.
  for (let e = 0; e < isOpen.length; e++) if (!isOpen[e] && sets.join(mesh.from[e], mesh.to[e])) isOpen[e] = 1;
  const ferries = joinIslands(mesh, sets);
  return compact(mesh, roadClass, crossing, isOpen, sets, ferries);
}

function isBridged(roadClass: number, crossing: number, chance: number): boolean {
  if (crossing === crosses.none || roadClass <= classIndex("tertiary")) return true;
  if (roadClass === classIndex("minor")) return crossing === crosses.narrow || chance < 0.35;
  return crossing === crosses.narrow ? chance < 0.3 : chance < 0.03;
}

/** Every island where somebody lives gets one, the nearest first, so that an island behind another hangs on that. Joins them in `sets`. */
function joinIslands(mesh: Mesh, sets: DisjointSets): Ferry[] {
  const ferries: Ferry[] = [];
  for (let islands = inhabitedIslands(mesh, sets); islands.length > 0; islands = inhabitedIslands(mesh, sets)) {
    const main = sets.find(mesh.seatVertex[0]);
    const lengthM = ({ from, to }: Ferry) => Math.hypot(mesh.x[from] - mesh.x[to], mesh.y[from] - mesh.y[to]);
    const choices = islands.map((island) => shortestFerry(mesh, sets, island, main));
    const ferry = choices.reduce((best, choice) => (lengthM(choice) < lengthM(best) ? choice : best));
    sets.join(ferry.from, ferry.to);
    ferries.push(ferry);
  }
  return ferries;
}

function inhabitedIslands(mesh: Mesh, sets: DisjointSets): number[] {
  const main = sets.find(mesh.seatVertex[0]);
  const islands = new Set<number>();
  for (const places of [mesh.villageVertex, mesh.townVertex, mesh.seatVertex])
    for (const v of places) if (sets.find(v) !== main) islands.add(sets.find(v));
  return [...islands];
}

function shortestFerry({ x, y }: Mesh, sets: DisjointSets, island: number, main: number): Ferry {
  const shore: number[] = [];
  for (let v = 0; v < x.length; v++) if (sets.find(v) === island) shore.push(v);
  let ferry: Ferry = { from: island, to: main };
  let shortest = Infinity;
  for (let v = 0; v < x.length; v++) {
    // Only vertices that could beat the best so far, seen from the island's first vertex, are compared with all of its shore.
    if (Math.hypot(x[v] - x[island], y[v] - y[island]) > shortest + 20_000 || sets.find(v) !== main) continue;
    for (const from of shore) {
      const away = Math.hypot(x[v] - x[from], y[v] - y[from]);
      if (away < shortest) [ferry, shortest] = [{ from, to: v }, away];
    }
  }
  return ferry;
}

function compact(
  mesh: Mesh,
  roadClass: Uint8Array,
  crossing: Uint8Array,
  isOpen: Uint8Array,
  sets: DisjointSets,
  ferries: readonly Ferry[],
): Ways {
  const main = sets.find(mesh.seatVertex[0]);
  const renumbered = new Int32Array(mesh.x.length).fill(-1);
  let vertices = 0;
  for (let v = 0; v < renumbered.length; v++) if (sets.find(v) === main) renumbered[v] = vertices++;
  const kept: number[] = [];
  for (let e = 0; e < isOpen.length; e++) if (isOpen[e] && renumbered[mesh.from[e]] >= 0) kept.push(e);
  const places = (list: Uint32Array) => list.map((v) => renumbered[v]);
  const isMain = (_: number, v: number) => renumbered[v] >= 0;
  const end = (side: "from" | "to") =>
    Uint32Array.from([...kept.map((e) => mesh[side][e]), ...ferries.map((ferry) => ferry[side])], (v) => renumbered[v]);
  return {
    x: mesh.x.filter(isMain),
    y: mesh.y.filter(isMain),
    from: end("from"),
    to: end("to"),
    roadClass: Uint8Array.from([...kept.map((e) => roadClass[e]), ...ferries.map((ferry) => ferryClass(mesh, ferry))]),
    flags: Uint8Array.from([...kept.map((e) => flagOf(roadClass[e], crossing[e])), ...ferries.map(() => 0)]),
    villageVertex: places(mesh.villageVertex),
    townVertex: places(mesh.townVertex),
    seatVertex: places(mesh.seatVertex),
  };
}

const longestTrackM = 4000;

/** A short gap is a track along the border; a long one lies at sea. */
function ferryClass({ x, y }: Mesh, { from, to }: Ferry): number {
  return classIndex(Math.hypot(x[from] - x[to], y[from] - y[to]) > longestTrackM ? "other" : "track");
}

/** Roads cross on bridges; a track goes through a narrow river. */
function flagOf(roadClass: number, crossing: number): number {
  if (crossing === crosses.none) return 0;
  return crossing === crosses.narrow && roadClass >= classIndex("track") ? edgeFlags.ford : edgeFlags.bridge;
}
