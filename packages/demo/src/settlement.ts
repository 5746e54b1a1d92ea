import type { Position } from "@cuntong/geo";
import type { County } from "./demo.ts";
import type { Township } from "./official-list.ts";
import { toLat, toLon, toX, toY } from "./plane.ts";
import { makeRandom, type Random } from "./random.ts";
import { latOf, lonOf, type Region } from "./region.ts";
import { findSeats } from "./seats.ts";
import { isInside } from "./shapes.ts";
import type { Valleys } from "./valleys.ts";

/** A place on the flat map, metres. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A village committee of the list with its generated position. */
export interface Settlement extends Place {
  readonly code: string;
  readonly name: string;
  readonly countyIndex: number;
  readonly townIndex: number;
}

/** Where people live: seats by county, towns by township of the list, villages by code. */
export interface Settlements {
  readonly seats: readonly Place[];
  readonly towns: readonly Place[];
  readonly townships: readonly Township[];
  readonly villages: readonly Settlement[];
}

/** Places every county seat, township and village of the list on good land inside its own county. */
export function settle(region: Region, valleys: Valleys, townships: readonly Township[], seed: number): Settlements {
  const posts = postsByCounty(region);
  const random = makeRandom(seed, 20);
  const keeper = new Keeper(region, random);
  const seats = findSeats(region, valleys, posts).map((post, index) => keeper.placeAt(post, index, 0));
  const towns: Place[] = [];
  const villages: Settlement[] = [];
  region.counties.forEach((county, countyIndex) => {
    const own = townships.filter((township) => township.countyCode === county.code);
    const land = { posts: posts[countyIndex], valleys, region, random, countyIndex };
    const townPosts = chooseTowns(land, own, seats[countyIndex]);
    const catchments = divide(land, townPosts);
    own.forEach((township, i) => {
      towns.push(keeper.placeAt(townPosts[i], countyIndex, 700));
      const chosen = chooseVillages(land, catchments[i], townPosts[i], township.villages.length);
      township.villages.forEach(({ code, name }, k) => {
        const place = keeper.placeAt(chosen[k], countyIndex, 350);
        villages.push({ ...place, code, name, countyIndex, townIndex: towns.length - 1 });
      });
    });
  });
  return { seats, towns, townships: inOrder(region.counties, townships), villages };
}

function inOrder(counties: readonly County[], townships: readonly Township[]): Township[] {
  return counties.flatMap(({ code }) => townships.filter((township) => township.countyCode === code));
}

function postsByCounty({ counties, countyAt }: Region): number[][] {
  const posts: number[][] = counties.map(() => []);
  for (let post = 0; post < countyAt.length; post++) if (countyAt[post] >= 0) posts[countyAt[post]].push(post);
  return posts;
}

interface Land {
  readonly posts: readonly number[];
  readonly valleys: Valleys;
  readonly region: Region;
  readonly random: Random;
  readonly countyIndex: number;
}

/** Best of many: each next town goes where the land is good and the towns before it are far; streets stay near the seat. */
function chooseTowns(land: Land, townships: readonly Township[], seat: Place): number[] {
  const chosen: number[] = [];
  for (const { name } of townships) {
    const reachM = name.endsWith("街道") ? 6_000 : 1e9;
    chosen.push(
      best(land, land.posts, 60, (post) => {
        const fromSeat = apartM(land.region, post, seat);
        if (fromSeat > reachM) return 1e-9 / fromSeat;
        const free = Math.min(nearestM(land.region, post, chosen), fromSeat + 1500, 25_000);
        return free * Math.sqrt(land.valleys.fitness[post]);
      }),
    );
  }
  return chosen;
}

