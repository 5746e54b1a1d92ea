import { metresPerDegree, type Position } from "@cuntong/geo";
import { defaultCableTypes, defaultSettings, defaultSplitterTypes } from "../catalogue/catalogue.ts";
import { ChangeBuilder } from "../change/change.ts";
import { type Anchor, measuring, readingSdM } from "../locate/calibration.ts";
import { type GlassLine, glassLine, ninetyFive } from "../locate/glass-line.ts";
import { type LocatedFault, locate } from "../locate/locate.ts";
import { calibratingBy } from "../otdr/kept-trace.ts";
import type { Port } from "../records/joint.ts";
import { confidences } from "../records/status.ts";
import type { Records, Table } from "../records/tables.ts";
import { Network } from "../snapshot/network.ts";
import { pathTo } from "../trace/line.ts";
import { trace } from "../trace/trace.ts";
import { Dice } from "./dice.ts";

export interface Coverage {
  /** Part of the faults that lie in their interval. */
  readonly covered: number;
  readonly medianM: number;
  readonly ninetyFifthM: number;
}

/** By how much the truth spreads more (2) or less (0.5) than the estimator believes. */
export interface TruthSpread {
  readonly index?: number;
  /** The length of each cable: lay and what its record may be wrong by. */
  readonly lay?: number;
  /** Each span's own sag. */
  readonly sag?: number;
}

export interface LocateSimulation {
  /** A row of cables, or a tree with splitters that is measured from its OLT. */
  readonly plant?: "row" | "tree";
  readonly truth?: TruthSpread;
}

export interface SimulatedLocating extends Coverage {
  readonly calibrated: Coverage;
  /** Places that an answer names, on average: beyond a splitter each way has one. */
  readonly places: number;
}

const faultsPerPlant = 20;

/** Faults on random plants with hidden truth, located without and with calibration. The same seed gives the same figures. */
export function runLocateSimulation(
  faults: number,
  seed: number,
  { plant = "row", truth: spread = {} }: LocateSimulation = {},
): SimulatedLocating {
  const random = new Dice(seed);
  const plain = new Tally();
  const calibrated = new Tally();
  for (let n = 0; n < faults; n += faultsPerPlant) {
    const network = plant === "row" ? rowOfCables(random) : treeOfCables(random);
    const lines = linesOf(network);
    const truth = new HiddenTruth(random, spread);
    const shown = lines[Math.floor(random.next() * lines.length)];
    const anchors = plant === "row" ? anchorsOf(shown, truth, random) : anchorsOfTrace(network, shown, truth, random);
    for (let k = 0; k < faultsPerPlant; k++) {
      const line = lines[Math.floor(random.next() * lines.length)];
      const glassM = random.next() * line.glassM;
      const opticalM = readAt(truth.opticalAt(line, glassM), random);
      if (opticalM < 0) continue;
      const fault = { line, glassM, opticalM };
      plain.add(network, fault, []);
      calibrated.add(network, fault, anchors);
    }
  }
  return { ...plain.coverage(), places: plain.places(), calibrated: calibrated.coverage() };
}

/** What an instrument shows of a distance. */
function readAt(opticalM: number, random: Dice): number {
  return (
    opticalM * (1 + random.normal() * (measuring.clock / ninetyFive)) +
    (random.normal() * measuring.readingM) / ninetyFive
  );
}

interface Fault {
  readonly line: GlassLine;
  readonly glassM: number;
  readonly opticalM: number;
}

class Tally {
  readonly #errorsM: number[] = [];
  #inside = 0;
  #places = 0;

  add(network: Network, { line, glassM, opticalM }: Fault, anchors: readonly Anchor[]): void {
    const answer = locate(network, start, { opticalM }, { anchors });
    if (!answer.ok) throw new Error(answer.message);
    const { faults, ends } = answer.value;
    this.#places += faults.length;
    const found = onWay(line, glassM, faults) ?? ends[0];
    this.#errorsM.push(Math.abs(found.place.glassM - glassM));
    if (found.kind !== "at") return;
    const { from, to } = found.interval;
    if (from.glassM <= glassM && glassM <= to.glassM) this.#inside++;
  }

  places(): number {
    return this.#places / this.#errorsM.length;
  }

  coverage(): Coverage {
    const sorted = this.#errorsM.sort((a, b) => a - b);
    const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))];
    return { covered: this.#inside / sorted.length, medianM: at(0.5), ninetyFifthM: at(0.95) };
  }
}

/** The answer for the way that the fault is on: nobody knows which it is; a place that several ways share is told once. */
function onWay(line: GlassLine, glassM: number, faults: readonly LocatedFault[]): LocatedFault | undefined {
  const endId = line.joints[line.joints.length - 1].nodeId;
  const cableId = line.sections.find(({ toGlassM }) => toGlassM >= glassM)?.cableId;
  const own = faults.find(({ towards }) => towards.nodeId === endId);
  if (own) return own;
  const near = [...faults].sort((a, b) => Math.abs(a.place.glassM - glassM) - Math.abs(b.place.glassM - glassM));
  return near.find(({ place }) => place.cableId === cableId) ?? near[0];
}

