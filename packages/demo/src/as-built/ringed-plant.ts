import { buildPlant, type Plant, type PlantInput, type Station } from "../plant.ts";
import type { Drawing } from "../shape.ts";
import type { Ways } from "../ways.ts";
import { Coarse } from "./coarse.ts";
import { chooseHubs } from "./hubs.ts";
import { addRings, findRings, type RingInput, type RingWay } from "./rings.ts";
import { cabinetsOf } from "./townships.ts";

const ringCount = 4;

/** A plant with rings between the hubs, and the ids of each ring's spans in order. Where a ring crosses the plant it gets a closure. */
export function ringedPlant(input: PlantInput & Pick<RingInput, "graph" | "lengthM"> & { readonly plant: Plant }): {
  plant: Plant;
  rings: string[][];
} {
  const { plant, ways, drawing, used, stations } = input;
  // A village at the end of a branch stands beside its vertex: no node would be where a ring passes.
  const doors = stations.flatMap(({ vertex, position }) => (position ? [vertex] : []));
  const rings = findRings({ ...input, ends: hubVertices(plant, drawing, ways), doors, count: ringCount });
  const crossed = buildPlant({ ...input, stations: [...stations, ...crossings(rings, used, stations)] });
  return addRings(crossed, ways, drawing, rings);
}

/** Vertices of the nodes where OLTs will be. */
function hubVertices(plant: Plant, { lon, lat }: Drawing, { seatVertex, townVertex }: Ways): number[] {
  const coarse = new Coarse(plant, () => false);
  const hubs = chooseHubs(coarse, cabinetsOf(coarse)).map((node) => `${coarse.nodes[node].position}`);
  return [...new Set([...seatVertex, ...townVertex])].filter((v) => hubs.includes(`${lon[v]},${lat[v]}`));
}

function crossings(rings: readonly RingWay[], used: Uint8Array, stations: readonly Station[]): Station[] {
  const taken = new Set(stations.flatMap(({ vertex, position }) => (position ? [] : [vertex])));
  const crossed = new Set(rings.flatMap(({ vertices }) => vertices).filter((v) => used[v] && !taken.has(v)));
  return [...crossed].map((vertex) => ({ kind: "closure", vertex }));
}
