import {
  AreaIndex,
  distanceM,
  type Foot,
  LineIndex,
  type Lines,
  type NearestLineQuery,
  type Position,
} from "@cuntong/geo";
import { components, DisjointSets } from "@cuntong/graph";
import type { Corridors, PlanSettings } from "@cuntong/network";
import type { PlanInput } from "../plan/plan.ts";
import type { Watch } from "../plan/watch.ts";
import { type ApartCorridors, type OffroadLink, offroadLinks } from "./offroad-links.ts";
import { isRoot, spansToReuse } from "./reuse.ts";
import { corridorLines, usableEdges } from "./stretches.ts";

/** Where villages and existing nodes meet the corridors. */
export interface Snapping {
  readonly lines: Lines;
  readonly usable: Uint8Array;
  readonly index: LineIndex;
  /** Component of each corridor vertex, over usable edges, links and existing spans that may carry further cable. */
  readonly component: Uint32Array;
  /** Components that hold an existing node which fibre starts from. */
  readonly rooted: ReadonlySet<number>;
  /**
   * Feet of each existing node: the nearest corridor and, where that is another, the nearest of the largest component. None where fibre
   * does not reach.
   */
  readonly nodeFeet: readonly (readonly Foot[])[];
  /** 1 for each existing node that fibre starts from or reaches. */
  readonly nodeReached: Uint8Array;
  /** Each village's nearest corridor that reaches the root, within the limit. */
  readonly villageFeet: readonly (Foot | undefined)[];
  /** The existing node a village lies at least as near to as to its corridor, by index. */
  readonly villageNode: readonly (number | undefined)[];
  /** Links off the road between corridors that end near each other; they join components. */
  readonly links: readonly OffroadLink[];
}

/** Snaps villages and existing nodes to the usable corridors within the snap limit. */
export function snap(input: PlanInput, watch: Watch): Snapping {
  const { corridors, settings } = input;
  const lines = corridorLines(corridors);
  const usable = usableEdges(corridors, settings);
  const index = new LineIndex(lines, (edge) => usable[edge] === 1);
  watch.report({ phase: "snap", fraction: 0.05 });
  const { component: apart, largest } = corridorComponents(corridors, usable);
  const links = linksOf(input, { corridors, lines, usable, index, component: apart, largest });
  const linked = joined(apart, links, corridors);
  const feet = input.nodes.map(({ position }) =>
    nodeFeetAt(index, position, settings, (edge) => {
      return apart[corridors.edgeFrom[edge]] === largest;
    }),
  );
  const { component, rooted, nodeReached } = reachedFrom(input, linked, feet);
  const nodeFeet = feet.map((of, i) => (nodeReached[i] ? of : []));
  const reachesRoot = (edge: number) => rooted.has(component[corridors.edgeFrom[edge]]);
  const nodePoints = new LineIndex(pointsAsLines(input.nodes.map((node) => node.position)));
  const forbidden = new AreaIndex(
    (input.areas ?? []).filter(({ kind }) => kind === "forbidden").map(({ shape }) => shape),
  );
  const villageFeet: (Foot | undefined)[] = [];
  const villageNode: (number | undefined)[] = [];
  input.villages.forEach(({ position: [lon, lat] }, i) => {
    if (i % 1000 === 0) watch.check();
    const foot = openFoot(index, forbidden, { lon, lat, limitM: settings.snapLimitM, accept: reachesRoot });
    const limitM = Math.min(settings.snapLimitM, foot?.distanceM ?? Infinity);
    villageFeet.push(foot);
    villageNode.push(nodePoints.nearest({ lon, lat, limitM, accept: (n) => nodeReached[n] === 1 })?.line);
  });
  return { lines, usable, index, component, rooted, nodeFeet, nodeReached, villageFeet, villageNode, links };
}

