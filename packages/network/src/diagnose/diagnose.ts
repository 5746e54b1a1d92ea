import { backboneOf, lightwaysFrom } from "../impact/lightways.ts";
import type { EquipmentId } from "../records/ids.ts";
import type { Port } from "../records/joint.ts";
import { type PlantStatus, standingStatuses } from "../records/status.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { type Element, type Endpoint, endpointKey, type FaultModel, glassModel, groundModel } from "./model.ts";
import { defaultTrust, type Hypothesis, search, seen, type Trust } from "./search.ts";
import { type OtdrDistance, Shot } from "./shots.ts";

/** What is known at the moment of asking. */
export interface Sightings {
  readonly dark: readonly Endpoint[];
  readonly lit?: readonly Endpoint[];
  /** Raised and cleared alarms; the last word on an endpoint counts, together with what is told dark or lit. */
  readonly alarms?: readonly {
    readonly endpoint: Endpoint;
    readonly state: "raised" | "cleared";
    readonly at: string;
  }[];
  readonly otdr?: readonly OtdrDistance[];
  /** Villages that nobody spoke of: lit, as when a management system would have said otherwise, or unknown. */
  readonly others?: "lit" | "unknown";
}

export interface DiagnoseOptions {
  readonly statuses?: readonly PlantStatus[];
  readonly trust?: Trust;
  /** Simultaneous faults that are thought of; 2 unless told, more where alarms come in bursts. */
  readonly mostFaults?: number;
}

/** Things that nothing seen tells apart: one of them has failed. */
export interface FaultGroup {
  /** Of all that was thought of. */
  readonly probability: number;
  /** The likeliest first, each with its share in the group; at most a hundred. */
  readonly elements: readonly (Element & { readonly share: number })[];
  readonly elementCount: number;
  /** Dark endpoints that it explains, and endpoints that are told lit although it would make them dark. */
  readonly explains: readonly Endpoint[];
  readonly against: readonly Endpoint[];
}

/** A measurement that tells candidates apart. */
export type NextMeasurement =
  | {
      readonly kind: "otdr";
      readonly from: Port;
      /** Places in the list of candidates that it separates, and the reading to expect for each; none where its glass is whole. */
      readonly expect: readonly { readonly candidate: number; readonly glassM?: number }[];
      readonly bits: number;
    }
  | { readonly kind: "ask"; readonly endpoint: Endpoint; readonly darkIf: readonly number[]; readonly bits: number };

export interface Diagnosis {
  readonly revision: number;
  /** Ranked by probability. */
  readonly candidates: readonly FaultGroup[];
  /** Sets of candidates that fail together, by place in the list; the likeliest first, at most five. */
  readonly hypotheses: readonly { readonly probability: number; readonly candidates: readonly number[] }[];
  /** Dark endpoints that the best hypothesis does not explain. */
  readonly unexplained: readonly Endpoint[];
  /** Endpoints that are told lit although the best hypothesis makes them dark. */
  readonly contradictions: readonly Endpoint[];
  /** Endpoints told dark and lit at once, or that no way of the plant leads to. */
  readonly contested: readonly Endpoint[];
  readonly unreachable: readonly Endpoint[];
  readonly next?: NextMeasurement;
}

const burstGapMs = 600_000;
const shownElements = 100;
const shownCandidates = 20;

/**
 * What has failed, from who is dark and who is lit: candidates ranked by probability, with what speaks for and against each; those that nothing
 * seen tells apart are one. Refuses where nobody is told dark (`NOTHING_DARK`) or no plant leads to any who is (`NO_PLANT`).
 */
export function diagnose(
  network: Network,
  sightings: Sightings,
  { statuses = standingStatuses, trust = defaultTrust, mostFaults }: DiagnoseOptions = {},
): Result<Diagnosis, "NOTHING_DARK" | "NO_PLANT"> {
  const told = toldStates(network, sightings);
  if (![...told.states.values()].includes(seen.dark)) return refuse("NOTHING_DARK", "Nobody is told to be dark.");
  const model = modelOf(network, [...told.endpoints.values()], statuses);
  const observed = Uint8Array.from(
    model.endpoints,
    (endpoint) => told.states.get(endpointKey(endpoint)) ?? seen.unknown,
  );
  if (!observed.includes(seen.dark))
    return refuse("NO_PLANT", "No plant leads to any endpoint that is told to be dark.");
  const evidence = evidenceOf(network, model, sightings.otdr ?? [], statuses);
  const faults = mostFaults ?? Math.max(2, Math.min(4, bursts(sightings)));
  const all = search({ model, observed, trust, mostFaults: faults, ...(evidence && { evidence }) });
  // Somebody asks because it is dark: that nothing has failed is no answer.
  const hypotheses = all.filter(({ failed }) => failed.length > 0);
  if (hypotheses.length === 0) return refuse("NO_PLANT", "Nothing of the plant can make dark what is told to be.");
  const known = new Set(model.endpoints.map(endpointKey));
  const unreachable = [...told.endpoints].flatMap(([key, one]) =>
    known.has(key) || told.states.get(key) !== seen.dark ? [] : [one],
  );
  return accept(
    new Telling(network, model, observed, hypotheses, evidence, statuses).told(told.contested, unreachable),
  );
}

