import { toX, toY } from "./plane.ts";
import { latOf, lonOf, type Region } from "./region.ts";
import type { Valleys } from "./valleys.ts";

/** The post of each county's seat: good land near the county's middle, and for the districts of a city near the city's. */
export function findSeats(region: Region, valleys: Valleys, posts: readonly (readonly number[])[]): number[] {
  const middles = posts.map((own) => middleOf(region, own));
  return region.counties.map((county, index) => {
    const pull = isDistrict(county.code) ? cityMiddle(region, middles, posts, county.code) : middles[index];
    const reachM = Math.sqrt(posts[index].length * 8e5) * (isDistrict(county.code) ? 0.15 : 0.3);
    return pick(region, valleys, posts[index], pull, reachM);
  });
}

/** Codes ending in 01-20 are districts of the prefecture's city. */
function isDistrict(code: string): boolean {
  return Number(code.slice(4)) <= 20;
}

interface Middle {
  readonly x: number;
  readonly y: number;
}

function middleOf({ frame }: Region, posts: readonly number[]): Middle {
  let x = 0;
  let y = 0;
  for (const post of posts) {
    x += toX(lonOf(frame, post));
    y += toY(latOf(frame, post));
  }
  return { x: x / posts.length, y: y / posts.length };
}

/** Inner districts are small: weighting by the inverse square of the area finds the city in the middle of its districts. */
function cityMiddle(
  { counties }: Region,
  middles: readonly Middle[],
  posts: readonly (readonly number[])[],
  code: string,
): Middle {
  let [x, y, sum] = [0, 0, 0];
  counties.forEach((county, i) => {
    if (county.code.slice(0, 4) !== code.slice(0, 4) || !isDistrict(county.code)) return;
    const weight = 1 / posts[i].length ** 2;
    x += middles[i].x * weight;
    y += middles[i].y * weight;
    sum += weight;
  });
  return { x: x / sum, y: y / sum };
}

function pick({ frame }: Region, valleys: Valleys, posts: readonly number[], pull: Middle, reachM: number): number {
  let winner = posts[0];
  let rating = -Infinity;
  for (const post of posts) {
    const away = Math.hypot(toX(lonOf(frame, post)) - pull.x, toY(latOf(frame, post)) - pull.y) / reachM;
    const value = Math.sqrt(valleys.fitness[post]) - away * 0.35;
    if (value > rating) [winner, rating] = [post, value];
  }
  return winner;
}
