import type { WeighedHierarchy } from "./hierarchy.ts";

/** Labels of one end's climb, by depth. */
export class Climb {
  readonly distance: Float64Array;
  readonly viaArc: Int32Array;
  readonly viaPlace: Int32Array;

  constructor(depthCount: number) {
    this.distance = new Float64Array(depthCount);
    this.viaArc = new Int32Array(depthCount);
    this.viaPlace = new Int32Array(depthCount);
  }

  begin(depth: number): void {
    this.distance.fill(Infinity, 0, depth);
    this.distance[depth] = 0;
  }

  /** Scans the upward arcs of a place whose label is below `limit`, and returns its parent. */
  scan({ chordal, length }: WeighedHierarchy, place: number, limit: number): number {
    const { upStart, upDepth, depth } = chordal;
    const { distance, viaArc, viaPlace } = this;
    const d = distance[depth[place]];
    if (d < limit) {
      const end = upStart[place + 1];
      for (let k = upStart[place]; k < end; k++) {
        const along = d + length[k];
        const head = upDepth[k];
        if (along < distance[head]) {
          distance[head] = along;
          viaArc[head] = k;
          viaPlace[head] = place;
        }
      }
    }
    return chordal.parent[place];
  }
}
