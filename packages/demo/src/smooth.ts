import type { Mesh } from "./mesh.ts";
import { classIndex } from "./roads.ts";

const rounds = 3;

/**
 * Straightens roads in place: a vertex that a road of tertiary class or better runs through is drawn towards the middle of its two neighbours
 * on that road. Vertices of settlements stay, and so do junctions of three such roads.
 */
export function smoothRoads(mesh: Mesh, roadClass: Uint8Array): void {
  const { x, y } = mesh;
  const [first, second] = roadNeighbours(mesh, roadClass);
  for (const places of [mesh.villageVertex, mesh.townVertex, mesh.seatVertex]) for (const v of places) first[v] = -1;
  const newX = x.slice();
  const newY = y.slice();
  for (let round = 0; round < rounds; round++) {
    for (let v = 0; v < x.length; v++) {
      if (first[v] < 0 || second[v] < 0) continue;
      newX[v] = x[v] * 0.5 + (x[first[v]] + x[second[v]]) * 0.25;
      newY[v] = y[v] * 0.5 + (y[first[v]] + y[second[v]]) * 0.25;
    }
    x.set(newX);
    y.set(newY);
  }
}

/** The two road neighbours of each vertex; -1 where there are fewer or more. */
function roadNeighbours({ x, from, to }: Mesh, roadClass: Uint8Array): [Int32Array, Int32Array] {
  const worst = classIndex("tertiary");
  const first = new Int32Array(x.length).fill(-1);
  const second = new Int32Array(x.length).fill(-1);
  const note = (v: number, neighbour: number) => {
    if (first[v] === -1) first[v] = neighbour;
    else if (second[v] === -1) second[v] = neighbour;
    else first[v] = second[v] = -2;
  };
  for (let e = 0; e < from.length; e++) {
    if (roadClass[e] > worst) continue;
    note(from[e], to[e]);
    note(to[e], from[e]);
  }
  return [first, second];
}
