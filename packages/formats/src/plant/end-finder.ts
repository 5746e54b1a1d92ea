import { distanceM, metresPerDegree, type Position } from "@cuntong/geo";
import type { IssuePlace, NodeId, PlantNode } from "@cuntong/network";
import Flatbush from "flatbush";
import type { IssueLog } from "../file/issue-log.ts";

/** A line without named ends is joined to a node this near its end. */
const nearM = 1;

/** Finds the node at a span's end: by its id, else by position; makes one there where the reader was told to. */
export class EndFinder {
  readonly #nodes: Map<NodeId, PlantNode>;
  readonly #createNodes: boolean;
  readonly #log: IssueLog;
  readonly #indexed: readonly PlantNode[];
  readonly #index: Flatbush | undefined;
  /** Nodes made at line ends, by position, so that spans that meet share one. */
  readonly #made = new Map<string, PlantNode>();

  constructor(nodes: Map<NodeId, PlantNode>, createNodes: boolean, log: IssueLog) {
    this.#nodes = nodes;
    this.#createNodes = createNodes;
    this.#log = log;
    this.#indexed = [...nodes.values()];
    if (this.#indexed.length === 0) return;
    this.#index = new Flatbush(this.#indexed.length);
    for (const { position } of this.#indexed) this.#index.add(position[0], position[1]);
    this.#index.finish();
  }

  known(id: string | undefined): PlantNode | undefined {
    return id === undefined ? undefined : this.#nodes.get(id as NodeId);
  }

  find(
    id: string | undefined,
    at: Position,
    spanId: string,
    end: "start" | "end",
    place: IssuePlace,
  ): PlantNode | undefined {
    const node = this.known(id) ?? (id === undefined ? this.#near(at) : undefined) ?? this.#made.get(at.join(","));
    if (node) return node;
    if (this.#createNodes) return this.#make(id, at, spanId, end, place);
    const where = { ...place, field: end, lon: at[0], lat: at[1] };
    const suggestion = "Add the node, or read the file with nodes made at span ends.";
    if (id === undefined)
      this.#log.error("SPAN_END_MISSING", where, `There is no node at the span's ${end}.`, {
        value: spanId,
        suggestion,
      });
    else
      this.#log.error("SPAN_NODE_UNKNOWN", where, `The span's ${end} names a node that the file does not have.`, {
        value: id,
        suggestion,
      });
    return undefined;
  }

  #near([lon, lat]: Position): PlantNode | undefined {
    const { lonM, latM } = metresPerDegree(lat);
    const [dLon, dLat] = [nearM / Math.max(lonM, 1), nearM / latM];
    const found = this.#index?.search(lon - dLon, lat - dLat, lon + dLon, lat + dLat) ?? [];
    const nodes = found.map((i) => this.#indexed[i]!);
    const gap = ({ position }: PlantNode) => distanceM(lon, lat, position[0], position[1]);
    return nodes.sort((a, b) => gap(a) - gap(b))[0];
  }

  #make(id: string | undefined, at: Position, spanId: string, end: "start" | "end", place: IssuePlace): PlantNode {
    const node: PlantNode = {
      id: (id ?? `${spanId}-${end}`) as NodeId,
      kind: "closure",
      position: at,
      status: "operational",
    };
    this.#log.info(
      "NODE_MADE",
      { ...place, field: end, lon: at[0], lat: at[1] },
      `A node was made at the span's ${end}.`,
      { value: node.id },
    );
    this.#nodes.set(node.id, node);
    this.#made.set(at.join(","), node);
    return node;
  }
}