/** Where the metres of glass truly are: drawn once for each cable and span of a plant from what is not known of it, whichever way light takes to it. */
class HiddenTruth {
  readonly #random: Dice;
  readonly #spread: Required<TruthSpread>;
  readonly #index: number;
  readonly #drawn = new Map<string, number>();
  readonly #lines = new Map<GlassLine, { readonly ends: readonly number[]; readonly truly: readonly number[] }>();

  constructor(random: Dice, { index = 1, lay = 1, sag = 1 }: TruthSpread) {
    this.#random = random;
    this.#spread = { index, lay, sag };
    this.#index = random.normal() * measuring.indexSd * index;
  }

  opticalAt(line: GlassLine, glassM: number): number {
    const { ends, truly } = this.#truthOf(line);
    const i = Math.max(
      1,
      ends.findIndex((end) => end >= glassM - 1e-9),
    );
    const part = (glassM - ends[i - 1]) / (ends[i] - ends[i - 1]);
    return truly[i - 1] + part * (truly[i] - truly[i - 1]);
  }

  #truthOf(line: GlassLine) {
    const known = this.#lines.get(line);
    if (known) return known;
    const { lay, sag } = this.#spread;
    const ends = [0];
    const truly = [0];
    let sum = 0;
    for (const { kind, cableId, fromNodeId, toNodeId, fromGlassM, toGlassM } of line.stretches) {
      const lengthM = toGlassM - fromGlassM;
      const section = line.sections.find((one) => one.toGlassM >= toGlassM - 1e-6)!;
      const factor = this.#normal(`${cableId}`) * section.relativeSd * lay;
      const place = `${cableId} ${kind} ${fromNodeId} ${toNodeId}`;
      sum += lengthM * (1 + this.#index + factor);
      sum += this.#normal(place) * measuring.wanderM * sag * Math.sqrt(lengthM);
      if (kind === "coil") sum += this.#normal(`coiled ${place}`) * measuring.coilM;
      ends.push(toGlassM);
      truly.push(sum);
    }
    const truth = { ends, truly };
    this.#lines.set(line, truth);
    return truth;
  }

  #normal(of: string): number {
    const drawn = this.#drawn.get(of) ?? this.#random.normal();
    this.#drawn.set(of, drawn);
    return drawn;
  }
}

/** Every joint as one accepted trace shows it. */
function anchorsOf(line: GlassLine, truth: HiddenTruth, random: Dice): Anchor[] {
  const clock = 1 + random.normal() * (measuring.clock / ninetyFive);
  return line.joints
    .filter(({ glassM }) => glassM > 0)
    .map(({ glassM }) => {
      const sdM = readingSdM(0);
      const opticalM = truth.opticalAt(line, glassM) * clock + random.normal() * sdM;
      return { fromGlassM: 0, toGlassM: glassM, opticalM, sdM };
    });
}

/** What is made of an accepted trace of one way, nine in ten of whose joints show: its events are matched to the plant, as those of a file are. */
function anchorsOfTrace(network: Network, line: GlassLine, truth: HiddenTruth, random: Dice): readonly Anchor[] {
  const clock = 1 + random.normal() * (measuring.clock / ninetyFive);
  const joints = line.joints.filter(({ glassM }) => glassM > 0);
  const events = joints.flatMap(({ glassM }, i) => {
    const isEnd = i === joints.length - 1;
    const seenM = truth.opticalAt(line, glassM) * clock + random.normal() * readingSdM(0);
    return isEnd || random.next() < 0.9 ? [{ glassM: seenM, isEnd }] : [];
  });
  const known = calibratingBy(network, start, { events, joints: [] });
  if (!known.ok) throw new Error(known.message);
  return known.value.anchors;
}

const start = { equipmentId: "olt", port: 1 } as Port;

/** The glass to each device. */
function linesOf(network: Network): GlassLine[] {
  const traced = trace(network, start, { wavesNm: [] });
  if (!traced.ok) throw new Error(traced.message);
  const [way] = traced.value.ways;
  return way.stops.filter(({ reason }) => reason === "port").map((stop) => glassLine(network, pathTo(way, stop)));
}

/** An OLT, and cables one after the other over poles 50 m apart, joined by closures, to an ONU. */
function rowOfCables(random: Dice): Network {
  const plant = new CablePlant(random);
  const cables = 1 + Math.floor(random.next() * 12);
  plant.device("onu", plant.run(plant.start(), cables, 0));
  return plant.network();
}

