import {
  type Hop,
  type LightPath,
  type PortHop,
  pathTo,
  reversed,
  type Stop,
  type Trace,
  through,
} from "@cuntong/network";

/** One path of a trace from end to end: the hops between two places where the glass ends, or a start and such a place. */
export interface TracePath {
  readonly hops: readonly Hop[];
  /** Why it ends at its beginning; absent where it begins at the port that was asked for. */
  readonly first: Stop | undefined;
  readonly last: Stop;
}

/** At most so many paths are made of one trace: a tree of splitters behind a strand has no more ends than anybody looks at. */
const mostPaths = 300;

/**
 * Every path of a trace. A strand is looked at both ways: its paths run through it, from where the glass ends on one side to where it ends on
 * the other. Paths that begin at an OLT are turned so that light runs from left to right; complete ones come first.
 */
export function pathsOf({ start, ways }: Trace, isOlt: (port: PortHop) => boolean): TracePath[] {
  const [one, two] = ways;
  const isThrough = "cableId" in start && !("end" in start) && one && two;
  const paths = isThrough
    ? one.stops.flatMap((first) =>
        two.stops.map(
          (last): TracePath => ({ hops: through(pathTo(one, first), pathTo(two, last)).hops, first, last }),
        ),
      )
    : ways.flatMap((way) =>
        way.stops.map((last): TracePath => ({ hops: pathTo(way, last).hops, first: undefined, last })),
      );
  return paths
    .slice(0, mostPaths)
    .map((path) => fromOlt(path, isOlt))
    .toSorted((a, b) => gaps(a) - gaps(b));
}

function fromOlt(path: TracePath, isOlt: (port: PortHop) => boolean): TracePath {
  const [begin, end] = [path.hops[0], path.hops[path.hops.length - 1]];
  const turned = end?.kind === "port" && isOlt(end) && !(begin?.kind === "port" && isOlt(begin));
  if (!turned || !path.first) return path;
  const whole: LightPath = { hops: path.hops };
  return { hops: reversed(whole).hops, first: path.last, last: path.first };
}

/** How many of its two ends are not in a device's port. */
function gaps({ first, last }: TracePath): number {
  return Number(first !== undefined && first.reason !== "port") + Number(last.reason !== "port");
}

/** True where both ends are in devices' ports: light can pass. */
export function isComplete(path: TracePath): boolean {
  return gaps(path) === 0;
}
