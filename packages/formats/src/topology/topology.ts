/** Vertices and edges of a file, with the file's own ids and in its order. */
export interface Topology {
  /** An id of the file, or `lon,lat` where lines meet that name no node. */
  readonly vertexIds: readonly string[];
  /** Degrees; NaN where the file says no position. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Vertices at the ends of each edge. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** The file's id of each edge, undefined where it has none; pieces of one line share its id. */
  readonly edgeIds: readonly (string | undefined)[];
}

/** Collects a topology; vertex ids are unique. */
export class TopologyBuilder {
  readonly #ids: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #lon: number[] = [];
  readonly #lat: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #edgeIds: (string | undefined)[] = [];

  get vertexCount(): number {
    return this.#ids.length;
  }

  find(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Number of the new vertex, undefined when the id is taken. */
  addVertex(id: string, lon = Number.NaN, lat = Number.NaN): number | undefined {
    if (this.#numbers.has(id)) return undefined;
    this.#numbers.set(id, this.#ids.length);
    this.#lon.push(lon);
    this.#lat.push(lat);
    return this.#ids.push(id) - 1;
  }

  addEdge(from: number, to: number, id: string | undefined): void {
    this.#from.push(from);
    this.#to.push(to);
    this.#edgeIds.push(id);
  }

  build(): Topology {
    return {
      vertexIds: this.#ids,
      lon: Float64Array.from(this.#lon),
      lat: Float64Array.from(this.#lat),
      from: Uint32Array.from(this.#from),
      to: Uint32Array.from(this.#to),
      edgeIds: this.#edgeIds,
    };
  }
}