/** An OLT, a trunk of one to six cables, a splitter, and two to four branches of one to three cables; half of them to a splitter with two or three drops. */
function treeOfCables(random: Dice): Network {
  const plant = new CablePlant(random);
  const trunk = plant.splitter("plc-1x4", plant.run(plant.start(), 1 + Math.floor(random.next() * 6), 0));
  const branches = 2 + Math.floor(random.next() * 3);
  for (let i = 0; i < branches; i++) {
    const angle = (i - (branches - 1) / 2) * 0.6;
    const branch = plant.run(plant.leg(trunk, i + 1), 1 + Math.floor(random.next() * 3), angle);
    if (random.next() < 0.5) {
      plant.device(`onu${i}`, branch);
      continue;
    }
    const split = plant.splitter("plc-1x8", branch);
    const drops = 2 + Math.floor(random.next() * 2);
    for (let d = 0; d < drops; d++)
      plant.device(`onu${i}.${d}`, plant.run(plant.leg(split, d + 1), 1, angle + (d - 1) * 0.4));
  }
  return plant.network();
}

/** An end of glass that waits to be joined, and where it is. */
interface GlassEnd {
  readonly node: string;
  readonly at: Position;
  readonly end: object;
}

/** Cables over poles 50 m apart, each with coils at its ends and a confidence of its own, joined by closures. */
class CablePlant {
  readonly #random: Dice;
  readonly #builder = new ChangeBuilder();
  readonly #frame = metresPerDegree(24);
  #count = 0;

  constructor(random: Dice) {
    this.#random = random;
    this.#put("settings", defaultSettings);
    this.#builder.put("cableTypes", ...defaultCableTypes);
    this.#builder.put("splitterTypes", ...defaultSplitterTypes);
    this.#put("closureTypes", { id: "dome-48", name: "dome-48", trays: 4, splicesPerTray: 12, source: "" });
  }

  network(): Network {
    return Network.of(this.#builder.build("").put);
  }

  start(): GlassEnd {
    const at: Position = [107, 24];
    this.#put("nodes", { id: "n0", kind: "headend", position: at, status });
    this.#put("equipment", { id: "olt", nodeId: "n0", kind: "olt", ports: 1, status });
    return { node: "n0", at, end: { equipmentId: "olt", port: 1 } };
  }

  device(id: string, { node, end }: GlassEnd): void {
    this.#put("equipment", { id, nodeId: node, kind: "onu", ports: 1, status });
    this.#join(end, { equipmentId: id, port: 1 }, undefined);
  }

  /** A splitter whose input is joined to the end. */
  splitter(typeId: string, { node, at, end }: GlassEnd): GlassEnd {
    const id = `split${++this.#count}`;
    const closureId = this.#closure(node);
    this.#put("splitters", { id, closureId, typeId, status });
    this.#join(end, { splitterId: id, side: "in", leg: 1 }, closureId);
    return { node, at, end: { splitterId: id } };
  }

  leg({ end, ...place }: GlassEnd, leg: number): GlassEnd {
    return { ...place, end: { ...end, side: "out", leg } };
  }

  /** So many cables one after the other in a direction. */
  run(from: GlassEnd, cables: number, angle: number): GlassEnd {
    let last = from;
    for (let c = 0; c < cables; c++) last = this.#cable(last, angle);
    return last;
  }

  #cable({ node: first, at: begin, end }: GlassEnd, angle: number): GlassEnd {
    const random = this.#random;
    const { lonM, latM } = this.#frame;
    const spanIds: string[] = [];
    const confidence = confidences[Math.floor(random.next() * confidences.length)];
    let [node, at] = [first, begin];
    for (let s = 20 + Math.floor(random.next() * 40); s > 0; s--) {
      const side = (random.next() - 0.5) * 30;
      const [east, north] = [
        45 * Math.cos(angle) - side * Math.sin(angle),
        45 * Math.sin(angle) + side * Math.cos(angle),
      ];
      const next: Position = [at[0] + east / lonM, at[1] + north / latM];
      const id = ++this.#count;
      this.#put("nodes", { id: `n${id}`, kind: "pole", position: next, status });
      const ends = { from: node, to: `n${id}`, line: [at, next], lengthM: Math.hypot(east, north) };
      this.#put("spans", { id: `s${id}`, ...ends, support: "aerial", status, confidence });
      spanIds.push(`s${id}`);
      [node, at] = [`n${id}`, next];
    }
    const id = `c${++this.#count}`;
    const slack = [first, node].map((nodeId) => ({ nodeId, sheathM: 8 + random.next() * 12 }));
    this.#put("cables", { id, typeId: "gyta-12", startNodeId: first, spanIds, slack, status, confidence });
    const strand = { cableId: id, tube: 1, strand: 1 };
    const isPort = "equipmentId" in end;
    this.#join({ ...strand, end: "a" }, end, isPort ? undefined : this.#closure(first));
    return { node, at, end: { ...strand, end: "b" } };
  }

  #closure(nodeId: string): string {
    const id = `j-${nodeId}`;
    this.#put("closures", { id, nodeId, typeId: "dome-48", status });
    return id;
  }

  #join(a: object, b: object, closureId: string | undefined): void {
    const place = closureId === undefined ? { method: "connector" } : { method: "fusion", closureId, tray: 1 };
    this.#put("splices", { id: `x${++this.#count}`, a, b, status, ...place });
  }

  #put(table: Table, record: object): void {
    this.#builder.put(table, record as Records[Table]);
  }
}

const status = "operational";
