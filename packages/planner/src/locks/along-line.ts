import { distanceM, type Line, LineIndex, type Lines, metresPerDegree } from "@cuntong/geo";
import { extentOf } from "../ground/crossings.ts";
import type { Stretches } from "../ground/stretches.ts";

/** A stretch that runs along a drawn line for some of its length. */
export interface StretchAlong {
  readonly stretch: number;
  readonly lengthM: number;
  /** Metres of the stretch that lie within the tolerance. */
  readonly alongM: number;
  /** Mean distance from the line of what lies within the tolerance. */
  readonly offM: number;
  /** Chainage on the drawn line next to the stretch's two ends. */
  readonly fromM: number;
  readonly toM: number;
}

/** Metres between two samples of a stretch. */
const sampleM = 10;

/** The stretches that lie within `toleranceM` of a drawn line somewhere, in order of their number. */
export function stretchesAlong(stretches: Stretches, line: Line, toleranceM: number): StretchAlong[] {
  const ruler = new Ruler(line, toleranceM);
  const [west, south, east, north] = ruler.box;
  const { start, lon, lat } = stretches.lines;
  const found: StretchAlong[] = [];
  for (let i = 0; i + 1 < start.length; i++) {
    let meets = false;
    // Segment by segment in a plain loop: a drawn line is short and there are a million stretches that it does not meet.
    for (let p = start[i] + 1; p < start[i + 1] && !meets; p++) {
      meets =
        Math.max(lon[p - 1], lon[p]) >= west &&
        Math.min(lon[p - 1], lon[p]) <= east &&
        Math.max(lat[p - 1], lat[p]) >= south &&
        Math.min(lat[p - 1], lat[p]) <= north;
    }
    const along = meets ? ruler.measure(stretches.lines, i) : undefined;
    if (along) found.push(along);
  }
  return found;
}

/** A drawn line with its chainages, to hold stretches against. */
class Ruler {
  readonly box: readonly [west: number, south: number, east: number, north: number];
  readonly #index: LineIndex;
  readonly #toleranceM: number;
  /** Chainage of each point of the line. */
  readonly #chainageM: Float64Array;

  constructor(line: Line, toleranceM: number) {
    const lines: Lines = {
      start: Uint32Array.of(0, line.length),
      lon: Float64Array.from(line, ([lon]) => lon),
      lat: Float64Array.from(line, ([, lat]) => lat),
    };
    this.#index = new LineIndex(lines);
    this.#toleranceM = toleranceM;
    this.#chainageM = new Float64Array(line.length);
    for (let i = 1; i < line.length; i++) {
      this.#chainageM[i] = this.#chainageM[i - 1] + distanceM(...line[i - 1], ...line[i]);
    }
    const [west, south, east, north] = extentOf(lines, 0);
    const frame = metresPerDegree((south + north) / 2);
    const [dx, dy] = [(1.1 * toleranceM) / Math.max(frame.lonM, 1), (1.1 * toleranceM) / frame.latM];
    this.box = [west - dx, south - dy, east + dx, north + dy];
  }

  measure({ start, lon, lat }: Lines, stretch: number): StretchAlong | undefined {
    let [lengthM, alongM, offSum] = [0, 0, 0];
    for (let p = start[stretch] + 1; p < start[stretch + 1]; p++) {
      const segmentM = distanceM(lon[p - 1], lat[p - 1], lon[p], lat[p]);
      const steps = Math.max(1, Math.ceil(segmentM / sampleM));
      lengthM += segmentM;
      for (let step = 0; step < steps; step++) {
        const t = (step + 0.5) / steps;
        const x = lon[p - 1] + t * (lon[p] - lon[p - 1]);
        const y = lat[p - 1] + t * (lat[p] - lat[p - 1]);
        const foot = this.#index.nearest({ lon: x, lat: y, limitM: this.#toleranceM });
        if (!foot) continue;
        alongM += segmentM / steps;
        offSum += (foot.distanceM * segmentM) / steps;
      }
    }
    const [first, last] = [start[stretch], start[stretch + 1] - 1];
    // A stretch of no length is along the line where its point is.
    const isPoint =
      lengthM === 0 && this.#index.nearest({ lon: lon[first], lat: lat[first], limitM: this.#toleranceM });
    if (alongM === 0 && !isPoint) return undefined;
    return {
      ...{ stretch, lengthM, alongM, offM: alongM > 0 ? offSum / alongM : 0 },
      ...{ fromM: this.#at(lon[first], lat[first]), toM: this.#at(lon[last], lat[last]) },
    };
  }

  #at(lon: number, lat: number): number {
    const { segment, along } = this.#index.nearest({ lon, lat, limitM: Infinity })!;
    return this.#chainageM[segment] + along * (this.#chainageM[segment + 1] - this.#chainageM[segment]);
  }
}
