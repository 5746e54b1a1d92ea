import { distanceM, metresPerDegree, type Position } from "@cuntong/geo";
import { defaultCableTypes, defaultClosureTypes, defaultSplitterTypes } from "../catalogue/catalogue.ts";
import { type Change, ChangeBuilder } from "../change/change.ts";
import type { CableType } from "../records/cable.ts";
import type {
  CableId,
  CableTypeId,
  ClosureId,
  ClosureTypeId,
  DropId,
  EquipmentId,
  NodeId,
  SpanId,
  SpliceId,
  SplitterId,
  SplitterTypeId,
} from "../records/ids.ts";
import { isPort, type JointEnd, orderEnds, type StrandEnd } from "../records/joint.ts";
import type { NodeKind } from "../records/node.ts";
import { Network } from "../snapshot/network.ts";
import type { VillageCode } from "../village.ts";
import { type Picture, readPicture } from "./picture.ts";

/** A plant drawn in characters, and the ids of what is in it: a point's name is the id of its node, closure, device and village. */
export interface Sketch {
  readonly network: Network;
  /** The records the network was made of. */
  readonly records: Change["put"];
  /** The node of a name, or the span between two. */
  at(name: string): NodeId;
  at(from: string, to: string): SpanId;
  /** The cable between two names; each line of the picture has one of its own, over one span. */
  cable(from: string, to: string): CableId;
}

/**
 * The plant of a picture (see `readPicture`), operational, a character 100 m wide and 500 m high. `OLT...` is a headend with an OLT (C+),
 * `V...` a village with its drop and ONU, `SC...` a closure; anything else is a site. Each village gets one strand all the way from the
 * OLT, taken in order, spliced at every point between; a splitter takes one strand and feeds the villages beyond it.
 */
export function sketch(text: string): Sketch {
  const records = new SketchBuilder(readPicture(text)).build();
  const id = (from: string, to?: string) => (to === undefined ? from : `${from}-${to}`);
  return {
    network: Network.of(records),
    records,
    at: id as Sketch["at"],
    cable: (from, to) => id(from, to) as CableId,
  };
}

const origin = { lon: 108, lat: 23 };
const frame = metresPerDegree(origin.lat);

class SketchBuilder {
  readonly #picture: Picture;
  readonly #records = new ChangeBuilder();
  readonly #lit = new Set<string>();
  #splices = 0;

  constructor(picture: Picture) {
    this.#picture = picture;
  }

  build(): Change["put"] {
    this.#records.put("cableTypes", ...defaultCableTypes);
    this.#records.put("closureTypes", ...defaultClosureTypes);
    this.#records.put("splitterTypes", ...defaultSplitterTypes);
    for (const point of this.#picture.points) this.#point(point);
    for (const line of this.#picture.lines) this.#line(line);
    for (const { name } of this.#picture.points) {
      if (!name.startsWith("OLT")) continue;
      const ports = Array.from({ length: 64 }, (_, i) => ({ equipmentId: name as EquipmentId, port: i + 1 }));
      this.#light(name, ports);
    }
    return this.#records.build("sketch").put;
  }

  #position(name: string): Position {
    const { column, row } = this.#picture.points.find((point) => point.name === name)!;
    return [origin.lon + (column * 100) / frame.lonM, origin.lat - (row * 500) / frame.latM];
  }

  #point({ name, outputs }: Picture["points"][number]): void {
    const nodeId = name as NodeId;
    const kind = kindOf(name);
    const status = "operational";
    this.#records.put("nodes", { id: nodeId, kind, name, position: this.#position(name), status });
    if (kind === "headend") {
      const id = name as EquipmentId;
      this.#records.put("equipment", { id, nodeId, kind: "olt", ports: 64, opticsClass: "C+", status });
    } else if (kind === "village") {
      const villageCode = name as VillageCode;
      const position = this.#position(name);
      this.#records.put("villages", { code: villageCode, name, position, status: "connected" });
      this.#records.put("equipment", { id: name as EquipmentId, nodeId, kind: "onu", ports: 1, villageCode, status });
    } else {
      this.#records.put("closures", { id: name as ClosureId, nodeId, typeId: "frame-720" as ClosureTypeId, status });
    }
    if (outputs === undefined) return;
    const closureId = name as ClosureId;
    const typeId = `plc-1x${outputs}` as SplitterTypeId;
    this.#records.put("splitters", { id: name as SplitterId, closureId, typeId, status });
  }

