import { metresPerDegree, type Position } from "@cuntong/geo";
import { defaultCableTypes, defaultSettings } from "../catalogue/catalogue.ts";
import { ChangeBuilder } from "../change/change.ts";
import { type Anchor, measuring, readingSdM } from "../locate/calibration.ts";
import { type GlassLine, glassLine, ninetyFive } from "../locate/glass-line.ts";
import { locate } from "../locate/locate.ts";
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

const faultsPerPlant = 20;

/** Faults on random plants with hidden truth, located without and with calibration. The same seed gives the same figures. */
export function runLocateSimulation(faults: number, seed: number): Coverage & { readonly calibrated: Coverage } {
  const random = new Dice(seed);
  const plain = new Tally();
  const calibrated = new Tally();
  for (let n = 0; n < faults; n += faultsPerPlant) {
    const network = rowOfCables(random);
    const line = lineOf(network);
    const truth = new HiddenTruth(line, random);
    const anchors = anchorsOf(line, truth, random);
    for (let k = 0; k < faultsPerPlant; k++) {
      const glassM = random.next() * line.glassM;
      const opticalM =
        truth.opticalAt(glassM) * (1 + random.normal() * (measuring.clock / ninetyFive)) +
        (random.normal() * measuring.readingM) / ninetyFive;
      if (opticalM < 0) continue;
      plain.add(network, opticalM, glassM, []);
      calibrated.add(network, opticalM, glassM, anchors);
    }
  }
  return { ...plain.coverage(), calibrated: calibrated.coverage() };
}

class Tally {
  readonly #errorsM: number[] = [];
  #inside = 0;

  add(network: Network, opticalM: number, truthM: number, anchors: readonly Anchor[]): void {
    const answer = locate(network, start, { opticalM }, { anchors });
    if (!answer.ok) throw new Error(answer.message);
    const [found] = [...answer.value.faults, ...answer.value.ends];
    this.#errorsM.push(Math.abs(found.place.glassM - truthM));
    if (found.kind !== "at") return;
    const { from, to } = found.interval;
    if (from.glassM <= truthM && truthM <= to.glassM) this.#inside++;
  }

  coverage(): Coverage {
    const sorted = this.#errorsM.sort((a, b) => a - b);
    const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))];
    return { covered: this.#inside / sorted.length, medianM: at(0.5), ninetyFifthM: at(0.95) };
  }
}

/** Where the metres of glass truly are: drawn once for a plant from what is not known of it. */
class HiddenTruth {
  readonly #ends: number[] = [0];
  readonly #truly: number[] = [0];

  constructor(line: GlassLine, random: Dice) {
    const index = random.normal() * measuring.indexSd;
    const factors = line.sections.map(({ relativeSd }) => random.normal() * relativeSd);
    let truly = 0;
    for (const { kind, fromGlassM, toGlassM } of line.stretches) {
      const lengthM = toGlassM - fromGlassM;
      const section = line.sections.findIndex((one) => one.toGlassM >= toGlassM - 1e-6);
      truly += lengthM * (1 + index + factors[section]) + random.normal() * measuring.wanderM * Math.sqrt(lengthM);
      if (kind === "coil") truly += random.normal() * measuring.coilM;
      this.#ends.push(toGlassM);
      this.#truly.push(truly);
    }
  }

  opticalAt(glassM: number): number {
    const i = Math.max(
      1,
      this.#ends.findIndex((end) => end >= glassM - 1e-9),
    );
    const part = (glassM - this.#ends[i - 1]) / (this.#ends[i] - this.#ends[i - 1]);
    return this.#truly[i - 1] + part * (this.#truly[i] - this.#truly[i - 1]);
  }
}

/** Every joint as one accepted trace shows it. */
function anchorsOf(line: GlassLine, truth: HiddenTruth, random: Dice): Anchor[] {
  const clock = 1 + random.normal() * (measuring.clock / ninetyFive);
  return line.joints
    .filter(({ glassM }) => glassM > 0)
    .map(({ glassM }) => {
      const sdM = readingSdM(0);
      return {
        fromGlassM: 0,
        toGlassM: glassM,
        opticalM: truth.opticalAt(glassM) * clock + random.normal() * sdM,
        sdM,
      };
    });
}

const start = { equipmentId: "olt", port: 1 } as Port;

function lineOf(network: Network): GlassLine {
  const traced = trace(network, start, { wavesNm: [] });
  if (!traced.ok) throw new Error(traced.message);
  const [way] = traced.value.ways;
  return glassLine(network, pathTo(way, way.stops[0]));
}

/** An OLT, and cables one after the other over poles 50 m apart, joined by closures, to an ONU. */
function rowOfCables(random: Dice): Network {
  const builder = new ChangeBuilder();
  const put = (table: Table, record: object) => builder.put(table, record as Records[Table]);
  const status = "operational";
  put("settings", defaultSettings);
  builder.put("cableTypes", ...defaultCableTypes);
  put("closureTypes", { id: "dome-48", name: "dome-48", trays: 4, splicesPerTray: 12, source: "" });
  const { lonM, latM } = metresPerDegree(24);
  let at: Position = [107, 24];
  let node = "n0";
  put("nodes", { id: node, kind: "headend", position: at, status });
  put("equipment", { id: "olt", nodeId: node, kind: "olt", ports: 1, status });
  let end: object = { equipmentId: "olt", port: 1 };
  const cables = 1 + Math.floor(random.next() * 12);
  let poles = 0;
  for (let c = 1; c <= cables; c++) {
    const first = node;
    const spanIds: string[] = [];
    const confidence = confidences[Math.floor(random.next() * confidences.length)];
    for (let s = 20 + Math.floor(random.next() * 40); s > 0; s--) {
      const next: Position = [at[0] + 45 / lonM, at[1] + ((random.next() - 0.5) * 30) / latM];
      const to = `n${++poles}`;
      put("nodes", { id: to, kind: "pole", position: next, status });
      const lengthM = Math.hypot((next[0] - at[0]) * lonM, (next[1] - at[1]) * latM);
      put("spans", {
        id: `s${poles}`,
        from: node,
        to,
        support: "aerial",
        line: [at, next],
        lengthM,
        status,
        confidence,
      });
      spanIds.push(`s${poles}`);
      [node, at] = [to, next];
    }
    const id = `c${c}`;
    const slack = [first, node].map((nodeId) => ({ nodeId, sheathM: 8 + random.next() * 12 }));
    put("cables", { id, typeId: "gyta-12", startNodeId: first, spanIds, slack, status, confidence });
    const strand = { cableId: id, tube: 1, strand: 1 };
    const closure = c > 1 ? { closureId: `j${c}`, tray: 1 } : {};
    if (c > 1) put("closures", { id: `j${c}`, nodeId: first, typeId: "dome-48", status });
    put("splices", { id: `x${c}`, a: { ...strand, end: "a" }, b: end, method: "fusion", status, ...closure });
    end = { ...strand, end: "b" };
  }
  put("equipment", { id: "onu", nodeId: node, kind: "onu", ports: 1, status });
  put("splices", { id: "x0", a: end, b: { equipmentId: "onu", port: 1 }, method: "connector", status });
  return Network.of(builder.build("").put);
}
