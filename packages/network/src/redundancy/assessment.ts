import {
  cutOff,
  cuttingGroups,
  type Failures,
  findFailures,
  type Impacts,
  impacts,
  reachTree,
  riskGroups,
  type SingleThreats,
  setCutsOff,
  singleThreats,
} from "@cuntong/graph";
import { standingStatuses } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { countedGrades, gradeOf, heldBy, nodePoint, riskPoint, spanPoint } from "./grade.ts";
import { type Loss, RankedPoints } from "./ranked-points.ts";
import type { PointList, Redundancy, RiskPoint, SinglePoint, VillageGrade } from "./redundancy-answer.ts";
import type { SharedRisk } from "./shared-risks.ts";
import type { SurvivalGraph } from "./survival-graph.ts";
import { WayFinder } from "./village-ways.ts";

/** What a shared risk takes. */
interface Toll {
  readonly risk: SharedRisk;
  readonly edges: readonly number[];
  /** Inner vertices. */
  readonly lost: Uint32Array;
}

/** Classes of failures, in the order that settles equal losses. */
const [ofSpan, ofNode, ofGroup] = [0, 1, 2];

/** What single failures and shared risks cost a plant, and how its villages are held. */
export class Assessment {
  readonly #network: Network;
  readonly #plant: SurvivalGraph;
  readonly #risks: readonly SharedRisk[];
  readonly #failures: Failures;
  readonly #threats: SingleThreats;
  readonly #tolls: readonly Toll[];
  /** Villages, people and services of each village, and of those that stand at one node summed at its vertex. */
  readonly #losses: readonly Loss[];
  readonly #weights: readonly Float64Array[];
  readonly #impacts: readonly Impacts[];
  /** The vertices of each village that reach the hub. */
  readonly #lit: readonly (readonly number[])[];
  /** Villages with several of them, by number: they are lost with the last of these. */
  readonly #several: readonly number[];

