import type { Extent, Position } from "@cuntong/geo";
import { type Network, type Redundancy, redundancyGrades, type VillageGrade } from "@cuntong/network";

/** Villages inside a box with their grades, the worst held first; `whole` where none was left out. */
export function villagesInside(network: Network, { villages }: Redundancy, box: Extent, limit: number) {
  const inside = villages.filter(({ code }) => isIn(network.get("villages", code)!.position, box));
  const byGrade = Map.groupBy(inside, ({ grade }) => grade);
  const features = redundancyGrades
    .flatMap((grade) => byGrade.get(grade) ?? [])
    .slice(0, limit)
    .map((village) => featureOf(network, village));
  return { whole: features.length === inside.length, features };
}

function featureOf(network: Network, { code, grade }: VillageGrade) {
  const { position, countyCode } = network.get("villages", code)!;
  const coordinates: Position = [toMetre(position[0]), toMetre(position[1])];
  const properties = { code, grade, ...(countyCode !== undefined && { county: countyCode }) };
  return { type: "Feature" as const, geometry: { type: "Point" as const, coordinates }, properties };
}

/** Degrees to about a metre: what a map can show. */
const toMetre = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

const isIn = ([lon, lat]: Position, [west, south, east, north]: Extent) =>
  lon >= west && lon <= east && lat >= south && lat <= north;
