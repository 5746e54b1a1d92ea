import type { Position } from "@cuntong/geo";
import type { IssuePlace } from "@cuntong/network";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import { noShape, type Polygon, type Shape } from "./feature.ts";

/** Turns positions of a file's reference system into degrees; identity where the file is in degrees. */
export type ToDegrees = (x: number, y: number) => Position;

export const alreadyDegrees: ToDegrees = (x, y) => [x, y];

/** Counts what a whole file holds against its limits. */
export class FeatureBudget {
  readonly #limits: Limits;
  readonly #log: IssueLog;
  #features = 0;
  #positions = 0;
  #stopped = false;

  constructor(limits: Limits, log: IssueLog) {
    this.#limits = limits;
    this.#log = log;
  }

  /** True when one more feature may be read; the first refusal is an issue. */
  takeFeature(): boolean {
    this.#features++;
    if (this.#features > this.#limits.maxFeatures)
      this.#stop("LIMIT_FEATURES", `more than ${this.#limits.maxFeatures} features`);
    return !this.#stopped;
  }

  takePositions(count: number): boolean {
    this.#positions += count;
    if (this.#positions > this.#limits.maxPositions)
      this.#stop("LIMIT_POSITIONS", `more than ${this.#limits.maxPositions} positions`);
    return !this.#stopped;
  }

  #stop(code: string, what: string): void {
    if (!this.#stopped) this.#log.error(code, {}, `The file has ${what}; the rest is not read.`);
    this.#stopped = true;
  }
}

/** Collects the points, lines and polygons of one feature; positions that are no numbers and lines of one point are issues. */
export class ShapeBuilder {
  readonly #points: Position[] = [];
  readonly #lines: Position[][] = [];
  readonly #polygons: Polygon[] = [];
  readonly #log: IssueLog;
  readonly #place: IssuePlace;
  readonly #toDegrees: ToDegrees;

  constructor(log: IssueLog, place: IssuePlace, toDegrees: ToDegrees) {
    this.#log = log;
    this.#place = place;
    this.#toDegrees = toDegrees;
  }

  point(x: unknown, y: unknown): void {
    const position = this.#position(x, y);
    if (position) this.#points.push(position);
  }

  line(positions: Iterable<readonly [unknown, unknown]>): void {
    const line: Position[] = [];
    for (const [x, y] of positions) {
      const position = this.#position(x, y);
      if (!position) return;
      // A point said twice adds nothing and would make a piece of no length.
      const last = line.at(-1);
      if (!last || last[0] !== position[0] || last[1] !== position[1]) line.push(position);
    }
    if (line.length >= 2) this.#lines.push(line);
    else this.#log.error("LINE_TOO_SHORT", this.#place, "The line has no length: fewer than two different positions.");
  }

  /** Adds a polygon of rings, the outside first. Rings are taken as they are; whether they enclose anything is for who needs areas. */
  polygon(rings: Iterable<Iterable<readonly [unknown, unknown]>>): void {
    const drawn: Position[][] = [];
    for (const positions of rings) {
      const ring: Position[] = [];
      for (const [x, y] of positions) {
        const position = this.#position(x, y);
        if (!position) return;
        ring.push(position);
      }
      const [first, last] = [ring[0], ring[ring.length - 1]];
      if (ring.length > 1 && first![0] === last![0] && first![1] === last![1]) ring.pop();
      drawn.push(ring);
    }
    this.#polygons.push(drawn);
  }

  shape(): Shape {
    if (this.#points.length + this.#lines.length + this.#polygons.length === 0) return noShape;
    return { points: this.#points, lines: this.#lines, polygons: this.#polygons };
  }

  #position(x: unknown, y: unknown): Position | undefined {
    if (typeof x === "number" && typeof y === "number" && Number.isFinite(x) && Number.isFinite(y)) {
      const position = this.#toDegrees(x, y);
      if (Number.isFinite(position[0]) && Number.isFinite(position[1])) return position;
    }
    this.#log.error("POSITION_INVALID", this.#place, "A position is not two finite numbers.", {
      value: `${show(x)},${show(y)}`,
    });
    return undefined;
  }
}

function show(value: unknown): string {
  return typeof value === "object" ? (JSON.stringify(value) ?? "").slice(0, 40) : String(value);
}
