import type { Position } from "@cuntong/geo";
import type {
  NodeId,
  Proposal,
  ProposalTotals,
  ProposedNode,
  Quantity,
  SpanId,
  Support,
  Village,
} from "@cuntong/network";
import { billOf, costOf, shareOut, Tally } from "../price/bill.ts";
import { opexOf, withOpex } from "../price/opex.ts";
import { priceCode } from "../price/price-codes.ts";
import { hundredthsPerFen } from "../price/price-stretches.ts";
import { piecesOfVillages } from "../price/village-quantities.ts";
import { type Forest, growForest } from "./forest.ts";
import { leadsOf } from "./leads.ts";
import type { ConnectedVillage, Outcome } from "./outcome.ts";
import { permitsOf } from "./permits.ts";
import { type ChainSpan, kindOf, spanOf } from "./spans.ts";

/**
 * Writes the proposal: nodes and spans numbered along the walk from the existing nodes outwards, villages in the order given, and a
 * bill that adds up to the cost.
 */
export function writeProposal(outcome: Outcome): Proposal {
  const { input } = outcome;
  const forest = forestOf(outcome);
  const beyond = villagesBeyond(outcome, forest);
  const nodes = nodesOf(outcome, forest);
  const { lengthCm, poleCm, drumCm } = leadsOf(outcome, forest);
  const permits = permitsOf(outcome, forest);
  const spanPrefix = freePrefix("S", input.spans);
  const spans = forest.chains.map((chain, i) => {
    const ends = { id: numbered(spanPrefix, i + 1) as SpanId, from: nodes.idAt(chain.from), to: nodes.idAt(chain.to) };
    const size = {
      lengthCm: lengthCm[i],
      poleLeadCm: poleCm[i],
      drumLeadCm: drumCm[i],
      villages: beyond[i],
      permits: permits.get(i) ?? [],
    };
    return spanOf(outcome, chain, ends, size);
  });
  const quantities = tallyOf(outcome, spans, nodes.closures).quantities();
  const { lines: bill, costFen } = billOf(quantities, outcome.prices);
  const opex = opexBill(outcome, quantities);
  const connected = connectVillages(outcome, forest, { spans, beyond, costFen, nodes });
  return {
    format: "cuntong-proposal",
    formatVersion: 2,
    seed: input.seed,
    inputs: input.inputs,
    settings: input.settings,
    priceBookName: input.priceBook.name,
    priceBook: input.priceBook,
    madeBy: outcome.madeBy,
    totals: totalsOf(outcome, spans, costFen, opex?.costFen),
    bill,
    ...(opex ? { opex: { years: opex.years, lines: opex.lines } } : {}),
    nodes: nodes.list,
    spans: spans.map(({ span }) => span),
    villages: input.villages.map((_, i) => outcome.without.get(i) ?? connected.get(i)!),
    credits: input.credits,
    generated: input.generated,
    ...(outcome.locks ? { locks: outcome.locks } : {}),
    ...(outcome.budget ? { budget: outcome.budget.asked } : {}),
  };
}

/** Stretches of each span of the proposal that an outcome is written to, from the root side on. */
export function spanStretches(outcome: Outcome): number[][] {
  return forestOf(outcome).chains.map(({ stretches }) => stretches.map(({ index }) => index));
}

function forestOf(outcome: Outcome): Forest {
  const { rootVertex, stretches } = outcome.network;
  const roots = nodesById(outcome).filter((i) => rootVertex[i] >= 0);
  const kinds = (stretch: number) => kindOf(outcome, stretch);
  return growForest(outcome.network, outcome.chosen, roots, (a, b) => {
    const [x, y] = [kinds(a), kinds(b)];
    const isAlike = x.support === y.support && x.corridorClass === y.corridorClass;
    return isAlike && stretches.reuse[a] === stretches.reuse[b];
  });
}

/** Existing nodes, by index, in the order of their ids. */
function nodesById({ input: { nodes } }: Outcome): number[] {
  const order = [...nodes.keys()];
  return order.sort((a, b) => (nodes[a].id < nodes[b].id ? -1 : nodes[a].id > nodes[b].id ? 1 : a - b));
}

/** Villages beyond each chain: those at its far end and beyond the chains that follow it. */
function villagesBeyond({ network, without }: Outcome, { chains, chainTo }: Forest): Uint32Array {
  const beyond = new Uint32Array(chains.length);
  network.villageVertex.forEach((vertex, i) => {
    const chain = without.has(i) ? undefined : chainTo.get(vertex);
    if (chain !== undefined) beyond[chain]++;
  });
  for (let i = chains.length - 1; i >= 0; i--) if (chains[i].parent >= 0) beyond[chains[i].parent] += beyond[i];
  return beyond;
}