interface Told {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly states: ReadonlyMap<string, number>;
  readonly contested: readonly Endpoint[];
}

function toldStates(network: Network, { dark, lit = [], alarms = [], others = "unknown" }: Sightings): Told {
  const endpoints = new Map<string, Endpoint>();
  const states = new Map<string, number>();
  const contested = new Map<string, Endpoint>();
  const say = (endpoint: Endpoint, state: number) => {
    const key = endpointKey(endpoint);
    endpoints.set(key, endpoint);
    if (states.has(key) && states.get(key) !== state) contested.set(key, endpoint);
    states.set(key, state);
  };
  const last = new Map<string, (typeof alarms)[number]>();
  for (const alarm of [...alarms].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)))
    last.set(endpointKey(alarm.endpoint), alarm);
  for (const { endpoint, state } of last.values()) say(endpoint, state === "raised" ? seen.dark : seen.lit);
  for (const endpoint of dark) say(endpoint, seen.dark);
  for (const endpoint of lit) say(endpoint, seen.lit);
  // Told dark and lit at once: it is shown, and believed in neither.
  for (const key of contested.keys()) states.set(key, seen.unknown);
  if (others === "lit") {
    for (const { code } of network.records("villages")) {
      const endpoint = { villageCode: code };
      if (states.has(endpointKey(endpoint))) continue;
      endpoints.set(endpointKey(endpoint), endpoint);
      states.set(endpointKey(endpoint), seen.lit);
    }
  }
  return { endpoints, states, contested: [...contested.values()] };
}

/** By glass where there is any; else by spans. */
function modelOf(network: Network, endpoints: readonly Endpoint[], statuses: readonly PlantStatus[]): FaultModel {
  const glass = glassModel(network, endpoints, statuses);
  if (glass.endpoints.length > 0) return glass;
  const codes = endpoints.flatMap((endpoint): VillageCode[] =>
    "villageCode" in endpoint ? [endpoint.villageCode] : [],
  );
  return groundModel(network, codes, statuses);
}

/** Alarms that come more than ten minutes apart are of different faults. */
function bursts({ alarms = [] }: Sightings): number {
  const times = alarms.flatMap(({ state, at }) => (state === "raised" ? [Date.parse(at)] : [])).sort((a, b) => a - b);
  return times.filter((time, i) => i === 0 || time - times[i - 1] > burstGapMs).length;
}

function evidenceOf(
  network: Network,
  model: FaultModel,
  otdr: readonly OtdrDistance[],
  statuses: readonly PlantStatus[],
) {
  if (otdr.length === 0) return undefined;
  const shots = otdr.map(({ from, glassM }) => ({ shot: new Shot(network, from, statuses), glassM }));
  const known = new Map<number, number>();
  return (element: number): number => {
    const kept = known.get(element);
    if (kept !== undefined) return kept;
    let factor = 1;
    for (const { shot, glassM } of shots)
      factor *= element < 0 ? 1e-7 : shot.densityOf(model.elements[element], glassM);
    known.set(element, factor);
    return factor;
  };
}

interface Group {
  readonly members: readonly number[];
  probability: number;
  readonly dark: Uint8Array;
}

class Telling {
  readonly #network: Network;
  readonly #model: FaultModel;
  readonly #observed: Uint8Array;
  readonly #hypotheses: readonly Hypothesis[];
  readonly #evidence: ((element: number) => number) | undefined;
  readonly #statuses: readonly PlantStatus[];

  constructor(
    network: Network,
    model: FaultModel,
    observed: Uint8Array,
    hypotheses: readonly Hypothesis[],
    evidence: ((element: number) => number) | undefined,
    statuses: readonly PlantStatus[],
  ) {
    this.#network = network;
    this.#model = model;
    this.#observed = observed;
    this.#hypotheses = hypotheses;
    this.#evidence = evidence;
    this.#statuses = statuses;
  }

