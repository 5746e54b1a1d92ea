import type { PointFeature } from "./use-redundancy.ts";

/** Points one after another that cut off as much: mostly the spans and poles of one stretch of line. */
export interface AlikePoints {
  /** Places of the points in the list, the first for all. */
  readonly members: readonly number[];
  readonly villages: number;
  readonly people: number;
}

/** Points in groups that cut off as many villages, people and services, the worst first as they come. */
export function alikePoints(points: readonly PointFeature[]): AlikePoints[] {
  const groups = new Map<string, { members: number[]; villages: number; people: number }>();
  points.forEach(({ properties: { villages, people, services } }, i) => {
    const key = `${villages} ${people} ${services}`;
    const group = groups.get(key);
    if (group) group.members.push(i);
    else groups.set(key, { members: [i], villages, people });
  });
  return [...groups.values()];
}
