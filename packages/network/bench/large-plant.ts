import { lineLengthM, metresPerDegree, type Position } from "@cuntong/geo";
import {
  type Change,
  ChangeBuilder,
  defaultCableTypes,
  defaultClosureTypes,
  defaultSplitterTypes,
  type JointEnd,
  orderEnds,
  type Records,
  type Table,
} from "../src/index.ts";

/**
 * A seeded plant of the size of a province: each headend has 240 cables over 800 spans with 2,000 strands, so 250 of them make 200,000
 * spans, 60,000 cables and 1,000,000 strand ends.
 *
 * Of each headend two feeders of 24 strands run east and west over 13 closures; the strand of a closure ends there in a 1:4 splitter,
 * the others are spliced on. Its outputs light 65 distribution cables of 12, each with a 1:8 splitter at its end that lights drops of 4
 * to 149 villages. Strands without light are spliced on as far as there are any.
 */
export function largePlant(headends = 250, seed = 7): Change["put"] {
  const plant = new LargePlant(seed);
  for (let n = 0; n < headends; n++) plant.headend(n);
  return plant.records();
}

class LargePlant {
  readonly #builder = new ChangeBuilder();
  readonly #random: () => number;
  #splices = 0;

  constructor(seed: number) {
    this.#random = lehmer(seed);
    this.#put("cableTypes", ...defaultCableTypes);
    this.#put("closureTypes", ...defaultClosureTypes);
    this.#put("splitterTypes", ...defaultSplitterTypes);
  }

  records(): Change["put"] {
    return this.#builder.build("").put;
  }

  headend(n: number): void {
    const name = `H${n}`;
    const position: Position = [105.3 + (n % 10) * 0.55, 22 + Math.floor(n / 10) * 0.1];
    this.#node(name, "headend", position);
    const olt = { id: name, nodeId: name, kind: "olt", ports: 64, opticsClass: "C+", status: "operational" };
    this.#put("equipment", olt);
    const counts = { distribution: 0, drop: 0 };
    for (const side of [0, 1]) this.#feeder(name, position, side, counts);
  }

