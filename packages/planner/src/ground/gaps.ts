import { type Foot, LineIndex, type Lines, type Position } from "@cuntong/geo";
import { corridorClasses, type ProposedVillage, type Village } from "@cuntong/network";
import type { PlanInput } from "../plan/plan.ts";
import type { Watch } from "../plan/watch.ts";
import { extentOf, segmentsCross } from "./crossings.ts";
import type { Snapping } from "./snapping.ts";

type Unreachable = Extract<ProposedVillage, { state: "unreachable" }>;
type Gap = Pick<Unreachable, "reason" | "gapM" | "nearest" | "joins">;
/** A point of a corridor that reaches the root, and how far it is. */
type Approach = Pick<Foot, "distanceM" | "position" | "line">;
const nowhere: Approach = { distanceM: Infinity, position: [0, 0], line: -1 };

/**
 * Says of one village that no corridor near it reaches the root, and how far it lies from doing so: from itself when no corridor is
 * within the snap limit, else from the corridors around it.
 */
export class GapFinder {
  readonly #input: PlanInput;
  readonly #snapping: Snapping;
  readonly #watch: Watch;
  readonly #gapOfIsland = new Map<number, Gap>();
  #islands: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(input: PlanInput, snapping: Snapping, watch: Watch) {
    this.#input = input;
    this.#snapping = snapping;
    this.#watch = watch;
  }

  gap({ position: [lon, lat] }: Village): Gap {
    const { index } = this.#snapping;
    const near = index.nearest({ lon, lat, limitM: this.#input.settings.snapLimitM });
    if (near && !this.#isRooted(near.line)) return this.#gapFromIsland(this.#componentOf(near.line));
    return this.#gapOver("too-far", near ?? this.#nearestRooted(lon, lat, Infinity)!);
  }

  #gapFromIsland(island: number): Gap {
    const known = this.#gapOfIsland.get(island);
    if (known) return known;
    const gap = this.#gapOver("island", this.#closestApproach(island));
    this.#gapOfIsland.set(island, gap);
    return gap;
  }

  #gapOver(reason: Gap["reason"], { distanceM, position, line }: Approach): Gap {
    const { edgeClass, edgeSource } = this.#input.corridors;
    const joins = { corridorClass: corridorClasses[edgeClass[line]], source: edgeSource[line] };
    return { reason, gapM: roundM(distanceM), nearest: position, joins };
  }

  /**
   * The least distance between an island's corridors and those that reach the root: of two lines that do not cross, one is nearest at
   * one of its points, so it is enough to try the points of both.
   */
  #closestApproach(island: number): Approach {
    const edges = this.#edgesOf(island);
    let best = this.#fromIslandPoints(edges);
    const islandIndex = new LineIndex(linesOf(this.#snapping.lines, edges));
    for (const edge of edges) {
      best = this.#fromRootedPoints(edge, islandIndex, best);
      if (best.distanceM === 0) break;
    }
    return best;
  }

  #fromIslandPoints(edges: readonly number[]): Approach {
    const { lines } = this.#snapping;
    let best = nowhere;
    for (const edge of edges) {
      this.#watch.check();
      for (let i = lines.start[edge]; i < lines.start[edge + 1]; i++) {
        const foot = this.#nearestRooted(lines.lon[i], lines.lat[i], best.distanceM);
        if (foot && foot.distanceM < best.distanceM) best = foot;
      }
    }
    return best;
  }

  #fromRootedPoints(edge: number, islandIndex: LineIndex, sofar: Approach): Approach {
    const { lines, index } = this.#snapping;
    let best = sofar;
    const [west, south, east, north] = extentOf(lines, edge);
    // A degree is nowhere longer than 112 km along a meridian, nor shorter than 20 km along a parallel below 79 degrees.
    const dy = best.distanceM / 110500;
    const dx = best.distanceM / 20000;
    for (const other of index.meeting(west - dx, south - dy, east + dx, north + dy)) {
      if (!this.#isRooted(other)) continue;
      for (let i = lines.start[other]; i < lines.start[other + 1]; i++) {
        const position: Position = [lines.lon[i], lines.lat[i]];
        const foot = islandIndex.nearest({ lon: position[0], lat: position[1], limitM: best.distanceM });
        if (foot && foot.distanceM < best.distanceM) best = { distanceM: foot.distanceM, position, line: other };
        if (i + 1 < lines.start[other + 1] && this.#crossesAt(edge, i)) return { distanceM: 0, position, line: other };
      }
    }
    return best;
  }

  #crossesAt(edge: number, i: number): boolean {
    const { lines } = this.#snapping;
    for (let j = lines.start[edge]; j + 1 < lines.start[edge + 1]; j++)
      if (segmentsCross(lines, i, lines, j)) return true;
    return false;
  }

  #edgesOf(island: number): readonly number[] {
    this.#islands ??= this.#groupIslands();
    return this.#islands.get(island) ?? [];
  }

  /** Usable edges that do not reach the root, by component: grouped once, since a map has thousands of cut-off paths. */
  #groupIslands(): ReadonlyMap<number, readonly number[]> {
    const { usable } = this.#snapping;
    const cutOff: number[] = [];
    for (let e = 0; e < usable.length; e++) if (usable[e] && !this.#isRooted(e)) cutOff.push(e);
    return Map.groupBy(cutOff, (edge) => this.#componentOf(edge));
  }

  #nearestRooted(lon: number, lat: number, limitM: number): Foot | undefined {
    return this.#snapping.index.nearest({ lon, lat, limitM, accept: (edge) => this.#isRooted(edge) });
  }

  #isRooted(edge: number): boolean {
    return this.#snapping.rooted.has(this.#componentOf(edge));
  }

  #componentOf(edge: number): number {
    return this.#snapping.component[this.#input.corridors.edgeFrom[edge]];
  }
}

/** Some of the lines, on their own. */
function linesOf({ start, lon, lat }: Lines, wanted: readonly number[]): Lines {
  const points = wanted.flatMap((line) =>
    Array.from({ length: start[line + 1] - start[line] }, (_, i) => start[line] + i),
  );
  const offsets = new Uint32Array(wanted.length + 1);
  wanted.forEach((line, i) => {
    offsets[i + 1] = offsets[i] + start[line + 1] - start[line];
  });
  return {
    start: offsets,
    lon: Float64Array.from(points, (p) => lon[p]),
    lat: Float64Array.from(points, (p) => lat[p]),
  };
}

/** Gaps are given to the decimetre: what the flat frame of the search is good for. */
function roundM(distanceM: number): number {
  return Math.round(distanceM * 10) / 10;
}