/** Each post of the county belongs to its nearest town. */
function divide(land: Land, townPosts: readonly number[]): number[][] {
  const catchments: number[][] = townPosts.map(() => []);
  const towns = townPosts.map((post) => placeOf(land.region, post));
  for (const post of land.posts) {
    let nearest = 0;
    let nearestAway = Infinity;
    towns.forEach((town, i) => {
      const away = apartM(land.region, post, town);
      if (away < nearestAway) [nearest, nearestAway] = [i, away];
    });
    catchments[nearest].push(post);
  }
  return catchments;
}

function chooseVillages(land: Land, catchment: readonly number[], town: number, count: number): number[] {
  const chosen: number[] = [];
  const posts = catchment.length > 0 ? catchment : [town];
  const centre = placeOf(land.region, town);
  const reachM = 0.75 * Math.sqrt(posts.length * 8e5);
  for (let i = 0; i < count; i++) {
    chosen.push(
      best(land, posts, 14, (post) => {
        const near = Math.exp(-apartM(land.region, post, centre) / (2 * reachM));
        return (Math.min(nearestM(land.region, post, chosen), 6000) + 200) * (0.03 + land.valleys.fitness[post]) * near;
      }),
    );
  }
  return chosen;
}

function best(land: Land, posts: readonly number[], tries: number, rate: (post: number) => number): number {
  let winner = posts[0];
  let rating = -1;
  for (let i = 0; i < tries; i++) {
    const post = posts[land.random.below(posts.length)];
    const value = rate(post);
    if (value > rating) [winner, rating] = [post, value];
  }
  return winner;
}

function placeOf({ frame }: Region, post: number): Place {
  return { x: toX(lonOf(frame, post)), y: toY(latOf(frame, post)) };
}

function apartM({ frame }: Region, post: number, place: Place): number {
  return Math.hypot(toX(lonOf(frame, post)) - place.x, toY(latOf(frame, post)) - place.y);
}

function nearestM(region: Region, post: number, others: readonly number[]): number {
  const place = placeOf(region, post);
  let nearest = 30_000;
  for (const other of others) nearest = Math.min(nearest, apartM(region, other, place));
  return nearest;
}

/** Gives out exact positions around posts: inside the county, and no two too close. */
class Keeper {
  readonly #region: Region;
  readonly #random: Random;
  readonly #taken = new Map<number, Place[]>();

  constructor(region: Region, random: Random) {
    this.#region = region;
    this.#random = random;
  }

  /** A position near `post` in its county, `spacingM` from all others where there is room, else as far as forty tries find. */
  placeAt(post: number, countyIndex: number, spacingM: number): Place {
    const { frame, counties } = this.#region;
    let found: Place | undefined;
    let foundRoom = -1;
    for (let attempt = 0; attempt < 40 && foundRoom < spacingM; attempt++) {
      // The circle widens with every try, so that a crowded city block spills into the next.
      const spread = frame.step * (1 + attempt * 0.12);
      const lon = toLon(toX(lonOf(frame, post) + (this.#random.next() - 0.5) * spread));
      const lat = toLat(toY(latOf(frame, post) + (this.#random.next() - 0.5) * spread));
      if (!isInside(counties[countyIndex].geometry, lon, lat)) continue;
      const place = { x: toX(lon), y: toY(lat) };
      const room = this.#room(place);
      if (room > foundRoom) [found, foundRoom] = [place, room];
    }
    const place = found ?? placeOf(this.#region, post);
    this.#take(place);
    return place;
  }

  #room({ x, y }: Place): number {
    let room = 1000;
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const other of this.#taken.get(cell(x + dx * 1000, y + dy * 1000)) ?? [])
          room = Math.min(room, Math.hypot(other.x - x, other.y - y));
    return room;
  }

  #take(place: Place): void {
    const key = cell(place.x, place.y);
    const list = this.#taken.get(key);
    if (list) list.push(place);
    else this.#taken.set(key, [place]);
  }
}

function cell(x: number, y: number): number {
  return Math.floor(x / 1000) * 65536 + Math.floor(y / 1000);
}

/** The position of a place. */
export function positionOf({ x, y }: Place): Position {
  return [toLon(x), toLat(y)];
}
