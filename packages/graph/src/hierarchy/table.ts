import { report, type Watch } from "../watch.ts";
import { checkVertex } from "../weights.ts";
import { Climb } from "./climb.ts";
import type { WeighedHierarchy } from "./hierarchy.ts";

/**
 * Distances from every source to every target, row by row (`table[i * targets.length + j]`), Infinity where no way leads. Each vertex
 * climbs the hierarchy once; a pair then costs one look at each place that is above both.
 */
export function hierarchyTable(
  weighed: WeighedHierarchy,
  sources: ArrayLike<number>,
  targets: ArrayLike<number>,
  watch: Watch = {},
): Float64Array {
  const { depthCount } = weighed.chordal;
  const climb = new Climb(depthCount);
  const columns = Array.from(targets, (target) => {
    checkVertex(weighed.graph, target, "target");
    return climbed(weighed, climb, target);
  });
  const table = new Float64Array(sources.length * targets.length);
  for (let i = 0; i < sources.length; i++) {
    checkVertex(weighed.graph, sources[i], "source");
    report(watch, i / sources.length);
    const row = climbed(weighed, climb, sources[i]);
    for (let j = 0; j < columns.length; j++) table[i * columns.length + j] = across(row, columns[j]);
  }
  report(watch, 1);
  return table;
}

/** What a vertex reaches on its way up: the places from the root down to its own, and their distances. */
interface Climbed {
  readonly places: Int32Array;
  readonly distance: Float64Array;
}

function climbed(weighed: WeighedHierarchy, climb: Climb, vertex: number): Climbed {
  const { placeOf, depth } = weighed.chordal;
  const first = placeOf[vertex];
  const places = new Int32Array(depth[first] + 1);
  climb.begin(depth[first]);
  for (let p = first; p >= 0; ) {
    places[depth[p]] = p;
    p = climb.scan(weighed, p, Infinity);
  }
  return { places, distance: climb.distance.slice(0, places.length) };
}

function across(a: Climbed, b: Climbed): number {
  let best = Infinity;
  const most = Math.min(a.places.length, b.places.length);
  for (let d = 0; d < most && a.places[d] === b.places[d]; d++) {
    const along = a.distance[d] + b.distance[d];
    if (along < best) best = along;
  }
  return best;
}
