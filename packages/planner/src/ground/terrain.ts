import { distanceM, type Elevation, type Lines } from "@cuntong/geo";
import type { PlanSettings } from "@cuntong/network";

/** Farthest apart, in metres along the line, that the ground is sampled. */
const sampleM = 60;

/** Number of slope bands (flat, rolling, steep). */
export const bandCount = 3;

/** Sorts the length of lines into slope bands. Keeps its buffers, because a province has a million lines. */
export class SlopeMeter {
  /** Ground samples that fell into a void or outside the model, and were given the nearest known height along their line. */
  voidSamples = 0;
  /** Those of them on lines of which no height at all is known: these lie level. */
  levelSamples = 0;
  readonly #elevation: Elevation | undefined;
  readonly #settings: PlanSettings;
  #at = new Float64Array(64);
  #height = new Float64Array(64);
  #length = new Float64Array(bandCount);
  /** Samples of the line measured last; 0 where it lies level. */
  #samples = 0;

  constructor(elevation: Elevation | undefined, settings: PlanSettings) {
    this.#elevation = elevation;
    this.#settings = settings;
  }

  /**
   * Writes the centimetres of line `index` per slope band into `bandCm[3 * index ...]`. The three add up to the rounded length of
   * the whole line. With `level` (bridges, tunnels), or without elevation, all of it is flat.
   */
  measure(lines: Lines, index: number, level: boolean, bandCm: Uint32Array): void {
    const band = this.#length.fill(0);
    this.#samples = level || !this.#elevation ? 0 : this.#sample(lines, index, this.#elevation);
    if (this.#samples === 0) band[0] = flatLengthM(lines, index);
    else this.addWithin(0, Infinity, band);
    roundTogether(band, bandCm, bandCount * index);
  }

  /** Adds the metres per slope band of a part of the line measured last. */
  addWithin(fromM: number, toM: number, lengthM: Float64Array): void {
    if (this.#samples === 0) lengthM[0] += toM - fromM;
    for (let i = 1; i < this.#samples; i++) {
      const withinM = Math.min(toM, this.#at[i]) - Math.max(fromM, this.#at[i - 1]);
      if (withinM > 0) lengthM[this.#bandAt(i)] += withinM;
    }
  }

  #sample({ start, lon, lat }: Lines, index: number, elevation: Elevation): number {
    let count = 0;
    let alongM = 0;
    this.#put(count++, 0, elevation.heightM(lon[start[index]], lat[start[index]]));
    for (let i = start[index] + 1; i < start[index + 1]; i++) {
      const segmentM = distanceM(lon[i - 1], lat[i - 1], lon[i], lat[i]);
      const steps = Math.max(1, Math.ceil(segmentM / sampleM));
      for (let step = 1; step <= steps; step++) {
        const t = step / steps;
        const x = lon[i - 1] + t * (lon[i] - lon[i - 1]);
        const y = lat[i - 1] + t * (lat[i] - lat[i - 1]);
        this.#put(count++, alongM + t * segmentM, elevation.heightM(x, y));
      }
      alongM += segmentM;
    }
    this.#fillVoids(count);
    return count;
  }

  #put(place: number, alongM: number, heightM: number | undefined): void {
    if (place === this.#at.length) {
      this.#at = doubled(this.#at);
      this.#height = doubled(this.#height);
    }
    this.#at[place] = alongM;
    this.#height[place] = heightM ?? Number.NaN;
    if (heightM === undefined) this.voidSamples++;
  }

  /** A void takes the height of the nearest sample along the line that has one; a line without any lies level. */
  #fillVoids(count: number): void {
    const at = this.#at;
    const height = this.#height;
    let known = -1;
    for (let i = 0; i < count; i++) {
      if (Number.isNaN(height[i])) continue;
      for (let gap = known + 1; gap < i; gap++) {
        const before = known >= 0 && at[gap] - at[known] <= at[i] - at[gap];
        height[gap] = before ? height[known] : height[i];
      }
      known = i;
    }
    if (known < 0) this.levelSamples += count;
    height.fill(known >= 0 ? height[known] : 0, known + 1, count);
  }

  /** Band of the piece that ends at a sample. */
  #bandAt(i: number): number {
    const slopePct = (100 * Math.abs(this.#height[i] - this.#height[i - 1])) / (this.#at[i] - this.#at[i - 1]);
    if (!(slopePct > this.#settings.slopeFlatPct)) return 0;
    return slopePct <= this.#settings.slopeRollingPct ? 1 : 2;
  }
}

function flatLengthM({ start, lon, lat }: Lines, index: number): number {
  let lengthM = 0;
  for (let i = start[index] + 1; i < start[index + 1]; i++)
    lengthM += distanceM(lon[i - 1], lat[i - 1], lon[i], lat[i]);
  return lengthM;
}

/** Rounds running sums, so that the parts in centimetres add up to the rounded whole. */
export function roundTogether(lengthM: Float64Array, cm: Uint32Array | number[], offset: number): void {
  let sumM = 0;
  let sumCm = 0;
  for (let band = 0; band < bandCount; band++) {
    sumM += lengthM[band];
    const upTo = Math.round(sumM * 100);
    cm[offset + band] = upTo - sumCm;
    sumCm = upTo;
  }
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}