  constructor(network: Network, plant: SurvivalGraph, risks: readonly SharedRisk[]) {
    this.#network = network;
    this.#plant = plant;
    this.#risks = risks;
    this.#failures = findFailures(plant.graph, [plant.hub]);
    this.#threats = singleThreats(this.#failures);
    const services = servicesOf(network);
    this.#losses = plant.villages.map(({ code, people = 0 }) => [1, people, services.get(code) ?? 0]);
    this.#lit = plant.verticesOf.map((vertices) => vertices.filter((v) => this.#threats.isReached[v] === 1));
    this.#several = [...this.#lit.keys()].filter((i) => this.#lit[i]!.length > 1);
    this.#weights = [0, 1, 2].map((what) => {
      const weight = new Float64Array(plant.graph.vertexCount);
      for (const [i, vertices] of this.#lit.entries()) {
        if (vertices.length === 1) weight[vertices[0]!] += this.#losses[i]![what]!;
      }
      return weight;
    });
    this.#impacts = this.#weights.map((weight) => impacts(this.#failures, weight));
    this.#tolls = this.#findTolls();
  }

  answer(): Redundancy {
    const { plant, risks } = { plant: this.#plant, risks: this.#risks };
    const villages = plant.villages.map((_, i) => this.#graded(i));
    const named = risks.filter(({ kind }) => kind === "named").length;
    return {
      revision: this.#network.revision,
      nodes: plant.nodes.length,
      spans: plant.spans.length,
      headends: plant.headends,
      sharedRisks: { named, parallel: risks.length - named },
      villages,
      villagesWithoutPeople: plant.villages.filter(({ people }) => people === undefined).length,
      ...countedGrades(plant.villages, villages),
      points: this.#points(),
      cutOff: (point) => this.#cutOff(point),
      waysOf: (code) => this.#wayFinder().find(code),
    };
  }

  #wayFinder = once(() => new WayFinder(this.#plant, this.#risks));

  #findTolls(): Toll[] {
    const { graph, hub } = this.#plant;
    const edgesOf = this.#risks.map(({ members }) => members.map((i) => graph.innerEdge[i]!));
    const tree = reachTree(graph, [hub]);
    return Array.from(cuttingGroups(graph, riskGroups(graph, edgesOf)), (g) => {
      const edges = edgesOf[g]!;
      return { risk: this.#risks[g]!, edges, lost: setCutsOff(tree, { edges }) };
    });
  }

  /** For each vertex the toll that takes it and fewest others; -1 where none does. */
  #tollAt = once(() => {
    const at = new Int32Array(this.#plant.graph.vertexCount).fill(-1);
    for (const [t, { lost }] of this.#tolls.entries()) {
      for (const v of lost) if (at[v]! < 0 || lost.length < this.#tolls[at[v]!]!.lost.length) at[v] = t;
    }
    return at;
  });

  #graded(i: number): VillageGrade {
    const { villages, nodesOf } = this.#plant;
    const { code } = villages[i]!;
    const nodeIds = nodesOf.get(code) ?? [];
    const vertices = this.#lit[i]!;
    if (vertices.length === 0) return { code, nodeIds, grade: "none" };
    return { code, nodeIds, ...(vertices.length === 1 ? this.#gradeAt(vertices[0]!) : this.#gradeOfSeveral(vertices)) };
  }

  #gradeAt(v: number): Pick<VillageGrade, "grade" | "because"> {
    const { graph, nodes, spans, isHeadend, hub } = this.#plant;
    const { edge, vertex } = this.#threats;
    const own = graph.outerVertex[v]!;
    // At a headend it depends on nothing between; it is dual-homed where a way leads from there to another one.
    if (isHeadend[own] === 1) return edge[v]! < 0 ? { grade: "dualHomed" } : heldBy(nodes[own]!.id);
    const span = edge[v]! < 0 ? undefined : spans[graph.outerEdge[edge[v]!]!];
    const node = vertex[v]! < 0 || vertex[v] === hub ? -1 : graph.outerVertex[vertex[v]!]!;
    const toll = this.#tollAt()[v]!;
    return gradeOf({
      span: span?.id,
      node: node >= 0 && isHeadend[node] === 0 ? nodes[node]!.id : undefined,
      risk: toll < 0 ? undefined : riskPoint(this.#plant.spans, this.#tolls[toll]!.risk),
      headend: node >= 0 && isHeadend[node] === 1 ? nodes[node]!.id : undefined,
    });
  }

  /** Only what takes every node takes the village; a node of its own that fails leaves it the others. */
  #gradeOfSeveral(vertices: readonly number[]): Pick<VillageGrade, "grade" | "because"> {
    const { graph, nodes, spans, isHeadend } = this.#plant;
    const common = this.#commonThreats(vertices);
    const outer = common.vertices.map((v) => graph.outerVertex[v]!);
    const [span] = common.edges.map((e) => spans[graph.outerEdge[e]!]!.id);
    const node = outer.find((v) => isHeadend[v] === 0);
    const headend = outer.find((v) => isHeadend[v] === 1);
    const toll = this.#tolls.find(({ lost }) => vertices.every((v) => lost.includes(v)));
    return gradeOf({
      span,
      node: node === undefined ? undefined : nodes[node]!.id,
      risk: toll && riskPoint(this.#plant.spans, toll.risk),
      headend: headend === undefined ? undefined : nodes[headend]!.id,
    });
  }

  /** Spans and nodes whose loss cuts off (or is) every one of the vertices, the nearest to the first of them first. */
  #commonThreats(vertices: readonly number[]): { edges: number[]; vertices: number[] } {
    const [first, ...others] = vertices.map((v) => this.#chains(v));
    const inAll = (list: readonly number[], of: "edges" | "vertices") =>
      list.filter((one) => others.every((chain) => chain[of].includes(one)));
    return { edges: inAll(first!.edges, "edges"), vertices: inAll(first!.vertices, "vertices") };
  }

  #chains(v: number): { edges: number[]; vertices: number[] } {
    const { graph, spans, hub } = this.#plant;
    const { edge, vertex } = this.#threats;
    const edges: number[] = [];
    const vertices = [v];
    for (let e = edge[v]!; e >= 0; ) {
      if (spans[graph.outerEdge[e]!]) edges.push(e);
      const lower = edge[graph.from[e]!] === e ? graph.from[e]! : graph.to[e]!;
      e = edge[graph.from[e]! + graph.to[e]! - lower]!;
    }
    for (let u = vertex[v]!; u >= 0 && u !== hub; u = vertex[u]!) vertices.push(u);
    return { edges, vertices };
  }

  #points(): PointList {
    const { graph, nodes, spans } = this.#plant;
    const several = this.#lossesOfSeveral();
    const points = new RankedPoints();
    const lossOf = (impact: (impacts: Impacts) => number, more: Loss | undefined): Loss =>
      [0, 1, 2].map((what) => impact(this.#impacts[what]!) + (more?.[what] ?? 0)) as unknown as Loss;
    for (let i = 0; i < spans.length; i++) {
      const edge = graph.innerEdge[i]!;
      const more = several.edges.get(edge);
      if (more || this.#impacts[0]!.edge(edge) > 0)
        points.add(
          ofSpan,
          i,
          lossOf((one) => one.edge(edge), more),
        );
    }
    for (let i = 0; i < nodes.length; i++) {
      const vertex = graph.innerVertex[i]!;
      const more = several.vertices.get(vertex);
      const others = this.#impacts[0]!.vertex(vertex) - this.#weights[0]![vertex]!;
      if (more || others > 0)
        points.add(
          ofNode,
          i,
          lossOf((one) => one.vertex(vertex), more),
        );
    }
    for (const [t, toll] of this.#tolls.entries()) {
      const loss = this.#lossOfToll(toll);
      // A group that takes no more villages than one of its spans does alone says nothing new.
      const alone = toll.edges.map((edge) => this.#impacts[0]!.edge(edge) + (several.edges.get(edge)?.[0] ?? 0));
      if (loss[0] > Math.max(...alone)) points.add(ofGroup, t, loss);
    }
    const { count, at } = points.ranked();
    const page = (first: number, most: number) =>
      Array.from({ length: Math.max(0, Math.min(most, count - first)) }, (_, i) => this.#point(at(first + i)));
    return { count, page };
  }

  #point([ofClass, number, [villages, people, services]]: readonly [number, number, Loss]): SinglePoint {
    const { nodes, spans, isHeadend } = this.#plant;
    const loss = { villages, people, services };
    if (ofClass === ofSpan) return { ...spanPoint(spans[number]!.id), ...loss };
    if (ofClass === ofGroup) return { ...riskPoint(spans, this.#tolls[number]!.risk), ...loss };
    return { ...nodePoint(isHeadend[number] === 1 ? "headend" : "node", nodes[number]!.id), ...loss };
  }

  /** What single spans and nodes cost in villages that stand at several nodes. */
  #lossesOfSeveral(): { edges: ReadonlyMap<number, Loss>; vertices: ReadonlyMap<number, Loss> } {
    const [edges, vertices] = [new Map<number, Loss>(), new Map<number, Loss>()];
    for (const i of this.#several) {
      const common = this.#commonThreats(this.#lit[i]!);
      for (const e of common.edges) edges.set(e, plus(edges.get(e), this.#losses[i]!));
      for (const v of common.vertices) vertices.set(v, plus(vertices.get(v), this.#losses[i]!));
    }
    return { edges, vertices };
  }

  #lossOfToll({ lost }: Toll): Loss {
    const lostAt = new Set(lost);
    const atOne = this.#weights.map((weight) => lost.reduce((sum, v) => sum + weight[v]!, 0)) as unknown as Loss;
    return this.#several.filter((i) => this.#isLost(i, lostAt)).reduce((sum, i) => plus(sum, this.#losses[i]!), atOne);
  }

  /** True where a village was served, and every node of it that was is lost. */
  #isLost(i: number, lost: ReadonlySet<number>): boolean {
    return this.#lit[i]!.length > 0 && this.#lit[i]!.every((v) => lost.has(v));
  }

  #cutOff({ kind, id, spanIds }: RiskPoint): VillageCode[] {
    const { graph, nodes, spans, villages, hub } = this.#plant;
    const failed = new Set<string>(kind === "node" || kind === "headend" ? [id] : spanIds);
    const inner = (records: readonly { id: string }[], of: Uint32Array) =>
      records.flatMap((record, i) => (failed.has(record.id) ? [of[i]!] : []));
    const set =
      kind === "node" || kind === "headend"
        ? { vertices: inner(nodes, graph.innerVertex) }
        : { edges: inner(spans, graph.innerEdge) };
    const lost = new Set(cutOff(graph, [hub], set));
    return villages.filter((_, i) => this.#isLost(i, lost)).map(({ code }) => code);
  }
}

function plus(a: Loss = [0, 0, 0], b: Loss): Loss {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function servicesOf(network: Network): ReadonlyMap<string, number> {
  const count = new Map<string, number>();
  for (const { villageCode, status } of network.records("services")) {
    if (standingStatuses.includes(status)) count.set(villageCode, (count.get(villageCode) ?? 0) + 1);
  }
  return count;
}
