import { FeatureBudget } from "../feature/shape-builder.ts";
import { detectFormat } from "../file/detect-format.ts";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import { type Topology, TopologyBuilder } from "../topology/topology.ts";
import { walkXml } from "../xml/walk-xml.ts";

/** True for XML whose root is `graphml`, in any encoding of ASCII characters, or that is named so where its root comes late. */
export function isGraphml(bytes: Uint8Array, fileName: string): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 4096)).replaceAll("\0", "");
  if (/^[^<]*(<[?!][^>]*>\s*)*<(\w+:)?graphml[\s>]/.test(head)) return true;
  return /\.graphml$/i.test(fileName) && detectFormat(bytes, fileName) === "xml";
}

/**
 * Nodes and edges of a GraphML text (graphml.graphdrawing.org). Of the data only longitudes and latitudes are taken; edges that point one
 * way are taken as edges, with a note. Hyperedges are refused, as they join more than two nodes.
 */
export function readGraphml(bytes: Uint8Array, limits: Limits, log: IssueLog): Topology {
  const reader = new GraphmlReader(new FeatureBudget(limits, log), log);
  const suggestion = "Nodes and edges before this line are read; export the file again.";
  walkXml(bytes, { limits, log, suggestion }, reader);
  return reader.finish();
}

interface EdgeRecord {
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly id: string | undefined;
  readonly source: string;
  readonly target: string;
}

/** Follows the parser through nodes and edges. */
class GraphmlReader {
  readonly #budget: FeatureBudget;
  readonly #log: IssueLog;
  readonly #builder = new TopologyBuilder();
  /** Ids of the data that hold a coordinate, from the file's keys. */
  readonly #coordinateKeys = new Map<string, "lon" | "lat">();
  /** Edges may come before their nodes. */
  readonly #edges: EdgeRecord[] = [];
  #node: { number: number; id: string | undefined; lon: number; lat: number } | undefined;
  #dataKey = "";
  #text = "";
  #nodes = 0;
  #edgeCount = 0;
  #directed = 0;
  #edgeDefault = "";
  #sawGraph = false;
  full = false;

  constructor(budget: FeatureBudget, log: IssueLog) {
    this.#budget = budget;
    this.#log = log;
  }

  open(name: string, attributesOf: () => Record<string, string>, decode: (text: string) => string): void {
    const attributes = attributesOf();
    const value = (key: string) => (attributes[key] === undefined ? undefined : decode(attributes[key]));
    this.#text = "";
    if (name === "key") this.#key(value("id"), value("attr.name"), value("for"));
    else if (name === "graph") {
      this.#sawGraph = true;
      this.#edgeDefault = value("edgedefault") ?? "";
    } else if (name === "node") this.#openNode(value("id"));
    else if (name === "edge") this.#openEdge(value);
    else if (name === "hyperedge") {
      this.#log.error(
        "GRAPHML_HYPEREDGE",
        { field: "hyperedge" },
        "A hyperedge joins more than two nodes; it is not read.",
      );
    } else if (name === "data") this.#dataKey = value("key") ?? "";
  }

  text(text: string): void {
    if (this.#node && this.#dataKey !== "") this.#text += text;
  }

  close(name: string): void {
    if (name === "data") {
      const what = this.#coordinateKeys.get(this.#dataKey);
      if (this.#node && what && this.#text.trim() !== "") this.#coordinate(this.#node, what, this.#text.trim());
      this.#dataKey = "";
      this.#text = "";
    } else if (name === "node") this.#closeNode();
  }

  finish(): Topology {
    for (const edge of this.#edges) this.#join(edge);
    if (this.#directed > 0) {
      const message = `${this.#directed} edges point one way; they are taken as edges without a direction.`;
      this.#log.info("GRAPHML_DIRECTED", {}, message, { params: { edges: this.#directed } });
    }
    if (!this.#sawGraph && this.#log.isEmpty("error")) {
      this.#log.error("GRAPHML_INVALID", { field: "graph" }, "The GraphML holds no graph.");
    }
    return this.#builder.build();
  }

  #key(id: string | undefined, name = "", domain = "all"): void {
    if (id === undefined || (domain !== "node" && domain !== "all")) return;
    if (/^(lon|lng|long|longitude|x)$/i.test(name)) this.#coordinateKeys.set(id, "lon");
    if (/^(lat|latitude|y)$/i.test(name)) this.#coordinateKeys.set(id, "lat");
  }

  /** A node inside a node (a nested graph) closes the outer one, so that its data is its own. */
  #openNode(id: string | undefined): void {
    this.#closeNode();
    this.full ||= !this.#budget.takeFeature();
    this.#node = { number: ++this.#nodes, id, lon: Number.NaN, lat: Number.NaN };
  }

  #closeNode(): void {
    const node = this.#node;
    if (!node) return;
    this.#node = undefined;
    const place = { layer: "node", feature: node.number };
    if (node.id === undefined) this.#log.error("GRAPHML_INVALID", { ...place, field: "id" }, "A node has no id.");
    else if (this.#builder.addVertex(node.id, node.lon, node.lat) === undefined) {
      this.#log.error("NODE_DUPLICATE", place, "A node with this id was already read.", { value: node.id });
    }
  }

  #openEdge(value: (key: string) => string | undefined): void {
    this.full ||= !this.#budget.takeFeature();
    const number = ++this.#edgeCount;
    if ((value("directed") ?? String(this.#edgeDefault === "directed")) === "true") this.#directed++;
    const [source, target] = [value("source"), value("target")];
    if (source !== undefined && target !== undefined) this.#edges.push({ number, id: value("id"), source, target });
    else {
      const field = source === undefined ? "source" : "target";
      this.#log.error("GRAPHML_INVALID", { layer: "edge", feature: number, field }, `An edge has no ${field}.`);
    }
  }

  #coordinate(node: { number: number; lon: number; lat: number }, what: "lon" | "lat", text: string): void {
    const number = Number(text);
    if (Number.isFinite(number)) node[what] = number;
    else {
      const place = { layer: "node", feature: node.number, field: what };
      this.#log.warning("POSITION_INVALID", place, "A coordinate is not a number; it is left out.", { value: text });
    }
  }

  #join({ number, id, source, target }: EdgeRecord): void {
    const [from, to] = [this.#builder.find(source), this.#builder.find(target)];
    if (from !== undefined && to !== undefined) {
      this.#builder.addEdge(from, to, id);
      return;
    }
    const field = from === undefined ? "source" : "target";
    const place = { layer: "edge", feature: number, field };
    this.#log.error("GRAPHML_END_UNKNOWN", place, `The edge's ${field} names a node that the file does not have.`, {
      value: from === undefined ? source : target,
    });
  }
}