  #feeder(name: string, start: Position, side: number, counts: { distribution: number; drop: number }): void {
    let at = { node: name, position: start };
    let above: string | undefined;
    for (let i = 0; i < 13; i++) {
      const cable = `${name}-f${side}-${i}`;
      const spans = i % 3 === 0 ? 4 : 3;
      const next = this.#cable(cable, "gyta-24", at, {
        angle: side * Math.PI + (this.#random() - 0.5) * 0.01,
        lengthM: 1900,
        spans,
      });
      this.#closure(next.node);
      for (let s = 1; s <= 24; s++) {
        const here = strand(cable, 24, s, "a");
        if (above === undefined) this.#join(undefined, here, port(name, side * 24 + s));
        else if (s !== i) this.#join(at.node, here, strand(above, 24, s, "b"));
      }
      this.#branch(name, next, side, strand(cable, 24, i + 1, "b"), counts);
      above = cable;
      at = next;
    }
  }

  /** A feeder's closure: its strand into a 1:4 splitter, two or three distribution cables out of it. */
  #branch(name: string, at: Place, side: number, feed: JointEnd, counts: { distribution: number; drop: number }): void {
    this.#splitter(at.node, "plc-1x4", feed);
    const branches = counts.distribution % 5 < 2 ? 3 : 2;
    for (let k = 0; k < branches && counts.distribution < 65; k++) {
      const cable = `${name}-d${counts.distribution++}`;
      const angle = (side === 0 ? 1 : -1) * (0.7 + 0.8 * k) + (this.#random() - 0.5) * 0.1;
      const spans = counts.distribution % 3 === 0 ? 4 : 3;
      const end = this.#cable(cable, "gyta-12", at, { angle, lengthM: 900, spans });
      this.#closure(end.node);
      this.#join(at.node, leg(at.node, k + 1), strand(cable, 12, 1, "a"));
      this.#splitter(end.node, "plc-1x8", strand(cable, 12, 1, "b"));
      const drops = Math.min(149 - counts.drop, counts.distribution % 7 < 2 ? 3 : counts.distribution >= 60 ? 3 : 2);
      for (let d = 0; d < drops; d++) this.#drop(`${name}-v${counts.drop++}`, end, cable, angle, d);
    }
  }

  #drop(name: string, at: Place, distribution: string, angle: number, d: number): void {
    const end = this.#cable(`${name}-c`, "gyta-4", at, {
      angle: angle + (d - 1) * 0.6,
      lengthM: 350,
      spans: d === 0 ? 4 : 3,
      kind: "village",
      name,
    });
    this.#put("villages", { code: name, name, position: end.position, status: "connected" });
    this.#put("equipment", { id: name, nodeId: name, kind: "onu", ports: 1, villageCode: name, status: "operational" });
    this.#put("drops", { id: name, villageCode: name, cableId: `${name}-c`, equipmentId: name, status: "operational" });
    this.#join(at.node, leg(at.node, d + 1), strand(`${name}-c`, 4, 1, "a"));
    this.#join(undefined, strand(`${name}-c`, 4, 1, "b"), port(name, 1));
    for (let s = 2; s <= 4; s++)
      this.#join(at.node, strand(`${name}-c`, 4, s, "a"), strand(distribution, 12, d * 3 + s, "b"));
  }

  #cable(id: string, typeId: string, from: Place, way: Course): Place {
    const { angle, lengthM, spans, kind = "closure", name = `${id}-end` } = way;
    let at = from;
    const spanIds: string[] = [];
    for (let i = 1; i <= spans; i++) {
      const node = i === spans ? name : `${id}-p${i}`;
      const bend = angle + (this.#random() - 0.5) * 0.1;
      const position = moved(at.position, bend, lengthM / spans);
      const middle = moved(at.position, angle, lengthM / spans / 2);
      this.#node(node, i === spans ? kind : "pole", position);
      const line = [at.position, middle, position];
      const ends = { from: at.node, to: node, line, lengthM: lineLengthM(line) };
      this.#put("spans", { id: `${id}-s${i}`, ...ends, support: "aerial", status: "operational" });
      spanIds.push(`${id}-s${i}`);
      at = { node, position };
    }
    this.#put("cables", { id, typeId, startNodeId: from.node, spanIds, status: "operational" });
    return at;
  }

  #node(id: string, kind: string, position: Position): void {
    this.#put("nodes", { id, kind, position, status: "operational" });
  }

  #closure(nodeId: string): void {
    this.#put("closures", { id: nodeId, nodeId, typeId: "dome-48", status: "operational" });
  }

  #splitter(closureId: string, typeId: string, feed: JointEnd): void {
    this.#put("splitters", { id: closureId, closureId, typeId, status: "operational" });
    this.#join(closureId, feed, { splitterId: closureId, side: "in", leg: 1 } as JointEnd);
  }

  readonly #inClosure = new Map<string, number>();

  #join(closureId: string | undefined, one: JointEnd, two: JointEnd): void {
    const used = closureId === undefined ? 0 : (this.#inClosure.get(closureId) ?? 0);
    if (closureId !== undefined) this.#inClosure.set(closureId, used + 1);
    const place =
      closureId === undefined
        ? { method: "connector" }
        : { closureId, tray: 1 + Math.floor(used / 12), method: "fusion" };
    this.#put("splices", { id: `x${++this.#splices}`, ...place, ...orderEnds(one, two), status: "operational" });
  }

  #put(table: Table, ...records: object[]): void {
    this.#builder.put(table, ...(records as Records[Table][]));
  }
}

interface Place {
  readonly node: string;
  readonly position: Position;
}

interface Course {
  readonly angle: number;
  readonly lengthM: number;
  readonly spans: number;
  readonly kind?: string;
  readonly name?: string;
}

function strand(cableId: string, strands: number, number: number, end: "a" | "b"): JointEnd {
  const perTube = strands < 24 ? strands : 12;
  const tube = Math.floor((number - 1) / perTube) + 1;
  return { cableId, tube, strand: ((number - 1) % perTube) + 1, end } as JointEnd;
}

function port(equipmentId: string, number: number): JointEnd {
  return { equipmentId, port: number } as JointEnd;
}

function leg(splitterId: string, number: number): JointEnd {
  return { splitterId, side: "out", leg: number } as JointEnd;
}

function moved([lon, lat]: Position, angle: number, metres: number): Position {
  const { lonM, latM } = metresPerDegree(lat);
  return [lon + (Math.cos(angle) * metres) / lonM, lat + (Math.sin(angle) * metres) / latM];
}

/** Lehmer's generator with Park and Miller's multiplier (1988). */
function lehmer(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
