import { curveThrough, type FlatLine } from "./curve.ts";
import type { PowerLine } from "./freeze.ts";
import { hashUnit } from "./random.ts";
import type { Tree } from "./tree.ts";
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

/** Railways from the headend's city to most other capitals: near the roads between them, smoother, a little aside. */
export function layRailways(ways: Ways, tree: Tree, capitals: readonly number[], seed: number): FlatLine[] {
  const done = new Uint8Array(ways.x.length);
  const beside = (v: number) => [ways.x[v] + besideM, ways.y[v] - besideM] as const;
  return capitals.slice(1).flatMap((capital, i) => {
    if (hashUnit(seed + 10, i) < 0.35) return [];
    const line: (readonly [number, number])[] = [];
    let v = capital;
    for (let step = 0; v !== tree.root && !done[v]; step++, v = tree.parent[v]) {
      done[v] = 1;
      if (step % stride === 0) line.push(beside(v));
    }
    return line.length > 2 ? [curveThrough([...line, beside(v)])] : [];
  });
}
