import { settingsId } from "../catalogue/catalogue.ts";
import { type Change, ChangeBuilder, type Puts } from "../change/change.ts";
import { nodeOfEnd } from "../lengths/cable-path.ts";
import { isPort, isSplice, isSplitterLeg, isStrandEnd, type Joint } from "../records/joint.ts";
import type { Records, Ref, Table } from "../records/tables.ts";
import type { Network } from "./network.ts";

/**
 * An object with everything that a person who looks at it wants to see, as records by table: what stands, lies and ends there, what is
 * joined in it, who is served over it, and the types of it all. Nothing where the object is not there. Meant for one look: of a node it is
 * some hundreds of records.
 */
export function around(network: Network, { table, id }: Ref): Puts | undefined {
  if (network.get(table, id) === undefined) return undefined;
  const gathering = new Gathering(network);
  gathering.look(table, id);
  return gathering.records();
}

class Gathering {
  readonly #network: Network;
  readonly #builder = new ChangeBuilder();

  constructor(network: Network) {
    this.#network = network;
  }

  records(): Change["put"] {
    return this.#builder.build("").put;
  }

  /** Adds what belongs to an object of a table, and the object. */
  look(table: Table, id: string): void {
    this.#add("settings", settingsId);
    this.#add(table, id);
    const looks: Partial<Record<Table, () => void>> = {
      nodes: () => this.#node(id),
      spans: () => this.#span(id),
      ducts: () => this.#span(this.#network.get("ducts", id)!.spanId),
      cables: () => this.#cable(id),
      closures: () => this.#closure(id),
      splitters: () => this.#closure(this.#network.get("splitters", id)!.closureId),
      equipment: () => this.#equipmentBeside(id),
      circuits: () => this.#circuit(id),
      villages: () => this.#village(id),
      drops: () => this.#village(this.#network.get("drops", id)!.villageCode),
      services: () => this.#village(this.#network.get("services", id)!.villageCode),
      splices: () => this.#joint(this.#network.get("splices", id)!),
      patches: () => this.#joint(this.#network.get("patches", id)!),
    };
    looks[table]?.();
    for (const attachmentId of this.#referrers(table, id, "attachments")) this.#add("attachments", attachmentId);
  }

  #node(id: string): void {
    for (const spanId of this.#referrers("nodes", id, "spans")) {
      this.#add("spans", spanId);
      this.#ends(spanId);
      for (const cableId of this.#referrers("spans", spanId, "cables")) this.#cableWay(cableId);
    }
    for (const closureId of this.#referrers("nodes", id, "closures")) this.#closure(closureId);
    for (const equipmentId of this.#referrers("nodes", id, "equipment")) this.#equipment(equipmentId);
  }

  #span(id: string): void {
    this.#add("spans", id);
    this.#ends(id);
    for (const ductId of this.#referrers("spans", id, "ducts")) this.#add("ducts", ductId);
    for (const cableId of this.#referrers("spans", id, "cables")) this.#cableAlone(cableId);
  }

  #ends(spanId: string): void {
    const span = this.#network.get("spans", spanId);
    if (span) for (const nodeId of [span.from, span.to]) this.#add("nodes", nodeId);
  }

  #cable(id: string): void {
    this.#cableWay(id);
    for (const { ductId } of this.#network.get("cables", id)!.ducts ?? []) this.#add("ducts", ductId);
    for (const joint of this.#network.jointsOf("cables", id)) this.#joint(joint);
    for (const dropId of this.#referrers("cables", id, "drops")) {
      this.#add("drops", dropId);
      this.#add("villages", this.#network.get("drops", dropId)!.villageCode);
    }
  }

  /** A cable with its whole way over the ground: its ends and lengths are known by it. */
  #cableWay(id: string): void {
    this.#cableAlone(id);
    for (const spanId of this.#network.get("cables", id)?.spanIds ?? []) {
      this.#add("spans", spanId);
      this.#ends(spanId);
    }
  }

  /** A cable by itself, with its type. */
  #cableAlone(id: string): void {
    this.#add("cables", id);
    const cable = this.#network.get("cables", id);
    if (cable) this.#add("cableTypes", cable.typeId);
  }

  #closure(id: string): void {
    this.#add("closures", id);
    const closure = this.#network.get("closures", id);
    if (!closure) return;
    this.#add("closureTypes", closure.typeId);
    this.#add("nodes", closure.nodeId);
    for (const splitterId of this.#referrers("closures", id, "splitters")) this.#splitter(splitterId);
    for (const spliceId of this.#referrers("closures", id, "splices")) {
      this.#joint(this.#network.get("splices", spliceId)!);
    }
    for (const spanId of this.#referrers("nodes", closure.nodeId, "spans")) {
      for (const cableId of this.#referrers("spans", spanId, "cables")) {
        this.#cableWay(cableId);
        this.#jointsAt(cableId, closure.nodeId);
      }
    }
  }

  /** What a cable's strands are joined to at a node, in this closure or beside it. */
  #jointsAt(cableId: string, nodeId: string): void {
    for (const joint of this.#network.jointsOf("cables", cableId)) {
      const here = [joint.a, joint.b].some(
        (end) => isStrandEnd(end) && end.cableId === cableId && nodeOfEnd(this.#network, end) === nodeId,
      );
      if (here) this.#joint(joint);
    }
  }

  #splitter(id: string): void {
    this.#add("splitters", id);
    const splitter = this.#network.get("splitters", id);
    if (!splitter) return;
    this.#add("splitterTypes", splitter.typeId);
    for (const joint of this.#network.jointsOf("splitters", id)) this.#joint(joint);
  }

  /** A device with the others at its node: what it can be patched to. */
  #equipmentBeside(id: string): void {
    const { nodeId } = this.#network.get("equipment", id)!;
    for (const one of new Set([id, ...this.#referrers("nodes", nodeId, "equipment")])) this.#equipment(one);
  }

  #equipment(id: string): void {
    this.#add("equipment", id);
    const equipment = this.#network.get("equipment", id);
    if (!equipment) return;
    this.#add("nodes", equipment.nodeId);
    if (equipment.villageCode !== undefined) this.#add("villages", equipment.villageCode);
    for (const joint of this.#network.jointsOf("equipment", id)) this.#joint(joint);
    for (const circuitId of this.#referrers("equipment", id, "circuits")) this.#add("circuits", circuitId);
  }

  #circuit(id: string): void {
    const { a, z } = this.#network.get("circuits", id)!;
    for (const { equipmentId } of [a, z]) {
      this.#add("equipment", equipmentId);
      const equipment = this.#network.get("equipment", equipmentId);
      if (equipment) this.#add("nodes", equipment.nodeId);
    }
    for (const serviceId of this.#referrers("circuits", id, "services")) {
      this.#add("services", serviceId);
      this.#add("villages", this.#network.get("services", serviceId)!.villageCode);
    }
  }

  #village(code: string): void {
    this.#add("villages", code);
    for (const dropId of this.#referrers("villages", code, "drops")) {
      this.#add("drops", dropId);
      const { cableId, equipmentId } = this.#network.get("drops", dropId)!;
      this.#cableWay(cableId);
      if (equipmentId !== undefined) this.#equipment(equipmentId);
    }
    for (const serviceId of this.#referrers("villages", code, "services")) {
      this.#add("services", serviceId);
      const { circuitId } = this.#network.get("services", serviceId)!;
      if (circuitId !== undefined) this.#add("circuits", circuitId);
    }
  }

  /** A joint with what its two ends belong to, and where it is. */
  #joint(joint: Joint): void {
    if (isSplice(joint)) {
      this.#builder.put("splices", joint);
      if (joint.closureId !== undefined) this.#closureAlone(joint.closureId);
    } else this.#builder.put("patches", joint);
    for (const end of [joint.a, joint.b]) {
      if (isStrandEnd(end)) this.#cableAlone(end.cableId);
      else if (isSplitterLeg(end)) this.#splitterAlone(end.splitterId);
      else if (isPort(end)) this.#add("equipment", end.equipmentId);
      const nodeId = nodeOfEnd(this.#network, end);
      if (nodeId !== undefined) this.#add("nodes", nodeId);
    }
  }

  #closureAlone(id: string): void {
    this.#add("closures", id);
    const closure = this.#network.get("closures", id);
    if (closure) this.#add("closureTypes", closure.typeId);
  }

  #splitterAlone(id: string): void {
    this.#add("splitters", id);
    const splitter = this.#network.get("splitters", id);
    if (splitter) this.#add("splitterTypes", splitter.typeId);
  }

  #referrers(table: Table, id: string, from: Table): readonly string[] {
    return this.#network.referrers(table, id, from);
  }

  #add<T extends Table>(table: T, id: string): void {
    const record: Records[T] | undefined = this.#network.get(table, id);
    if (record !== undefined) this.#builder.put(table, record);
  }
}