  #line({ from, to, label }: Picture["lines"][number]): void {
    const line = [this.#position(from), this.#position(to)];
    const lengthM = distanceM(line[0][0], line[0][1], line[1][0], line[1][1]);
    const ends = { from: from as NodeId, to: to as NodeId };
    const id = `${from}-${to}`;
    this.#records.put("spans", { id: id as SpanId, ...ends, support: "aerial", line, lengthM, status: "operational" });
    const type = typeOf(label);
    this.#records.put("cableTypes", type);
    const spanIds = [id as SpanId];
    const cable = { id: id as CableId, typeId: type.id, startNodeId: ends.from, spanIds };
    this.#records.put("cables", { ...cable, status: "operational" });
    if (!to.startsWith("V")) return;
    const place = { villageCode: to as VillageCode, cableId: cable.id, equipmentId: to as EquipmentId };
    this.#records.put("drops", { id: to as DropId, ...place, status: "operational" });
  }

  #beyond(name: string): Picture["lines"] {
    return this.#picture.lines.filter(({ from, to }) => from === name && !this.#lit.has(to));
  }

  /** Strands wanted at a point: one for each village beyond, one for all of them behind a splitter. */
  #demand(name: string): number {
    const beyond = this.#beyond(name).reduce((sum, { to }) => sum + this.#demand(to), 0);
    const { outputs } = this.#picture.points.find((point) => point.name === name)!;
    return (outputs === undefined ? beyond : Math.min(1, beyond)) + (name.startsWith("V") ? 1 : 0);
  }

  #light(name: string, supply: JointEnd[]): void {
    const lines = this.#beyond(name);
    this.#lit.add(name);
    const { outputs } = this.#picture.points.find((point) => point.name === name)!;
    if (name.startsWith("V")) this.#join(name, supply.shift()!, { equipmentId: name as EquipmentId, port: 1 });
    let ends = supply;
    if (outputs !== undefined && supply.length > 0) {
      const splitterId = name as SplitterId;
      this.#join(name, supply[0], { splitterId, side: "in", leg: 1 });
      ends = Array.from({ length: outputs }, (_, i) => ({ splitterId, side: "out" as const, leg: i + 1 }));
    }
    for (const { from, to, label } of lines) {
      const { strandsPerTube } = typeOf(label);
      const far: StrandEnd[] = [];
      for (let k = 0; k < this.#demand(to); k++) {
        const tube = Math.floor(k / strandsPerTube) + 1;
        const strand = { cableId: `${from}-${to}` as CableId, tube, strand: (k % strandsPerTube) + 1 };
        this.#join(name, ends.shift()!, { ...strand, end: "a" });
        far.push({ ...strand, end: "b" });
      }
      this.#light(to, far);
    }
  }

  #join(name: string, one: JointEnd, two: JointEnd): void {
    const n = this.#splices++;
    const atPort = isPort(one) || isPort(two);
    const place = atPort ? {} : { closureId: name as ClosureId, tray: 1 + (n % 60) };
    const method = atPort ? "connector" : "fusion";
    const id = `splice-${n + 1}` as SpliceId;
    this.#records.put("splices", { id, ...place, ...orderEnds(one, two), method, status: "operational" });
  }
}

function kindOf(name: string): NodeKind {
  if (name.startsWith("OLT")) return "headend";
  if (name.startsWith("SC")) return "closure";
  return name.startsWith("V") ? "village" : "site";
}

/** The catalogue's cable of so many strands, or one like them in a single tube; a drop has four. */
function typeOf(label: string): CableType {
  const strands = label === "drop" ? 4 : Number(label);
  const known = defaultCableTypes.find((type) => type.strands === strands);
  const like = defaultCableTypes[0];
  return known ?? { ...like, id: `sketch-${strands}` as CableTypeId, strands, tubes: 1, strandsPerTube: strands };
}
