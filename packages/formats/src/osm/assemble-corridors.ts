import { type Corridors, CorridorsBuilder, type CrossingKind, corridorClasses } from "@cuntong/network";
import { joinedPowerlines } from "./joined-powerlines.ts";
import type { NodeTable } from "./node-table.ts";
import type { WantedWay, WayList } from "./way-list.ts";

/** What the assembly left out, for the report. */
export interface AssemblyCounts {
  /** References to nodes that the file does not hold, and the ways cut there. */
  missingRefs: number;
  cutWays: number;
  /** Power lines that touch no road. */
  apartPowerlines: number;
}

/**
 * Makes the corridor network from ways and node positions. Ways are split where they share a node and where they end; the nodes between
 * are shape points. At a node that the file does not hold a way is cut, as at the edge of an extract.
 */
export class CorridorAssembly {
  readonly counts: AssemblyCounts = { missingRefs: 0, cutWays: 0, apartPowerlines: 0 };
  readonly #ways: WayList;
  readonly #nodes: NodeTable;
  readonly #nodeOfRef: Int32Array;
  readonly #vertexOfNode: Int32Array;
  readonly #builder = new CorridorsBuilder();
  #shape: number[] = [];

  constructor(ways: WayList, nodes: NodeTable) {
    this.#ways = ways;
    this.#nodes = nodes;
    this.#nodeOfRef = new Int32Array(ways.refs.length);
    this.#vertexOfNode = new Int32Array(nodes.size).fill(-1);
  }

  build(): Corridors {
    for (let ref = 0; ref < this.#nodeOfRef.length; ref++)
      this.#nodeOfRef[ref] = this.#nodes.indexOf(this.#ways.refs.at(ref));
    const isJoined = joinedPowerlines(this.#ways, this.#nodes, this.#nodeOfRef);
    for (let i = 0; i < this.#ways.length; i++) this.#countUses(this.#ways.at(i));
    for (let i = 0; i < this.#ways.length; i++) {
      const way = this.#ways.at(i);
      this.#countMissing(way);
      if (way.corridor === "powerline" && !this.#touches(way, isJoined)) this.counts.apartPowerlines++;
      else if (way.corridor !== undefined) this.#addCorridor(way, corridorClasses.indexOf(way.corridor));
      if (way.barrier !== undefined) this.#addBarrier(way, way.barrier);
    }
    return this.#builder.build();
  }

  #countUses({ corridor, start, end }: WantedWay): void {
    if (corridor === undefined) return;
    for (let ref = start; ref < end; ref++)
      this.#nodes.use(this.#nodeOfRef[ref]!, ref === start || ref === end - 1 ? 2 : 1);
  }

  #countMissing({ start, end }: WantedWay): void {
    let missing = 0;
    for (let ref = start; ref < end; ref++) if (!this.#nodes.isKnown(this.#nodeOfRef[ref]!)) missing++;
    this.counts.missingRefs += missing;
    if (missing > 0) this.counts.cutWays++;
  }

  #touches({ start, end }: WantedWay, isJoined: (node: number) => boolean): boolean {
    for (let ref = start; ref < end; ref++) {
      const node = this.#nodeOfRef[ref]!;
      if (this.#nodes.isKnown(node) && isJoined(node)) return true;
    }
    return false;
  }

  #addCorridor(way: WantedWay, classIndex: number): void {
    let from = -1;
    let last = -1;
    const finish = (node: number) => {
      const lon = this.#shape.map((inner) => this.#nodes.lon[inner]!);
      const lat = this.#shape.map((inner) => this.#nodes.lat[inner]!);
      this.#builder.addEdge(this.#vertexOf(from), this.#vertexOf(node), classIndex, way.flags, way.id, lon, lat);
      this.#shape = [];
      from = node;
    };
    const cut = () => {
      const end = this.#shape.pop();
      if (end !== undefined) finish(end);
      from = -1;
    };
    for (let ref = way.start; ref < way.end; ref++) {
      const node = this.#nodeOfRef[ref]!;
      if (!this.#nodes.isKnown(node)) cut();
      else if (from < 0) from = node;
      else if (node === last) continue;
      else if (this.#nodes.isVertex(node)) finish(node);
      else this.#shape.push(node);
      last = node;
    }
    cut();
  }

  #addBarrier({ start, end }: WantedWay, kind: CrossingKind): void {
    let piece: number[] = [];
    const finish = () => {
      if (piece.length > 1)
        this.#builder.addBarrier(
          kind,
          piece.map((node) => this.#nodes.lon[node]!),
          piece.map((node) => this.#nodes.lat[node]!),
        );
      piece = [];
    };
    for (let ref = start; ref < end; ref++) {
      const node = this.#nodeOfRef[ref]!;
      if (this.#nodes.isKnown(node)) piece.push(node);
      else finish();
    }
    finish();
  }

  #vertexOf(node: number): number {
    const known = this.#vertexOfNode[node]!;
    if (known >= 0) return known;
    const vertex = this.#builder.addVertex(this.#nodes.lon[node]!, this.#nodes.lat[node]!);
    this.#vertexOfNode[node] = vertex;
    return vertex;
  }
}
