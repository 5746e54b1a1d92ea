/** A circle of a drawing: y grows downwards. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/**
 * Places `count` equal circles in a circle of radius `within` about the origin, in rings from the outermost inwards, each clockwise from
 * the top. They are as large as such rings allow, and not larger than `most`.
 */
export function ringsOf(count: number, within: number, most = within): Circle[] {
  if (count === 0) return [];
  let [small, large] = [0, Math.min(within, most)];
  if (capacity(large, within) < count) {
    for (let step = 0; step < 40; step++) {
      const r = (small + large) / 2;
      if (capacity(r, within) >= count) small = r;
      else large = r;
    }
    large = small;
  }
  return filled(count, large, within);
}

/** How many circles of radius `r` such rings hold. */
function capacity(r: number, within: number): number {
  let sum = 0;
  for (let radius = within - r; radius >= 0; radius -= 2 * r) sum += onRing(r, radius);
  return sum;
}

/** Circles of radius `r` whose centres lie on a ring. */
function onRing(r: number, radius: number): number {
  if (radius < r) return 1;
  return Math.floor(Math.PI / Math.asin(r / radius) + 1e-9);
}

function filled(count: number, r: number, within: number): Circle[] {
  const circles: Circle[] = [];
  for (let radius = within - r; circles.length < count; radius -= 2 * r) {
    const wanted = Math.min(onRing(r, radius), count - circles.length);
    // A single circle lies in the middle of its ring.
    const reach = wanted === 1 ? 0 : radius;
    for (let i = 0; i < wanted; i++) {
      const angle = (2 * Math.PI * i) / wanted;
      circles.push({ x: reach * Math.sin(angle), y: -reach * Math.cos(angle), r });
    }
  }
  return circles;
}

/**
 * Places circles of these radii in a circle of radius `within` about the origin as they would lie in a duct: the largest first, each as
 * low as it finds room. Where they do not fit they are all drawn smaller; `scale` says by how much.
 */
export function settled(
  radii: readonly number[],
  within: number,
): { readonly circles: Circle[]; readonly scale: number } {
  for (let scale = 1; ; scale *= 0.94) {
    const circles = laid(
      radii.map((r) => r * scale),
      within,
    );
    if (circles) return { circles, scale };
  }
}

function laid(radii: readonly number[], within: number): Circle[] | undefined {
  const order = radii.map((_, i) => i).sort((i, k) => (radii[k] ?? 0) - (radii[i] ?? 0) || i - k);
  const placed: Circle[] = [];
  const circles: Circle[] = [];
  for (const i of order) {
    const place = lowest(radii[i] ?? 0, placed, within);
    if (!place) return undefined;
    placed.push(place);
    circles[i] = place;
  }
  return circles;
}

/** The lowest place, of equally low ones the leftmost, where a circle lies free of the others. */
function lowest(r: number, placed: readonly Circle[], within: number): Circle | undefined {
  if (r > within + 1e-9) return undefined;
  const wall = { x: 0, y: 0, reach: within - r };
  const around = [wall, ...placed.map((other) => ({ x: other.x, y: other.y, reach: other.r + r }))];
  const places = [{ x: 0, y: within - r, r }];
  for (let i = 0; i < around.length; i++) {
    for (let k = i + 1; k < around.length; k++) {
      const [one, two] = [around[i], around[k]];
      if (one && two) for (const { x, y } of meets(one, two)) places.push({ x, y, r });
    }
  }
  const free = places.filter(
    (at) =>
      Math.hypot(at.x, at.y) <= within - r + 1e-6 &&
      placed.every((other) => Math.hypot(at.x - other.x, at.y - other.y) >= r + other.r - 1e-6),
  );
  return free.sort((one, two) => Math.round((two.y - one.y) * 1e6) || one.x - two.x)[0];
}

interface Round {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
}

/** The two points where two circles meet. */
function meets(one: Round, two: Round): { readonly x: number; readonly y: number }[] {
  const [dx, dy] = [two.x - one.x, two.y - one.y];
  const apart = Math.hypot(dx, dy);
  if (apart === 0) return [];
  const along = (apart ** 2 + one.reach ** 2 - two.reach ** 2) / (2 * apart);
  const aside2 = one.reach ** 2 - along ** 2;
  if (aside2 < 0) return [];
  const aside = Math.sqrt(aside2);
  const [ux, uy] = [dx / apart, dy / apart];
  return [1, -1].map((side) => ({
    x: one.x + along * ux - side * aside * uy,
    y: one.y + along * uy + side * aside * ux,
  }));
}