interface Nodes {
  readonly list: readonly ProposedNode[];
  /** Chains at whose far end a new closure is needed: where three or more spans meet outside the existing plant. */
  readonly closures: ReadonlySet<number>;
  idAt(vertex: number): NodeId;
}

/**
 * Nodes that fibre starts from first, then those that it reaches: existing ones that it passes, a village's end point, a closure where spans
 * branch, a marker where they change.
 */
function nodesOf(outcome: Outcome, { chains, degree, rootAt }: Forest): Nodes {
  const { input, network, without } = outcome;
  const passedAt = new Map(
    nodesById(outcome)
      .toReversed()
      .map((node) => [network.nodeVertex[node], node]),
  );
  const villageAt = new Map<number, Village>();
  input.villages.forEach((village, i) => {
    const vertex = network.villageVertex[i];
    if (!without.has(i) && !villageAt.has(vertex)) villageAt.set(vertex, village);
  });
  const idOf = new Map<number, NodeId>();
  const list: ProposedNode[] = [];
  const starts = new Set(chains.filter(({ parent }) => parent < 0).map(({ from }) => from));
  for (const [vertex, node] of rootAt) {
    const { id, kind, position } = input.nodes[node];
    idOf.set(vertex, id);
    if (starts.has(vertex) || villageAt.has(vertex)) list.push({ id, kind, position, existing: true });
  }
  const closures = new Set<number>();
  const prefix = freePrefix("N", input.nodes);
  chains.forEach(({ to }, i) => {
    const id = numbered(prefix, i + 1) as NodeId;
    const village = villageAt.get(to);
    const branches = (degree.get(to) ?? 0) >= 3;
    if (branches) closures.add(i);
    const passed = passedAt.get(to);
    if (passed !== undefined) {
      const { id: known, kind, position } = input.nodes[passed];
      idOf.set(to, known);
      list.push({ id: known, kind, position, existing: true });
      return;
    }
    idOf.set(to, id);
    const position: Position = [network.stretches.vertexLon[to], network.stretches.vertexLat[to]];
    if (village) list.push({ id, kind: "village", position, existing: false, villageCode: village.code });
    else list.push({ id, kind: branches ? "closure" : "marker", position, existing: false });
  });
  return { list, closures, idAt: (vertex) => idOf.get(vertex)! };
}

function tallyOf({ input, without }: Outcome, spans: readonly ChainSpan[], closures: ReadonlySet<number>): Tally {
  const tally = new Tally();
  for (const { span } of spans) for (const quantity of span.quantities) tally.add(quantity);
  const { counting } = input.settings;
  const pieces = [closuresOf(closures.size), ...piecesOfVillages(counting, input.villages.length - without.size)];
  for (const quantity of withOpex(counting, pieces)) tally.add(quantity);
  return tally;
}

function closuresOf(quantity: number): Quantity {
  return { code: priceCode.closure, unit: "each", quantity };
}

/** What running all of it costs, where that is asked for apart from the investment. */
function opexBill({ input, prices }: Outcome, quantities: readonly Quantity[]) {
  const { opex } = input.settings.counting;
  if (!opex || opex.inCost) return undefined;
  const tally = new Tally();
  for (const quantity of opexOf(quantities, opex.years)) tally.add(quantity);
  return { years: opex.years, ...billOf(tally.quantities(), prices) };
}

/** Exact cost of some pieces, with their running where that is counted in. */
function costOfPieces({ input, prices }: Outcome, pieces: readonly Quantity[]): number {
  const all = withOpex(input.settings.counting, pieces).filter(({ quantity }) => quantity > 0);
  return all.reduce((sum, quantity) => sum + costOf(quantity, prices), 0);
}

/**
 * Each connected village with its path and its share of the cost: every span, and the closure at its far end, is divided evenly among
 * the villages beyond it, and each village bears its own drop and pieces; a mandatory route that leads to no village is borne by all.
 * Shares are rounded together and add up to the cost.
 */
