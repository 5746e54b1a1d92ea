import Delaunator from "delaunator";
import { toX, toY } from "./plane.ts";
import { hashUnit, makeRandom, type Random } from "./random.ts";
import { latOf, lonOf, postAt, type Region } from "./region.ts";
import type { Settlements } from "./settlement.ts";
import type { Valleys } from "./valleys.ts";

/** Vertices and edges of all possible ways, on the flat map. Vertices lie along a space-filling curve; edges follow their first vertex. */
export interface Mesh {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** Vertex beside each village, each town and each seat. */
  readonly villageVertex: Uint32Array;
  readonly townVertex: Uint32Array;
  readonly seatVertex: Uint32Array;
}

/** Vertices per square kilometre of the counties: about 800,000 in the whole province. */
const verticesPerPost = 2.45;
const slotsPerSide = 5;
const longestM = 7000;

/** Scatters vertices, denser in the valleys, and joins them by the Urquhart graph: Delaunay without the longest side of each triangle. */
export function weave(region: Region, valleys: Valleys, settlements: Settlements, seed: number): Mesh {
  const points = scatter(region, valleys, settlements, seed);
  const coords = new Float64Array(points.x.length * 2);
  for (let v = 0; v < points.x.length; v++) {
    coords[2 * v] = points.x[v];
    coords[2 * v + 1] = points.y[v];
  }
  const { triangles, halfedges } = new Delaunator(coords);
  const kept = urquhart(region, points, triangles, halfedges);
  return { ...points, ...sortEdges(points.x.length, triangles, kept) };
}

interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly villageVertex: Uint32Array;
  readonly townVertex: Uint32Array;
  readonly seatVertex: Uint32Array;
}

function scatter(region: Region, valleys: Valleys, settlements: Settlements, seed: number): Points {
  const { seats, towns, villages } = settlements;
  const random = makeRandom(seed, 30);
  const fixed = [...villages, ...towns, ...seats].map((place, i) => ({ ...stepAside(place, random, i), index: i }));
  const fixedAt = Map.groupBy(fixed, ({ x, y }) => postOf(region, x, y));
  const density = densities(region, valleys, new Set(fixedAt.keys()));
  const vertexOf = new Uint32Array(fixed.length);
  const x: number[] = [];
  const y: number[] = [];
  forEachAlongCurve(region, (post) => {
    for (const place of fixedAt.get(post) ?? []) {
      vertexOf[place.index] = x.length;
      x.push(place.x);
      y.push(place.y);
    }
    if (region.countyAt[post] >= 0) fillPost(region, post, density[post], random, x, y);
  });
  return {
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    villageVertex: vertexOf.slice(0, villages.length),
    townVertex: vertexOf.slice(villages.length, villages.length + towns.length),
    seatVertex: vertexOf.slice(villages.length + towns.length),
  };
}

/** A village is seldom on the road itself: its vertex lies up to 150 m away; one in twenty stands exactly on it. */
function stepAside(place: { x: number; y: number }, random: Random, index: number): { x: number; y: number } {
  const angle = random.next() * 2 * Math.PI;
  const awayM = hashUnit(77, index) < 0.05 ? 0 : 8 + 140 * random.next();
  return { x: place.x + awayM * Math.cos(angle), y: place.y + awayM * Math.sin(angle) };
}

function postOf({ frame }: Region, x: number, y: number): number {
  return postAt(frame, x / toX(1), y / toY(1));
}

/** Mean number of vertices per post: more in valleys and around settlements, scaled to the wanted total. */
function densities(region: Region, valleys: Valleys, settled: ReadonlySet<number>): Float32Array {
  const { columns } = region.frame;
  const density = valleys.fitness.map((fitness, post) =>
    region.countyAt[post] < 0 ? 0 : 0.45 + 1.1 * Math.sqrt(fitness),
  );
  for (const post of settled)
    for (const near of [0, 1, -1, columns, -columns]) if (density[post + near] > 0) density[post + near] += 0.5;
  let sum = 0;
  let inside = 0;
  for (const value of density) {
    sum += value;
    if (value > 0) inside++;
  }
  const scale = (verticesPerPost * inside) / sum;
  return density.map((value) => value * scale);
}