/** Components and existing nodes that fibre reaches: from every node, or from headends over corridors and existing spans. */
function reachedFrom(input: PlanInput, component: Uint32Array, feet: readonly (readonly Foot[])[]) {
  const { nodes, corridors, settings } = input;
  const of = (foot: Foot) => component[corridors.edgeFrom[foot.line]];
  if (settings.existingSpans !== "reuse") {
    return {
      ...{ component, rooted: new Set(feet.flat().map(of)) },
      nodeReached: Uint8Array.from(feet, ({ length }) => (length > 0 ? 1 : 0)),
    };
  }
  const sets = new DisjointSets(component.length + nodes.length);
  const setOf = (node: number) => component.length + node;
  feet.forEach((own, node) => {
    for (const foot of own) sets.join(setOf(node), of(foot));
  });
  for (const [, from, to] of spansToReuse(input)) sets.join(setOf(from), setOf(to));
  const roots = nodes.flatMap((node, i) => (isRoot(settings, node) ? [i] : []));
  const rooted = new Set(roots.map((root) => sets.find(setOf(root))));
  return {
    ...{ component: component.map((c) => sets.find(c)), rooted },
    nodeReached: Uint8Array.from(nodes, (_, node) => (rooted.has(sets.find(setOf(node))) ? 1 : 0)),
  };
}

/** Corridors that are tried for a village whose straight way to the nearest leads through a forbidden area. */
const mostTried = 8;

/** The nearest foot that a straight link reaches without entering a forbidden area; the nearest of all where no near one is. */
function openFoot(index: LineIndex, forbidden: AreaIndex, query: NearestLineQuery): Foot | undefined {
  const nearest = index.nearest(query);
  const closed = new Set<number>();
  for (let foot = nearest; foot && closed.size < mostTried; ) {
    const link = pointsAsLine([query.lon, query.lat], foot.position);
    if (forbidden.along(link, 0).length === 0) return foot;
    closed.add(foot.line);
    foot = index.nearest({ ...query, accept: (line) => !closed.has(line) && (query.accept?.(line) ?? true) });
  }
  return nearest;
}

function pointsAsLine(a: Position, b: Position): Lines {
  return { start: Uint32Array.of(0, 2), lon: Float64Array.of(a[0], b[0]), lat: Float64Array.of(a[1], b[1]) };
}

/** Links where the settings allow them, and allow building off the road at all. */
function linksOf({ settings }: PlanInput, apart: ApartCorridors): OffroadLink[] {
  return settings.supportByClass.offroad === null ? [] : offroadLinks(apart, settings.offroadLimitM);
}

/** Components with those that links join made one. */
function joined(component: Uint32Array, links: readonly OffroadLink[], { edgeFrom }: Corridors): Uint32Array {
  if (links.length === 0) return component;
  const sets = new DisjointSets(component.length);
  for (const { from, to } of links) sets.join(component[edgeFrom[from.line]], component[edgeFrom[to.line]]);
  return component.map((c) => sets.find(c));
}

function nodeFeetAt(
  index: LineIndex,
  [lon, lat]: Position,
  { snapLimitM: limitM }: PlanSettings,
  inLargest: (edge: number) => boolean,
): Foot[] {
  const nearest = index.nearest({ lon, lat, limitM });
  if (!nearest) return [];
  const main = inLargest(nearest.line) ? undefined : index.nearest({ lon, lat, limitM, accept: inLargest });
  return main ? [nearest, main] : [nearest];
}

/** Components over usable edges, and the one with the most edges (the smallest number among equals). */
function corridorComponents(corridors: Corridors, usable: Uint8Array): { component: Uint32Array; largest: number } {
  const keep = (_: number, edge: number) => usable[edge] === 1;
  const from = corridors.edgeFrom.filter(keep);
  const pieces = components({ vertexCount: corridors.vertexLon.length, from, to: corridors.edgeTo.filter(keep) });
  const size = new Uint32Array(pieces.count);
  for (const vertex of from) size[pieces.of[vertex]]++;
  let largest = 0;
  for (let c = 1; c < size.length; c++) if (size[c] > size[largest]) largest = c;
  return { component: pieces.of, largest };
}

/** Points as lines of two equal ends, so that one index serves both. */
function pointsAsLines(points: readonly Position[]): Lines {
  return {
    start: Uint32Array.from({ length: points.length + 1 }, (_, i) => 2 * i),
    lon: Float64Array.from({ length: 2 * points.length }, (_, i) => points[i >> 1][0]),
    lat: Float64Array.from({ length: 2 * points.length }, (_, i) => points[i >> 1][1]),
  };
}

/** Straight metres between two positions. */
export function between(a: Position, b: Position): number {
  return distanceM(a[0], a[1], b[0], b[1]);
}