function connectVillages(
  outcome: Outcome,
  { chains, chainTo, rootAt }: Forest,
  made: { spans: readonly ChainSpan[]; beyond: Uint32Array; costFen: number; nodes: Nodes },
): ReadonlyMap<number, ConnectedVillage> {
  const { input, network } = outcome;
  const closureCost = costOfPieces(outcome, [closuresOf(1)]);
  const ownFen = costOfPieces(outcome, piecesOfVillages(input.settings.counting, 1)) / hundredthsPerFen;
  const pathCm = new Float64Array(chains.length);
  const burden = new Float64Array(chains.length);
  let common = 0;
  chains.forEach(({ parent }, i) => {
    const cost = (made.spans[i].cost + (made.nodes.closures.has(i) ? closureCost : 0)) / hundredthsPerFen;
    pathCm[i] = made.spans[i].lengthCm + (parent < 0 ? 0 : pathCm[parent]);
    burden[i] = parent < 0 ? 0 : burden[parent];
    if (made.beyond[i] > 0) burden[i] += cost / made.beyond[i];
    else common += cost;
  });
  const reached = input.villages.map((_, i) => i).filter((i) => !outcome.without.has(i));
  const chainOf = (i: number) => chainTo.get(network.villageVertex[i]);
  const shares = shareOut(
    reached.map((i) => ownFen + common / reached.length + (burden[chainOf(i) ?? -1] ?? 0)),
    made.costFen,
  );
  return new Map(
    reached.map((i, place) => {
      const chain = chainOf(i);
      const vertex = network.villageVertex[i];
      const rootNode = chain === undefined ? rootAt.get(vertex)! : chains[chain].rootNode;
      const village: ConnectedVillage = {
        state: "connected",
        ...identityOf(input.villages[i]),
        nodeId: made.nodes.idAt(vertex),
        rootNodeId: input.nodes[rootNode].id,
        pathM: chain === undefined ? 0 : pathCm[chain] / 100,
        shareFen: shares[place],
      };
      return [i, village];
    }),
  );
}

/** What a proposal repeats of a village. */
export function identityOf({ code, name, countyCode, position, people, households }: Village) {
  return {
    code,
    name,
    ...(countyCode === undefined ? {} : { countyCode }),
    position,
    ...(people === undefined ? {} : { people }),
    ...(households === undefined ? {} : { households }),
  };
}

function totalsOf(
  outcome: Outcome,
  spans: readonly ChainSpan[],
  costFen: number,
  opexFen: number | undefined,
): ProposalTotals {
  const { input, without, lowerBound } = outcome;
  const connected = input.villages.filter((_, i) => !without.has(i));
  const leftOut = [...without.values()].filter(({ state }) => state === "left-out").length;
  const bound = lowerBound === undefined ? undefined : Math.floor(lowerBound / hundredthsPerFen);
  const people = sumKnown(connected.map((village) => village.people));
  const households = sumKnown(connected.map((village) => village.households));
  return {
    villages: input.villages.length,
    connected: connected.length,
    unreachable: without.size - leftOut,
    ...(leftOut > 0 ? { leftOut } : {}),
    lengthM: spans.reduce((cm, { lengthCm }) => cm + lengthCm, 0) / 100,
    lengthMBySupport: lengthBySupport(spans),
    costFen,
    ...(opexFen === undefined ? {} : { opexFen }),
    ...(bound === undefined ? {} : { lowerBoundFen: bound, gap: costFen > 0 ? (costFen - bound) / costFen : 0 }),
    ...(people === undefined ? {} : { people }),
    ...(households === undefined ? {} : { households }),
    ...(outcome.budget ? { budget: outcome.budget.totals } : {}),
  };
}

function lengthBySupport(spans: readonly ChainSpan[]): Partial<Record<Support, number>> {
  const cm = new Map<Support, number>();
  for (const { span, lengthCm } of spans) cm.set(span.support, (cm.get(span.support) ?? 0) + lengthCm);
  return Object.fromEntries([...cm].sort(([a], [b]) => (a < b ? -1 : 1)).map(([support, sum]) => [support, sum / 100]));
}

/** The sum of what is known, undefined when nothing is. */
function sumKnown(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) : undefined;
}

/** `P-N-`, or `P2-N-` and so on where the existing plant came from a proposal and kept its ids. */
function freePrefix(kind: string, existing: readonly { readonly id: string }[]): string {
  for (let round = 1; ; round++) {
    const prefix = `P${round === 1 ? "" : round}-${kind}-`;
    if (!existing.some(({ id }) => id.startsWith(prefix))) return prefix;
  }
}

function numbered(prefix: string, number: number): string {
  return prefix + String(number).padStart(6, "0");
}