/** Vertices go to different slots of the post's square, so that none coincide and distances stay road-like. */
function fillPost({ frame }: Region, post: number, mean: number, random: Random, x: number[], y: number[]): void {
  const count = Math.min(slotsPerSide * slotsPerSide - 1, Math.floor(mean + random.next()));
  const slots = slotsPerSide * slotsPerSide;
  // A step that shares no factor with the number of slots visits each of them once.
  const step = [1, 2, 3, 4, 6, 7, 8, 9, 11, 12][random.below(10)];
  let slot = random.below(slots);
  for (let i = 0; i < count; i++) {
    slot = (slot + step) % slots;
    const dLon = ((slot % slotsPerSide) + 0.15 + 0.7 * random.next()) / slotsPerSide - 0.5;
    const dLat = (Math.floor(slot / slotsPerSide) + 0.15 + 0.7 * random.next()) / slotsPerSide - 0.5;
    x.push(toX(lonOf(frame, post) + dLon * frame.step));
    y.push(toY(latOf(frame, post) + dLat * frame.step));
  }
}

/** Visits all posts along a Hilbert curve: what is near on the map becomes near in memory. */
function forEachAlongCurve({ frame }: Region, visit: (post: number) => void): void {
  let side = 1;
  while (side < Math.max(frame.columns, frame.rows)) side *= 2;
  for (let step = 0; step < side * side; step++) {
    let [column, row, rest] = [0, 0, step];
    for (let s = 1; s < side; s *= 2) {
      const right = 1 & (rest >> 1);
      const up = 1 & (rest ^ right);
      if (up === 0) {
        if (right === 1) [column, row] = [s - 1 - column, s - 1 - row];
        [column, row] = [row, column];
      }
      column += s * right;
      row += s * up;
      rest >>= 2;
    }
    if (column < frame.columns && row < frame.rows) visit(row * frame.columns + column);
  }
}

/** 1 for each half-edge (its lower twin) that stays. */
function urquhart(region: Region, points: Points, triangles: Uint32Array, halfedges: Int32Array): Uint8Array {
  const { x, y } = points;
  const length2 = (h: number) => {
    const next = h % 3 === 2 ? h - 2 : h + 1;
    return (x[triangles[h]] - x[triangles[next]]) ** 2 + (y[triangles[h]] - y[triangles[next]]) ** 2;
  };
  const kept = new Uint8Array(triangles.length).fill(1);
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [length2(t), length2(t + 1), length2(t + 2)];
    const longest = a >= b && a >= c ? t : b >= c ? t + 1 : t + 2;
    kept[longest] = 0;
    if (halfedges[longest] >= 0) kept[halfedges[longest]] = 0;
  }
  for (let h = 0; h < triangles.length; h++) {
    if (!kept[h]) continue;
    const next = h % 3 === 2 ? h - 2 : h + 1;
    const isTwin = halfedges[h] >= 0 && halfedges[h] < h;
    if (isTwin || length2(h) > longestM * longestM || leaves(region, points, triangles[h], triangles[next]))
      kept[h] = 0;
  }
  return kept;
}

/** True when the way between two vertices runs through land (or sea) outside the counties. */
function leaves(region: Region, { x, y }: Points, a: number, b: number): boolean {
  return region.countyAt[postOf(region, (x[a] + x[b]) / 2, (y[a] + y[b]) / 2)] < 0;
}

/** Counting sort by the lower vertex. */
function sortEdges(vertexCount: number, triangles: Uint32Array, kept: Uint8Array): Pick<Mesh, "from" | "to"> {
  const next = new Uint32Array(vertexCount + 1);
  const ends = (h: number): [number, number] => {
    const a = triangles[h];
    const b = triangles[h % 3 === 2 ? h - 2 : h + 1];
    return a < b ? [a, b] : [b, a];
  };
  for (let h = 0; h < kept.length; h++) if (kept[h]) next[ends(h)[0] + 1]++;
  for (let v = 0; v < vertexCount; v++) next[v + 1] += next[v];
  const from = new Uint32Array(next[vertexCount]);
  const to = new Uint32Array(next[vertexCount]);
  for (let h = 0; h < kept.length; h++) {
    if (!kept[h]) continue;
    const [a, b] = ends(h);
    from[next[a]] = a;
    to[next[a]++] = b;
  }
  return { from, to };
}
