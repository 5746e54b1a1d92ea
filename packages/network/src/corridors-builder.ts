import { type Corridors, type CrossingKind, corridorClasses, crossingKinds } from "./corridor.ts";

/**
 * Collects a corridor network one vertex and one edge at a time and freezes it into {@link Corridors}. Columns grow by doubling, so a
 * million edges cost a few reallocations and no records.
 *
 * A wrong vertex number or class, or a coordinate that is not finite, is a bug of the caller and throws a RangeError: readers check
 * their data before they come here.
 */
export class CorridorsBuilder {
  readonly #vertexLon = new Column(Float64Array);
  readonly #vertexLat = new Column(Float64Array);
  readonly #edgeFrom = new Column(Uint32Array);
  readonly #edgeTo = new Column(Uint32Array);
  readonly #edgeClass = new Column(Uint8Array);
  readonly #edgeFlags = new Column(Uint8Array);
  readonly #edgeSource = new Column(Float64Array);
  readonly #shapeStart = new Column(Uint32Array, 0);
  readonly #shapeLon = new Column(Float64Array);
  readonly #shapeLat = new Column(Float64Array);
  readonly #barrierKind = new Column(Uint8Array);
  readonly #barrierStart = new Column(Uint32Array, 0);
  readonly #barrierLon = new Column(Float64Array);
  readonly #barrierLat = new Column(Float64Array);

  get vertexCount(): number {
    return this.#vertexLon.length;
  }

  get edgeCount(): number {
    return this.#edgeFrom.length;
  }

  get barrierCount(): number {
    return this.#barrierKind.length;
  }

  /** Adds a vertex at `lon`, `lat` (degrees, WGS 84) and answers its number. */
  addVertex(lon: number, lat: number): number {
    checkFinite(lon, lat);
    this.#vertexLon.push(lon);
    this.#vertexLat.push(lat);
    return this.#vertexLon.length - 1;
  }

  /**
   * Adds an edge between two vertices already added and answers its number. `classIndex` indexes `corridorClasses`, `flags` is a bit
   * set of `edgeFlags`, `source` is the source's own number of the line; `shapeLon/shapeLat` are the inner points without the ends.
   */
  addEdge(
    fromVertex: number,
    toVertex: number,
    classIndex: number,
    flags = 0,
    source = 0,
    shapeLon: ArrayLike<number> = [],
    shapeLat: ArrayLike<number> = [],
  ): number {
    this.#checkVertex(fromVertex);
    this.#checkVertex(toVertex);
    if (!(classIndex >= 0 && classIndex < corridorClasses.length))
      throw new RangeError(`No corridor class ${classIndex}.`);
    pushPoints(this.#shapeLon, this.#shapeLat, shapeLon, shapeLat);
    this.#edgeFrom.push(fromVertex);
    this.#edgeTo.push(toVertex);
    this.#edgeClass.push(classIndex);
    this.#edgeFlags.push(flags);
    this.#edgeSource.push(source);
    this.#shapeStart.push(this.#shapeLon.length);
    return this.#edgeFrom.length - 1;
  }

  /** Adds a line that costs extra to cross (river, railway ...) of at least two points and answers its number. */
  addBarrier(kind: CrossingKind, lon: ArrayLike<number>, lat: ArrayLike<number>): number {
    if (lon.length < 2) throw new RangeError(`A barrier needs two points, not ${lon.length}.`);
    pushPoints(this.#barrierLon, this.#barrierLat, lon, lat);
    this.#barrierKind.push(crossingKinds.indexOf(kind));
    this.#barrierStart.push(this.#barrierLon.length);
    return this.#barrierKind.length - 1;
  }

  /** The corridors collected so far, in arrays of exactly the right length. The builder may go on afterwards. */
  build(): Corridors {
    return {
      vertexLon: this.#vertexLon.slice(),
      vertexLat: this.#vertexLat.slice(),
      edgeFrom: this.#edgeFrom.slice(),
      edgeTo: this.#edgeTo.slice(),
      edgeClass: this.#edgeClass.slice(),
      edgeFlags: this.#edgeFlags.slice(),
      edgeSource: this.#edgeSource.slice(),
      shapeStart: this.#shapeStart.slice(),
      shapeLon: this.#shapeLon.slice(),
      shapeLat: this.#shapeLat.slice(),
      barriers: {
        start: this.#barrierStart.slice(),
        lon: this.#barrierLon.slice(),
        lat: this.#barrierLat.slice(),
        kind: this.#barrierKind.slice(),
      },
    };
  }

  #checkVertex(vertex: number): void {
    if (!(vertex >= 0 && vertex < this.#vertexLon.length)) throw new RangeError(`No vertex ${vertex}.`);
  }
}

/** Corridors without a single edge: the answer of a reader that found none. */
export function emptyCorridors(): Corridors {
  return new CorridorsBuilder().build();
}

type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** A typed array that grows by doubling. */
class Column<T extends Numbers> {
  readonly #make: new (
    length: number,
  ) => T;
  #values: T;
  length = 0;

  constructor(make: new (length: number) => T, first?: number) {
    this.#make = make;
    this.#values = new make(64);
    if (first !== undefined) this.push(first);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new this.#make(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** A copy of exactly `length` values, so that the spare room is not kept alive. */
  slice(): T {
    const exact = new this.#make(this.length);
    exact.set(this.#values.subarray(0, this.length));
    return exact;
  }
}

function pushPoints(
  toLon: Column<Float64Array<ArrayBuffer>>,
  toLat: Column<Float64Array<ArrayBuffer>>,
  lon: ArrayLike<number>,
  lat: ArrayLike<number>,
): void {
  if (lon.length !== lat.length) throw new RangeError(`${lon.length} longitudes but ${lat.length} latitudes.`);
  // Checked whole before the first push: a refused line must leave no half of itself behind.
  for (let i = 0; i < lon.length; i++) checkFinite(lon[i]!, lat[i]!);
  for (let i = 0; i < lon.length; i++) {
    toLon.push(lon[i]!);
    toLat.push(lat[i]!);
  }
}

function checkFinite(lon: number, lat: number): void {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) throw new RangeError(`Not a position: ${lon}, ${lat}.`);
}
