import {
  type CableId,
  type CableType,
  type ChangeBuilder,
  type Closure,
  type ClosureId,
  type ClosureType,
  defaultCableTypes,
  defaultClosureTypes,
  isPort,
  type JointEnd,
  orderEnds,
  type Span,
  type SpanId,
  type SpliceId,
} from "@cuntong/network";
import { hashUnit } from "../random.ts";
import type { Coarse } from "./coarse.ts";
import type { PoleLine } from "./pole-line.ts";

/** Coiled at either end of a cable, metres of sheath. */
const coilM = 12;
/** What sheaths were measured longer than their line, by their marks. */
const sheathExcess = 0.017;
/** Kept free in a cable for later. */
const reserve = 1.5;

interface Joint {
  readonly a: JointEnd;
  readonly b: JointEnd;
}

/** Where cables, closures and splices are written down: it numbers them, sizes cables and closures, and fills trays in order. */
export class GlassBook {
  readonly #records: ChangeBuilder;
  readonly #coarse: Coarse;
  readonly #lines: readonly PoleLine[];
  readonly #seed: number;
  /** Splices of the closure at each coarse node. */
  readonly #joints = new Map<number, Joint[]>();
  #cables = 0;
  #splices = 0;

  constructor(records: ChangeBuilder, coarse: Coarse, lines: readonly PoleLine[], seed: number) {
    this.#records = records;
    this.#coarse = coarse;
    this.#lines = lines;
    this.#seed = seed;
  }

  /** A cable along neighbouring nodes, with room for so many strands. */
  cable(way: readonly number[], strands: number, line: string): { id: CableId; strandsPerTube: number } {
    const number = ++this.#cables;
    const id = `C${String(number).padStart(4, "0")}` as CableId;
    const type = cableTypeFor(strands);
    const spans = way.slice(1).flatMap((to, i) => this.#spansBetween(way[i], to));
    const ends = [way[0], way.at(-1)!].map((node) => this.#coarse.nodes[node].id);
    const drawnM = spans.reduce((sum, { lengthM }) => sum + lengthM, 0);
    const coiledM = Math.min(coilM, Math.ceil(drawnM * 0.05));
    this.#records.put("cables", {
      id,
      name: `${line} ${type.strands}芯 ${String(number).padStart(4, "0")}`,
      typeId: type.id,
      startNodeId: ends[0],
      spanIds: spans.map((span) => span.id),
      slack: ends.map((nodeId) => ({ nodeId, sheathM: coiledM })),
      ...this.#marks(number, ends, drawnM, coiledM),
      status: "operational",
    });
    return { id, strandsPerTube: type.strandsPerTube };
  }

  /** Joins two ends: in the closure of the node, or, where one is a port, right there. */
  splice(node: number, one: JointEnd, two: JointEnd): void {
    const ends = orderEnds(one, two);
    if (!isPort(one) && !isPort(two)) {
      const joints = this.#joints.get(node);
      if (joints) joints.push(ends);
      else this.#joints.set(node, [ends]);
      return;
    }
    this.#records.put("splices", { id: this.#spliceId(), ...ends, method: "fusion", status: "operational" });
  }

  closureId(node: number): ClosureId {
    return `J${this.#coarse.nodes[node].id}` as ClosureId;
  }

  /** Writes the closures with their trays; where only splitters are, `houses` names the node. */
  finish(houses: readonly number[]): void {
    for (const node of houses) if (!this.#joints.has(node)) this.#joints.set(node, []);
    for (const [node, joints] of this.#joints) {
      const type = closureTypeFor(joints.length, this.#coarse.nodes[node].kind);
      const id = this.closureId(node);
      const nodeId = this.#coarse.nodes[node].id;
      this.#records.put("closures", { id, nodeId, typeId: type.id, status: "operational" } satisfies Closure);
      for (const [i, ends] of joints.entries()) {
        const tray = Math.floor(i / type.splicesPerTray) + 1;
        const splice = { id: this.#spliceId(), closureId: id, tray, ...ends };
        this.#records.put("splices", { ...splice, method: "fusion", status: "operational" });
      }
    }
  }

  #spansBetween(from: number, to: number): readonly Span[] {
    const { span } = this.#coarse.between(from, to);
    const { spans } = this.#lines[span];
    return this.#coarse.spans[span].from === this.#coarse.nodes[from].id ? spans : [...spans].reverse();
  }

  /** Every other cable has its sheath marks read at both ends, and the drum it came from. */
  #marks(number: number, [start, end]: readonly Span["from"][], drawnM: number, coiledM: number) {
    if (hashUnit(this.#seed + 60, number) < 0.5) return {};
    const first = Math.round(hashUnit(this.#seed + 61, number) * 900);
    const last = first + Math.ceil(coiledM + drawnM * (1 + sheathExcess));
    const drum = { number: `D2020-${String(number).padStart(4, "0")}`, lengthM: last - first + 2 * coilM };
    return {
      drum,
      marks: [
        { nodeId: start, markM: first },
        { nodeId: end, markM: last },
      ],
      confidence: "surveyed" as const,
    };
  }

  #spliceId(): SpliceId {
    return `R${String(++this.#splices).padStart(5, "0")}` as SpliceId;
  }
}

/** Ids of the small spans that cables lie on, by cable: what ducts are dug for. */
export function cablesBySpan(cables: readonly { id: CableId; spanIds: readonly SpanId[] }[]): Map<SpanId, CableId[]> {
  const bySpan = new Map<SpanId, CableId[]>();
  for (const { id, spanIds } of cables) {
    for (const spanId of spanIds) bySpan.set(spanId, [...(bySpan.get(spanId) ?? []), id]);
  }
  return bySpan;
}

function cableTypeFor(strands: number): CableType {
  const type = defaultCableTypes.find((entry) => entry.strands >= strands * reserve && entry.strands >= 8);
  if (!type) throw new Error(`No cable of the catalogue has room for ${strands} strands.`);
  return type;
}

function closureTypeFor(splices: number, kind: string): ClosureType {
  const types = kind === "headend" || kind === "cabinet" ? defaultClosureTypes.slice(2) : defaultClosureTypes;
  const type = types.find(({ trays, splicesPerTray }) => trays * splicesPerTray >= splices);
  if (!type) throw new Error(`No closure of the catalogue holds ${splices} splices.`);
  return type;
}
