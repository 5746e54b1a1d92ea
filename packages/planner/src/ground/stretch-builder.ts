import type { Foot, Position } from "@cuntong/geo";
import { type Corridors, corridorClasses, type Span } from "@cuntong/network";
import { between, type Snapping } from "./snapping.ts";
import { kindOfCorridor, kindOfSpan } from "./stretch-kinds.ts";
import type { Stretches } from "./stretches.ts";

/** Points closer than this are one point: a span shorter than a centimetre is no span. */
const samePlaceM = 0.01;

const offroad = corridorClasses.indexOf("offroad");
const other = corridorClasses.indexOf("other");

/** A stretch that is not a whole corridor edge. */
interface ExtraStretch {
  /** Corridor edge that it is a piece of; -1 for an access link or an existing span. */
  readonly edge: number;
  readonly from: number;
  readonly to: number;
  readonly corridorClass: number;
  readonly flags: number;
  readonly kind: number;
  /** Existing span, by index; -1 where it is none. */
  readonly reuse: number;
  readonly line: readonly Position[];
}

/** Collects cuts and access links, then lays out the {@link Stretches}. */
export class StretchBuilder {
  readonly #corridors: Corridors;
  readonly #snapping: Snapping;
  readonly #newVertices: Position[] = [];
  readonly #extra: ExtraStretch[] = [];
  readonly #cutEdges = new Set<number>();
  readonly #vertexOfFoot = new Map<string, number>();
  /** Vertex of every position linked so far: two villages at one place share one access link. */
  readonly #vertexOfPlace = new Map<string, number>();

  constructor(corridors: Corridors, snapping: Snapping) {
    this.#corridors = corridors;
    this.#snapping = snapping;
  }

  /** Splits corridor edges at the feet: several on one edge, several at one point, or at a vertex that is there already. */
  cutAt(feet: readonly Foot[]): void {
    const byEdge = Map.groupBy(feet, (foot) => foot.line);
    for (const edge of [...byEdge.keys()].sort((a, b) => a - b)) {
      const along = byEdge.get(edge)!.sort((a, b) => a.segment - b.segment || a.along - b.along);
      this.#cutEdge(edge, along);
    }
  }

  /** Vertex of a place, joined to its feet by straight access links; -1 when it has none and nothing was linked there before. */
  link(position: Position, feet: readonly Foot[]): number {
    const known = this.#vertexOfPlace.get(String(position));
    if (known !== undefined) return known;
    if (feet.length === 0) return -1;
    const onCorridor = feet.find((foot) => between(position, foot.position) < samePlaceM);
    const vertex = onCorridor ? this.#vertexAt(onCorridor) : this.#newVertex(position);
    this.#vertexOfPlace.set(String(position), vertex);
    for (const foot of feet) {
      if (foot === onCorridor) continue;
      // Feet a hand's breadth apart share a vertex: the link begins where that vertex stands.
      const start = this.#vertexAt(foot);
      this.#lay(start, vertex, [this.#positionOf(start), position]);
    }
    return vertex;
  }

  /** Vertex of a place, new where nothing is there yet. */
  place(position: Position): number {
    const vertex = this.#vertexOfPlace.get(String(position)) ?? this.#newVertex(position);
    this.#vertexOfPlace.set(String(position), vertex);
    return vertex;
  }

