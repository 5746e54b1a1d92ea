import { type Line, lineLengthM, type Position } from "@cuntong/geo";
import { buildGraph, components, pathToSource, shortestPaths } from "@cuntong/graph";
import type { Stretches } from "../ground/stretches.ts";
import { type StretchAlong, stretchesAlong } from "./along-line.ts";

/** What the corridors hold of a drawn route. */
export interface MatchedRoute {
  /** Stretches that follow the line, in order of their number. */
  readonly stretches: readonly number[];
  /** Parts of the line between two runs of stretches that no corridor follows: chainages and where the first run ends. */
  readonly gaps: readonly { readonly fromM: number; readonly toM: number; readonly position: Position }[];
  /** Metres before the first and after the last junction that the stretches reach. */
  readonly headM: number;
  readonly tailM: number;
}

/** A run of stretches from one chainage of the line to another. */
interface Run {
  readonly stretches: readonly number[];
  readonly fromM: number;
  readonly toM: number;
  /** Where the run ends on the ground. */
  readonly end: Position;
}

/**
 * The stretches that a drawn route means: the run from its beginning to its end that stays nearest to it, among those that lie along it
 * for more than half of their length. Two carriageways side by side are one route, not both.
 */
export function matchRoute(stretches: Stretches, line: Line, toleranceM: number): MatchedRoute {
  const along = stretchesAlong(stretches, line, toleranceM).filter(({ alongM, lengthM }) => 2 * alongM >= lengthM);
  const runs = runsOf(stretches, along, toleranceM);
  const lengthM = lineLengthM(line);
  return {
    stretches: runs.flatMap((run) => run.stretches).sort((a, b) => a - b),
    gaps: runs.slice(1).map((run, i) => ({ fromM: runs[i].toM, toM: run.fromM, position: runs[i].end })),
    headM: runs.length > 0 ? runs[0].fromM : lengthM,
    tailM: runs.length > 0 ? lengthM - runs[runs.length - 1].toM : 0,
  };
}

/**
 * The stretches that a drawn line closes: those along it for half of their length, or for farther than a road that only crosses it would
 * be.
 */
export function stretchesClosed(stretches: Stretches, line: Line, toleranceM: number): number[] {
  return stretchesAlong(stretches, line, toleranceM)
    .filter(({ alongM, lengthM }) => 2 * alongM >= lengthM || alongM > 4 * toleranceM)
    .map(({ stretch }) => stretch);
}

/** One run per piece of the candidates that hangs together, in the order of the line. */
function runsOf(stretches: Stretches, along: readonly StretchAlong[], toleranceM: number): Run[] {
  const vertices = [...new Set(along.flatMap(({ stretch }) => [stretches.from[stretch], stretches.to[stretch]]))];
  const place = new Map(vertices.map((vertex, i) => [vertex, i]));
  const graph = buildGraph({
    vertexCount: vertices.length,
    from: Uint32Array.from(along, ({ stretch }) => place.get(stretches.from[stretch])!),
    to: Uint32Array.from(along, ({ stretch }) => place.get(stretches.to[stretch])!),
  });
  const chainage = new Float64Array(vertices.length);
  along.forEach(({ fromM, toM }, e) => {
    chainage[graph.from[e]] = fromM;
    chainage[graph.to[e]] = toM;
  });
  // Metres off the line count five times, so that of two ways the nearer is taken, not the shorter.
  const weight = Float64Array.from(
    along,
    ({ lengthM, alongM, offM }) => lengthM * (1 + (4 * offM) / toleranceM) + 8 * (lengthM - alongM),
  );
  const { of } = components(graph);
  const pieces = [...Map.groupBy(vertices.keys(), (v) => of[v]).values()];
  const runs = pieces.map((piece): Run => {
    const first = piece.reduce((a, b) => (chainage[b] < chainage[a] ? b : a));
    const last = piece.reduce((a, b) => (chainage[b] > chainage[a] ? b : a));
    const way = pathToSource(graph, shortestPaths(graph, weight, first), last);
    const end: Position = [stretches.vertexLon[vertices[last]], stretches.vertexLat[vertices[last]]];
    return { stretches: way.map((e) => along[e].stretch), fromM: chainage[first], toM: chainage[last], end };
  });
  return withoutStubs(runs, toleranceM).sort((a, b) => a.fromM - b.fromM);
}

/** Side roads begin within the tolerance too; where nothing is longer than that, the longest run is the one meant. */
function withoutStubs(runs: readonly Run[], toleranceM: number): Run[] {
  const long = runs.filter(({ fromM, toM }) => toM - fromM > 2 * toleranceM);
  if (long.length > 0 || runs.length === 0) return long;
  return [runs.reduce((a, b) => (b.toM - b.fromM > a.toM - a.fromM ? b : a))];
}
