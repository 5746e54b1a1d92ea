import { buildGraph, nearestSources } from "@cuntong/graph";
import { curveThrough, type FlatLine } from "./curve.ts";
import type { PowerLine } from "./freeze.ts";
import { hashUnit } from "./random.ts";
import type { Ways } from "./ways.ts";

const towersApartM = 1500;
const powerReachM = 55_000;

/** Power lines between some neighbouring county seats, nearly straight over hill and dale. */
export function stringPowerLines({ x, y, seatVertex }: Ways, seed: number): PowerLine[] {
  const lines: PowerLine[] = [];
  seatVertex.forEach((from, i) => {
    for (let j = i + 1; j < seatVertex.length; j++) {
      const to = seatVertex[j];
      const awayM = Math.hypot(x[from] - x[to], y[from] - y[to]);
      if (awayM > powerReachM || awayM < 8000 || hashUnit(seed + 9, i * 1000 + j) > 0.3) continue;
      lines.push({ from, to, towers: towersBetween(x[from], y[from], x[to], y[to], seed + i * 1000 + j) });
    }
  });
  return lines;
}

function towersBetween(ax: number, ay: number, bx: number, by: number, seed: number): FlatLine {
  const dx = bx - ax;
  const dy = by - ay;
  const count = Math.floor(Math.hypot(dx, dy) / towersApartM);
  const sway = 0.1 * (hashUnit(seed, 1) - 0.5);
  return Array.from({ length: count }, (_, i) => {
    const t = (i + 1) / (count + 1);
    const side = sway * Math.sin(Math.PI * t) + 0.004 * (hashUnit(seed, i + 2) - 0.5);
    return [ax + dx * t - dy * side, ay + dy * t + dx * side] as const;
  });
}

/** Every so many vertices of the road become one of the railway, which bends less. */
const stride = 9;
const besideM = 450;

/** Railways from the first capital to some others: near the roads between them, smoother, a little aside. */
export function layRailways(ways: Ways, lengthM: Float64Array, capitals: readonly number[], seed: number): FlatLine[] {
  const graph = buildGraph({ vertexCount: ways.x.length, from: ways.from, to: ways.to });
  // Best roads run straightest: railways follow them.
  const weight = lengthM.map((length, e) => length * (1 + ways.roadClass[e] * 0.35));
  const { viaEdge } = nearestSources(graph, weight, capitals.slice(0, 1));
  const done = new Uint8Array(ways.x.length);
  const railways: FlatLine[] = [];
  for (const capital of capitals.slice(1)) {
    if (hashUnit(seed + 10, capital) < 0.35) continue;
    const line: [number, number][] = [];
    let step = 0;
    for (let v = capital, e = viaEdge[v]; e >= 0 && !done[v]; e = viaEdge[v]) {
      done[v] = 1;
      if (step++ % stride === 0) line.push([ways.x[v] + besideM, ways.y[v] - besideM]);
      v = ways.from[e] === v ? ways.to[e] : ways.from[e];
    }
    if (line.length > 2) railways.push(curveThrough(line));
  }
  return railways;
}
