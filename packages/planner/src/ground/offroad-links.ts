import type { Foot, LineIndex, Lines } from "@cuntong/geo";
import type { Corridors } from "@cuntong/network";

/** A straight link between two corridors that do not meet. */
export interface OffroadLink {
  readonly from: Foot;
  readonly to: Foot;
}

/** The corridors to be joined, and their components over usable edges. */
export interface ApartCorridors {
  readonly corridors: Corridors;
  readonly lines: Lines;
  readonly usable: Uint8Array;
  readonly index: LineIndex;
  readonly component: Uint32Array;
  readonly largest: number;
}

/**
 * Links of at most so many metres where corridors end: from every dead end to the nearest corridor that does not touch its own, and to
 * the nearest of another component; and from every component but the largest, at whichever of its points comes nearest, to each other one
 * within reach.
 */
export function offroadLinks(apart: ApartCorridors, limitM: number): OffroadLink[] {
  return limitM > 0 ? [...linksFromDeadEnds(apart, limitM), ...linksFromIslands(apart, limitM)] : [];
}

function linksFromDeadEnds(
  { corridors, lines, usable, index, component }: ApartCorridors,
  limitM: number,
): OffroadLink[] {
  const { edgeFrom, edgeTo } = corridors;
  const degree = new Uint32Array(corridors.vertexLon.length);
  for (let e = 0; e < usable.length; e++) {
    if (!usable[e]) continue;
    degree[edgeFrom[e]]++;
    degree[edgeTo[e]]++;
  }
  const links: OffroadLink[] = [];
  for (let e = 0; e < usable.length; e++) {
    if (!usable[e]) continue;
    for (const atEnd of [false, true]) {
      const [end, other] = atEnd ? [edgeTo[e], edgeFrom[e]] : [edgeFrom[e], edgeTo[e]];
      if (degree[end] !== 1) continue;
      const from = footAt(lines, e, atEnd ? lines.start[e + 1] - 1 : lines.start[e]);
      const [lon, lat] = from.position;
      const touches = (edge: number) => edge === e || edgeFrom[edge] === other || edgeTo[edge] === other;
      const nearest = index.nearest({ lon, lat, limitM, accept: (edge) => !touches(edge) });
      if (!nearest) continue;
      links.push({ from, to: nearest });
      const isElsewhere = (edge: number) => component[edgeFrom[edge]] !== component[end];
      const elsewhere = isElsewhere(nearest.line)
        ? undefined
        : index.nearest({ lon, lat, limitM, accept: isElsewhere });
      if (elsewhere) links.push({ from, to: elsewhere });
    }
  }
  return links;
}

function linksFromIslands(
  { corridors, lines, usable, index, component, largest }: ApartCorridors,
  limitM: number,
): OffroadLink[] {
  const best = new Map<string, OffroadLink>();
  for (let e = 0; e < usable.length; e++) {
    const own = component[corridors.edgeFrom[e]];
    if (!usable[e] || own === largest) continue;
    for (let i = lines.start[e]; i < lines.start[e + 1]; i++) {
      const [lon, lat] = [lines.lon[i], lines.lat[i]];
      const accept = (edge: number) => component[corridors.edgeFrom[edge]] !== own;
      const to = index.nearest({ lon, lat, limitM, accept });
      if (!to) continue;
      const pair = `${own} ${component[corridors.edgeFrom[to.line]]}`;
      if (to.distanceM < (best.get(pair)?.to.distanceM ?? Infinity)) best.set(pair, { from: footAt(lines, e, i), to });
    }
  }
  return [...best.values()];
}

/** The foot at a point of a line. */
function footAt({ start, lon, lat }: Lines, line: number, point: number): Foot {
  const isLast = point === start[line + 1] - 1;
  const segment = point - start[line] - (isLast ? 1 : 0);
  return { line, segment, along: isLast ? 1 : 0, position: [lon[point], lat[point]], distanceM: 0 };
}