  /** Lays a stretch along an existing span, by index, between the vertices of its ends. */
  reuse(index: number, { line, support }: Span, from: number, to: number): void {
    if (from === to) return;
    const whole = [this.#positionOf(from), ...line.slice(1, -1), this.#positionOf(to)];
    const kind = kindOfSpan(support);
    this.#extra.push({ edge: -1, from, to, corridorClass: other, flags: 0, kind, reuse: index, line: whole });
  }

  /** Lays a straight link between two feet that were cut at, unless they fell on one vertex. */
  join(from: Foot, to: Foot): void {
    const [a, b] = [this.#vertexAt(from), this.#vertexAt(to)];
    if (a !== b) this.#lay(a, b, [this.#positionOf(a), this.#positionOf(b)]);
  }

  /** Joins a place (at `vertex`, or -1 when it has none yet) straight to another vertex, and gives back the vertex it ends up with. */
  linkToVertex(position: Position, vertex: number, other: number): number {
    if (vertex === other) return vertex;
    const there = this.#positionOf(other);
    if (between(position, there) < samePlaceM) return other;
    const here = vertex < 0 ? this.#newVertex(position) : vertex;
    this.#vertexOfPlace.set(String(position), here);
    this.#lay(other, here, [there, position]);
    return here;
  }

  /** Whole corridor edges that reach the root, then the pieces and links. */
  finish(): Stretches {
    const { corridors, whole } = { corridors: this.#corridors, whole: this.#wholeEdges() };
    const count = whole.length + this.#extra.length;
    const pick = (of: (edge: number) => number, ofExtra: (extra: ExtraStretch) => number) => (_: unknown, i: number) =>
      i < whole.length ? of(whole[i]) : ofExtra(this.#extra[i - whole.length]);
    const lengths = { length: count };
    return {
      vertexLon: this.#withNew(corridors.vertexLon, 0),
      vertexLat: this.#withNew(corridors.vertexLat, 1),
      from: Uint32Array.from(
        lengths,
        pick(
          (e) => corridors.edgeFrom[e],
          (x) => x.from,
        ),
      ),
      to: Uint32Array.from(
        lengths,
        pick(
          (e) => corridors.edgeTo[e],
          (x) => x.to,
        ),
      ),
      edge: Int32Array.from(
        lengths,
        pick(
          (e) => e,
          (x) => x.edge,
        ),
      ),
      corridorClass: Uint8Array.from(
        lengths,
        pick(
          (e) => corridors.edgeClass[e],
          (x) => x.corridorClass,
        ),
      ),
      flags: Uint8Array.from(
        lengths,
        pick(
          (e) => corridors.edgeFlags[e],
          (x) => x.flags,
        ),
      ),
      kind: Uint8Array.from(
        lengths,
        pick(
          (e) => kindOfCorridor(corridors.edgeClass[e], corridors.edgeFlags[e]),
          (x) => x.kind,
        ),
      ),
      reuse: Int32Array.from(
        lengths,
        pick(
          () => -1,
          (x) => x.reuse,
        ),
      ),
      lines: this.#linesOf(whole),
    };
  }

  #cutEdge(edge: number, feet: readonly Foot[]): void {
    const { edgeFrom, edgeTo, edgeClass, edgeFlags } = this.#corridors;
    const { lines } = this.#snapping;
    const [first, last] = [lines.start[edge], lines.start[edge + 1] - 1];
    const [head, tail] = [this.#pointOfLines(first), this.#pointOfLines(last)];
    let before = { vertex: edgeFrom[edge], position: head, next: first + 1 };
    const [corridorClass, flags] = [edgeClass[edge], edgeFlags[edge]];
    const kind = kindOfCorridor(corridorClass, flags);
    const lay = (to: number, line: Position[]) =>
      this.#extra.push({ edge, from: before.vertex, to, corridorClass, flags, kind, reuse: -1, line });
    const pointsUpTo = (end: number) => {
      const points = [before.position];
      for (let i = before.next; i <= end; i++) points.push(this.#pointOfLines(i));
      return points;
    };
    for (const foot of feet) {
      if (between(foot.position, tail) < samePlaceM && foot.segment === last - first - 1) {
        this.#vertexOfFoot.set(keyOf(foot), edgeTo[edge]);
        continue;
      }
      const next = first + foot.segment + 1;
      if (between(foot.position, before.position) >= samePlaceM || next - before.next > 1) {
        const vertex = this.#newVertex(foot.position);
        lay(vertex, [...pointsUpTo(next - 1), foot.position]);
        before = { vertex, position: foot.position, next };
      }
      this.#vertexOfFoot.set(keyOf(foot), before.vertex);
    }
    if (before.next === first + 1 && before.position === head) return;
    lay(edgeTo[edge], pointsUpTo(last));
    this.#cutEdges.add(edge);
  }

  #vertexAt(foot: Foot): number {
    return this.#vertexOfFoot.get(keyOf(foot))!;
  }

  #newVertex(position: Position): number {
    return this.#corridors.vertexLon.length + this.#newVertices.push(position) - 1;
  }

  #lay(from: number, to: number, line: readonly Position[]): void {
    const kind = kindOfCorridor(offroad, 0);
    this.#extra.push({ edge: -1, from, to, corridorClass: offroad, flags: 0, kind, reuse: -1, line });
  }

  #positionOf(vertex: number): Position {
    const { vertexLon, vertexLat } = this.#corridors;
    if (vertex >= vertexLon.length) return this.#newVertices[vertex - vertexLon.length];
    return [vertexLon[vertex], vertexLat[vertex]];
  }

  #pointOfLines(i: number): Position {
    return [this.#snapping.lines.lon[i], this.#snapping.lines.lat[i]];
  }

  /** Usable, uncut edges of the components that hold the root: no other can be part of a plan. */
  #wholeEdges(): number[] {
    const { usable, rooted, component } = this.#snapping;
    const whole: number[] = [];
    for (let e = 0; e < usable.length; e++) {
      if (usable[e] && !this.#cutEdges.has(e) && rooted.has(component[this.#corridors.edgeFrom[e]])) whole.push(e);
    }
    return whole;
  }

  #withNew(values: Float64Array, axis: 0 | 1): Float64Array {
    const all = new Float64Array(values.length + this.#newVertices.length);
    all.set(values);
    this.#newVertices.forEach((position, i) => {
      all[values.length + i] = position[axis];
    });
    return all;
  }

  #linesOf(whole: readonly number[]): Stretches["lines"] {
    const { lines } = this.#snapping;
    const start = new Uint32Array(whole.length + this.#extra.length + 1);
    whole.forEach((e, i) => {
      start[i + 1] = start[i] + lines.start[e + 1] - lines.start[e];
    });
    this.#extra.forEach(({ line }, i) => {
      start[whole.length + i + 1] = start[whole.length + i] + line.length;
    });
    const lon = new Float64Array(start[start.length - 1]);
    const lat = new Float64Array(start[start.length - 1]);
    whole.forEach((e, i) => {
      lon.set(lines.lon.subarray(lines.start[e], lines.start[e + 1]), start[i]);
      lat.set(lines.lat.subarray(lines.start[e], lines.start[e + 1]), start[i]);
    });
    this.#extra.forEach(({ line }, i) => {
      line.forEach(([x, y], p) => {
        lon[start[whole.length + i] + p] = x;
        lat[start[whole.length + i] + p] = y;
      });
    });
    return { start, lon, lat };
  }
}

function keyOf({ line, segment, along }: Foot): string {
  return `${line}:${segment}:${along}`;
}