  told(contested: readonly Endpoint[], unreachable: readonly Endpoint[]): Diagnosis {
    const best = this.#hypotheses[0];
    const chances = probabilities(this.#hypotheses);
    const groups = this.#groups(chances);
    const ranked = [...new Set(groups.values())].sort(
      (a, b) => b.probability - a.probability || a.members[0] - b.members[0],
    );
    const candidates = ranked.slice(0, shownCandidates);
    const place = (element: number) => candidates.indexOf(groups.get(element)!);
    const shown = this.#hypotheses.slice(0, 5).map(({ failed }, i) => ({
      probability: chances[i],
      candidates: [...new Set(failed.map(place))].filter((at) => at >= 0).sort((a, b) => a - b),
    }));
    const next = this.#nextMeasurement(candidates);
    return {
      revision: this.#network.revision,
      candidates: candidates.map((group) => this.#describe(group)),
      hypotheses: shown,
      unexplained: this.#where((i) => this.#observed[i] === seen.dark && best.dark[i] === 0),
      contradictions: this.#where((i) => this.#observed[i] === seen.lit && best.dark[i] === 1),
      contested,
      unreachable,
      ...(next && { next }),
    };
  }

  /** Each element of a hypothesis with those that would do the same in its place. */
  #groups(chances: readonly number[]): Map<number, Group> {
    const groups = new Map<number, Group>();
    for (const [h, { failed }] of this.#hypotheses.entries()) {
      if (h >= 200) break;
      for (const element of failed) {
        const group = groups.get(element) ?? this.#groupOf(element, failed);
        for (const member of group.members) if (!groups.has(member)) groups.set(member, group);
        group.probability += chances[h];
      }
    }
    return groups;
  }

  #groupOf(element: number, failed: readonly number[]): Group {
    const others = this.#model.together ? failed.filter((one) => one !== element) : [];
    // Alone, what an element does is known; with others it has to be tried.
    const doingOf = (one: number) =>
      others.length === 0 ? this.#model.doing(one) : this.#model.predict([...others, one]).join("");
    const key = doingOf(element);
    const doubt = (one: number) => (this.#evidence?.(one) ?? 1) > 1e-6;
    const sighted = this.#evidence !== undefined;
    const members = this.#candidatesBeside(element)
      .filter((one) => !others.includes(one) && (!sighted || doubt(one) === doubt(element)))
      .filter((one) => one === element || doingOf(one) === key)
      .sort((a, b) => this.#weight(b) - this.#weight(a) || a - b);
    return { members, probability: 0, dark: this.#model.predict([element]) };
  }

  /** Elements that can do what one does: in a plant of glass those on the ways of an endpoint that it makes dark. */
  #candidatesBeside(element: number): readonly number[] {
    const dark = this.#model.predict([element]);
    const first = dark.indexOf(1);
    if (first < 0)
      return this.#model.together && this.#model.elements.length <= 5_000
        ? [...this.#model.elements.keys()]
        : [element];
    return this.#model.relevantTo(first);
  }

  #weight(element: number): number {
    return this.#model.rates[element] * (this.#evidence?.(element) ?? 1);
  }

  #describe({ members, probability, dark }: Group): FaultGroup {
    const total = members.reduce((sum, element) => sum + this.#weight(element), 0);
    const by = this.#hypotheses.find(({ failed }) => failed.some((element) => members.includes(element)))?.dark ?? dark;
    const does = dark.includes(1) ? dark : by;
    return {
      probability,
      elements: members
        .slice(0, shownElements)
        .map((element) => ({ ...this.#model.elements[element], share: this.#weight(element) / total })),
      elementCount: members.length,
      explains: this.#where((i) => this.#observed[i] === seen.dark && does[i] === 1),
      against: this.#where((i) => this.#observed[i] === seen.lit && does[i] === 1),
    };
  }

  #where(holds: (i: number) => boolean): Endpoint[] {
    return this.#model.endpoints.filter((_, i) => holds(i));
  }

  /** The shot or question whose answer is worth most bits over the candidates. */
  #nextMeasurement(groups: readonly Group[]): NextMeasurement | undefined {
    const top = groups.slice(0, 8);
    if (top.length === 0) return undefined;
    const total = top.reduce((sum, { probability }) => sum + probability, 0);
    const weights = top.map(({ probability }) => probability / total);
    const options = [...this.#shots(top, weights), ...this.#questions(top, weights)];
    const best = options.sort((a, b) => b.bits - a.bits)[0];
    return best && best.bits > 0.01 ? best : undefined;
  }

  *#shots(top: readonly Group[], weights: readonly number[]): Generator<NextMeasurement> {
    for (const from of this.#portsToShootFrom()) {
      const shot = new Shot(this.#network, from, this.#statuses);
      // A group of several elements, or one that is long, is told apart too, where its parts lie apart on the glass.
      const outcomes = top.flatMap(({ members }, candidate): Outcome[] => {
        const few = members.slice(0, 12);
        const sum = few.reduce((all, element) => all + this.#weight(element), 0);
        return few.flatMap((element): Outcome[] => {
          const readings = shot.readingsOf(this.#model.elements[element]);
          const weight = (weights[candidate] * this.#weight(element)) / sum / Math.max(1, readings.length);
          return readings.length === 0
            ? [{ weight, reading: undefined }]
            : readings.map((reading) => ({ weight, reading }));
        });
      });
      const bits = entropy(binsOf(outcomes));
      const expect = top.map(({ members }, candidate) => {
        const readings = shot.readingsOf(this.#model.elements[members[0]]);
        const middle = readings[readings.length >> 1];
        return { candidate, ...(middle && { glassM: middle.glassM }) };
      });
      yield { kind: "otdr", from, expect, bits };
    }
  }

  /** Ports at both ends of the light of the first dark endpoints, and of the circuits that their OLTs hang on. */
  #portsToShootFrom(): Port[] {
    const ports = new Map<string, Port>();
    const olts = new Set<EquipmentId>();
    const dark = this.#model.endpoints.filter((_, i) => this.#observed[i] === seen.dark).slice(0, 6);
    for (const endpoint of dark) {
      const own = "villageCode" in endpoint ? this.#portsOfVillage(endpoint.villageCode) : [endpoint];
      for (const from of own) {
        for (const { to } of lightwaysFrom(this.#network, from, this.#statuses)) {
          ports.set(endpointKey(to), to);
          olts.add(to.equipmentId);
        }
        ports.set(endpointKey(from), from);
      }
    }
    const { circuits } = backboneOf(this.#network, this.#statuses);
    for (const { a, z, lightways } of circuits) {
      if (!olts.has(a) && !olts.has(z)) continue;
      for (const { from, to } of lightways) for (const port of [from, to]) ports.set(endpointKey(port), port);
    }
    return [...ports.values()].slice(0, 32);
  }

  #portsOfVillage(code: VillageCode): Port[] {
    return this.#network.referrers("villages", code, "equipment").map((id) => ({ equipmentId: id, port: 1 }) as Port);
  }

  *#questions(top: readonly Group[], weights: readonly number[]): Generator<NextMeasurement> {
    for (const [i, endpoint] of this.#model.endpoints.entries()) {
      if (this.#observed[i] !== seen.unknown) continue;
      const darkIf = top.flatMap(({ dark }, candidate) => (dark[i] ? [candidate] : []));
      const share = darkIf.reduce((sum, candidate) => sum + weights[candidate], 0);
      yield { kind: "ask", endpoint, darkIf, bits: entropy([share, 1 - share]) };
    }
  }
}

function probabilities(hypotheses: readonly Hypothesis[]): number[] {
  const best = hypotheses[0]?.score ?? 0;
  const weights = hypotheses.map(({ score }) => Math.exp(score - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** What a shot would read if one element were the fault, by the weight of that case; undefined: it would read nothing. */
interface Outcome {
  readonly weight: number;
  readonly reading: { readonly glassM: number; readonly sdM: number } | undefined;
}

/** Weights of readings that an instrument could tell apart: more than three standard deviations from the first of a bin. */
function binsOf(outcomes: readonly Outcome[]): number[] {
  const bins: number[] = [];
  let unseen = 0;
  let last: Outcome["reading"];
  const placed = outcomes
    .filter(({ reading }) => reading !== undefined)
    .sort((a, b) => a.reading!.glassM - b.reading!.glassM);
  for (const { weight, reading } of outcomes) if (!reading) unseen += weight;
  for (const { weight, reading } of placed) {
    if (!last || reading!.glassM - last.glassM > 3 * Math.max(reading!.sdM, last.sdM)) {
      bins.push(weight);
      last = reading;
    } else bins[bins.length - 1] += weight;
  }
  return [...bins, unseen];
}

function entropy(parts: readonly number[]): number {
  return parts.reduce((sum, part) => (part > 0 ? sum - part * Math.log2(part) : sum), 0);
}
