import type { AreaIndex, Inside, Lines } from "@cuntong/geo";
import type { Area } from "@cuntong/network";
import { bandCount, roundTogether, type SlopeMeter } from "./terrain.ts";

/** Centimetres of stretches inside areas: entries of stretch `i` are `start[i] .. start[i + 1]`. */
export interface AreaCounts {
  readonly start: Uint32Array;
  /** Area of each entry, by index. */
  readonly area: Uint32Array;
  /** Centimetres per slope band: `bandCm[3 * entry + band]`; at least one. */
  readonly bandCm: Uint32Array;
}

/** Areas whose metres count once where they overlap, and mean nothing to what hangs on a bridge or lies in a tunnel. */
const groundKinds: ReadonlySet<Area["kind"]> = new Set(["soil", "forest"]);

/** Measures how much of each stretch lies in each area. */
export class AreaMeter {
  readonly #areas: readonly Area[];
  readonly #index: AreaIndex;
  readonly #start: Uint32Array;
  readonly #area: number[] = [];
  readonly #bandCm: number[] = [];
  readonly #lengthM = new Float64Array(bandCount);

  constructor(areas: readonly Area[], index: AreaIndex, stretches: number) {
    this.#areas = areas;
    this.#index = index;
    this.#start = new Uint32Array(stretches + 1);
  }

  /** Measures stretch `i`, which `slopes` measured last; stretches come in order of their number. */
  measure(lines: Lines, i: number, isLevel: boolean, slopes: SlopeMeter): void {
    const runs = this.#index.along(lines, i);
    const taken = new Map<Area["kind"], Inside[]>();
    for (let r = 0; r < runs.length; ) {
      const { area } = runs[r];
      const first = r;
      while (r < runs.length && runs[r].area === area) r++;
      const { kind } = this.#areas[area];
      if (!groundKinds.has(kind)) this.#add(area, runs.slice(first, r), slopes);
      else if (!isLevel) {
        const before = taken.get(kind) ?? [];
        const own = without(runs.slice(first, r), before);
        taken.set(kind, [...before, ...own]);
        this.#add(area, own, slopes);
      }
    }
    this.#start[i + 1] = this.#area.length;
  }

  finish(): AreaCounts {
    return { start: this.#start, area: Uint32Array.from(this.#area), bandCm: Uint32Array.from(this.#bandCm) };
  }

  #add(area: number, runs: readonly Inside[], slopes: SlopeMeter): void {
    const lengthM = this.#lengthM.fill(0);
    for (const { fromM, toM } of runs) slopes.addWithin(fromM, toM, lengthM);
    const offset = this.#bandCm.length;
    roundTogether(lengthM, this.#bandCm, offset);
    if (this.#bandCm[offset] + this.#bandCm[offset + 1] + this.#bandCm[offset + 2] > 0) this.#area.push(area);
    else this.#bandCm.length = offset;
  }
}

/** What of the runs no other run covers. */
function without(runs: readonly Inside[], taken: readonly Inside[]): Inside[] {
  return taken.reduce<readonly Inside[]>(
    (left, { fromM, toM }) =>
      left.flatMap((run) => [
        ...(run.fromM < fromM ? [{ ...run, toM: Math.min(run.toM, fromM) }] : []),
        ...(run.toM > toM ? [{ ...run, fromM: Math.max(run.fromM, toM) }] : []),
      ]),
    runs,
  ) as Inside[];
}
