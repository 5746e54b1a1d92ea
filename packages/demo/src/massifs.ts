import { fractal, type Noise, ridged } from "./noise.ts";

interface Massif {
  readonly lon: number;
  readonly lat: number;
  readonly riseM: number;
  /** Half-widths along and across, degrees. */
  readonly along: number;
  readonly across: number;
  /** Direction of the long axis, degrees counter-clockwise from east. */
  readonly turn: number;
}

function massif(lon: number, lat: number, riseM: number, along: number, across: number, turn: number): Massif {
  return { lon, lat, riseM, along, across, turn };
}

/** Roughly where Guangxi's ranges stand, so that the generated land is high in the north and west and low in the middle and south. */
const massifs: readonly Massif[] = [
  massif(110.45, 25.95, 1500, 0.55, 0.22, 60),
  massif(111.25, 25.2, 1000, 0.6, 0.2, 65),
  massif(109.1, 25.3, 1250, 0.55, 0.3, 70),
  massif(110.0, 25.6, 900, 0.5, 0.35, 70),
  massif(108.2, 25.15, 1000, 0.5, 0.3, 10),
  massif(107.2, 24.9, 1050, 0.7, 0.35, 140),
  massif(106.5, 24.6, 1250, 0.9, 0.4, 150),
  massif(105.4, 24.7, 1450, 0.9, 0.5, 160),
  massif(105.9, 23.5, 1100, 0.6, 0.4, 120),
  massif(106.6, 23.1, 750, 0.7, 0.3, 150),
  massif(107.7, 24.2, 750, 0.8, 0.3, 150),
  massif(108.4, 23.55, 950, 0.5, 0.14, 140),
  massif(110.15, 24.1, 1250, 0.5, 0.28, 60),
  massif(110.2, 22.85, 800, 0.45, 0.15, 50),
  massif(107.8, 21.9, 950, 0.55, 0.15, 40),
  massif(109.6, 22.35, 600, 0.5, 0.16, 55),
  massif(110.95, 22.7, 750, 0.6, 0.22, 50),
  massif(111.5, 24.1, 900, 0.5, 0.3, 70),
  massif(107.0, 22.4, 500, 0.5, 0.3, 140),
  massif(108.8, 24.6, 450, 0.6, 0.4, 30),
  massif(108.75, 22.3, 700, 1.0, 0.2, 5),
  massif(109.9, 22.55, 560, 0.8, 0.2, 35),
];

/** How strongly the land rises at a position, about metres: regional form times crests of its own. */
export function upliftAt(broad: Noise, crest: Noise, lon: number, lat: number): number {
  const bentLon = lon + 0.22 * fractal(broad, lon * 1.7, lat * 1.7, 3);
  const bentLat = lat + 0.22 * fractal(broad, lon * 1.7 + 40, lat * 1.7 - 40, 3);
  let rise = 0;
  for (const form of massifs)
    rise = Math.max(rise, riseOf(form, bentLon, bentLat)) + 0.12 * riseOf(form, bentLon, bentLat);
  // The land leans towards Wuzhou in the east, where the Xijiang leaves.
  const westward = Math.max(0, 111.4 - lon) * 30 + Math.abs(lat - 23.35) * 28;
  const hills = 60 + 230 * Math.max(0, fractal(broad, lon * 2.6 - 90, lat * 2.6, 3) + 0.15);
  const ridges = 0.1 + 0.95 * ridged(crest, lon * 3.1, lat * 3.1, 5);
  return westward + (rise + hills) * ridges;
}

function riseOf({ lon, lat, riseM, along, across, turn }: Massif, atLon: number, atLat: number): number {
  const angle = (turn * Math.PI) / 180;
  const dx = atLon - lon;
  const dy = atLat - lat;
  const u = (dx * Math.cos(angle) + dy * Math.sin(angle)) / along;
  const v = (dy * Math.cos(angle) - dx * Math.sin(angle)) / across;
  const distance2 = u * u + v * v;
  return distance2 > 9 ? 0 : riseM * Math.exp(-distance2);
}
