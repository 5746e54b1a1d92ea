import { distanceM, LineIndex, type Lines } from "@cuntong/geo";
import { type CorridorClass, type Corridors, corridorClasses } from "@cuntong/network";
import { segmentsCross } from "./crossings.ts";
import type { Snapping } from "./snapping.ts";

/** Classes of corridor that are roads with traffic: a cable laid across one is a crossing. */
const roads: ReadonlySet<CorridorClass> = new Set([
  ...(["motorway", "trunk", "primary", "secondary", "tertiary", "minor", "residential", "service"] as const),
]);

/** A link begins or ends at a corridor, not across it: so near its ends nothing is crossed. */
const endM = 0.5;

/** True where some corridor is a road that a link off the road could cross. */
export function hasRoads({ edgeClass }: Corridors): boolean {
  const isRoad = corridorClasses.map((name) => roads.has(name));
  return edgeClass.some((index) => isRoad[index]);
}

/** Counts the roads that straight links off the road cross, those without a corridor of their own included. */
export class RoadCrossings {
  readonly #lines: Lines;
  readonly #isRoad: (edge: number) => boolean;
  readonly #usable: LineIndex;
  readonly #others: LineIndex;

  constructor({ edgeClass }: Corridors, { lines, usable, index }: Pick<Snapping, "lines" | "usable" | "index">) {
    const isRoadClass = corridorClasses.map((name) => roads.has(name));
    this.#isRoad = (edge) => isRoadClass[edgeClass[edge]];
    this.#lines = lines;
    this.#usable = index;
    this.#others = new LineIndex(lines, (edge) => !usable[edge] && this.#isRoad(edge));
  }

  /** Roads that the straight link from point `i` to the next of the given lines crosses. */
  count(link: Lines, i: number): number {
    const [ax, ay, bx, by] = [link.lon[i], link.lat[i], link.lon[i + 1], link.lat[i + 1]];
    const box = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)] as const;
    const near = [...this.#usable.meeting(...box).filter(this.#isRoad), ...this.#others.meeting(...box)];
    let crossings = 0;
    for (const edge of near) {
      for (let j = this.#lines.start[edge]; j + 1 < this.#lines.start[edge + 1]; j++)
        if (segmentsCross(link, i, this.#lines, j) && this.#isBetweenEnds(link, i, j)) crossings++;
    }
    return crossings;
  }

  /** Whether the link and a road's segment, which cross, do so away from the link's ends. */
  #isBetweenEnds({ lon, lat }: Lines, i: number, j: number): boolean {
    const [dx, dy] = [lon[i + 1] - lon[i], lat[i + 1] - lat[i]];
    const [px, py] = [this.#lines.lon[j] - lon[i], this.#lines.lat[j] - lat[i]];
    const [ex, ey] = [this.#lines.lon[j + 1] - this.#lines.lon[j], this.#lines.lat[j + 1] - this.#lines.lat[j]];
    const across = dx * ey - dy * ex;
    if (across === 0) return false;
    const alongM = ((px * ey - py * ex) / across) * distanceM(lon[i], lat[i], lon[i + 1], lat[i + 1]);
    return alongM > endM && alongM < distanceM(lon[i], lat[i], lon[i + 1], lat[i + 1]) - endM;
  }
}
