import { makeRandom } from "./random.ts";

/** Smooth seeded noise over the plane, about -1..1, with features of size 1. */
export type Noise = (x: number, y: number) => number;

const size = 256;

/** Gradient noise after Perlin: sixteen directions on a shuffled lattice. */
export function makeNoise(seed: number, purpose: number): Noise {
  const random = makeRandom(seed, purpose);
  const order = Uint8Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const gradX = Float64Array.from({ length: size }, (_, i) => Math.cos((i * Math.PI) / 8));
  const gradY = Float64Array.from({ length: size }, (_, i) => Math.sin((i * Math.PI) / 8));
  const corner = (column: number, row: number, dx: number, dy: number) => {
    const at = order[(column + order[row & 255]) & 255];
    return gradX[at] * dx + gradY[at] * dy;
  };
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const dx = x - column;
    const dy = y - row;
    const u = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const v = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const top = corner(column, row, dx, dy) * (1 - u) + corner(column + 1, row, dx - 1, dy) * u;
    const bottom = corner(column, row + 1, dx, dy - 1) * (1 - u) + corner(column + 1, row + 1, dx - 1, dy - 1) * u;
    return (top * (1 - v) + bottom * v) * 1.4;
  };
}

/** Sum of octaves, each half as large and half as strong as the one before. */
export function fractal(noise: Noise, x: number, y: number, octaves: number): number {
  let sum = 0;
  let strength = 0.5;
  let scale = 1;
  for (let i = 0; i < octaves; i++) {
    sum += strength * noise(x * scale + i * 17.3, y * scale - i * 9.7);
    strength *= 0.5;
    scale *= 2.03;
  }
  return sum;
}

/** Like {@link fractal} with sharp crests: 0 in the hollows, towards 1 on the ridges. */
export function ridged(noise: Noise, x: number, y: number, octaves: number): number {
  let sum = 0;
  let strength = 0.5;
  let scale = 1;
  let carry = 1;
  for (let i = 0; i < octaves; i++) {
    const crest = (1 - Math.abs(noise(x * scale + i * 31.7, y * scale + i * 5.1))) ** 2;
    sum += crest * strength * carry;
    carry = Math.min(1, crest * 1.6);
    strength *= 0.5;
    scale *= 2.07;
  }
  return sum;
}
