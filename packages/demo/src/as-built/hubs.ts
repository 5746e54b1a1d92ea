import {
  type ChangeBuilder,
  type Circuit,
  type EquipmentId,
  type JointEnd,
  type NodeId,
  orderEnds,
  type PatchId,
  type Port,
} from "@cuntong/network";
import type { Coarse } from "./coarse.ts";
import type { GlassBook } from "./glass-book.ts";
import type { Township } from "./townships.ts";

/** No cabinet is farther from an OLT along the line. */
const longestFeederM = 20_000;
const oltPorts = 64;
const framePorts = 144;

/** The headend, and as many cabinets as it takes for an OLT to be near every one: each next where the way to an OLT is longest. */
export function chooseHubs(coarse: Coarse, cabinets: readonly number[]): number[] {
  const hubs = [0];
  const wayM = new Map(cabinets.map((cabinet) => [cabinet, coarse.depthM[cabinet]]));
  for (;;) {
    const far = cabinets.reduce((best, cabinet) => (wayM.get(cabinet)! > wayM.get(best)! ? cabinet : best));
    if (wayM.get(far)! <= longestFeederM) return hubs;
    hubs.push(far);
    for (const cabinet of cabinets) wayM.set(cabinet, Math.min(wayM.get(cabinet)!, coarse.wayM(far, cabinet)));
  }
}

/** A room with an OLT, its frame, and the cabinets that it feeds. */
export class Hub {
  readonly node: number;
  readonly nodeId: NodeId;
  readonly townships: Township[] = [];
  readonly olt: EquipmentId;
  readonly #records: ChangeBuilder;
  readonly #book: GlassBook;
  readonly #frame: EquipmentId;
  #ports = 0;
  #framePorts = 0;

  constructor(records: ChangeBuilder, book: GlassBook, coarse: Coarse, node: number, number: number) {
    this.#records = records;
    this.#book = book;
    this.node = node;
    this.nodeId = coarse.nodes[node].id;
    this.olt = `OLT-${number}` as EquipmentId;
    this.#frame = `ODF-${number}` as EquipmentId;
    const place = { nodeId: this.nodeId, status: "operational" } as const;
    records.put("equipment", {
      id: this.olt,
      name: this.olt,
      kind: "olt",
      ports: oltPorts,
      opticsClass: "C+",
      ...place,
    });
    records.put("equipment", { id: this.#frame, name: this.#frame, kind: "odf", ports: framePorts, ...place });
  }

  /** The frame's next port, corded to the OLT's next. */
  ponPort(): { olt: Port; frame: Port } {
    const olt = { equipmentId: this.olt, port: ++this.#ports };
    return { olt, frame: this.#cord(olt) };
  }

  /** Ends a strand on the frame and cords it to a port. */
  terminate(end: JointEnd, port: Port): void {
    this.#book.splice(this.node, end, this.#cord(port));
  }

  /** The frame's next port, corded to `port`. */
  #cord(port: Port): Port {
    const frame = { equipmentId: this.#frame, port: ++this.#framePorts };
    const id = `${port.equipmentId}-${port.port}` as PatchId;
    this.#records.put("patches", { id, ...orderEnds(port, frame), status: "operational" });
    return frame;
  }

  /** As {@link terminate}, for a strand that begins here. */
  begin(port: Port): JointEnd {
    return this.#cord(port);
  }

  /** The last ports of the OLT go up to the headend: first the usual way, then the other. */
  uplink(way: 0 | 1): Port {
    return { equipmentId: this.olt, port: oltPorts - 1 + way };
  }
}

/** The circuit over which a hub's OLT hangs on the headend. */
export function uplinkCircuit(hub: Hub, name: string, way: 0 | 1, a: Port): Circuit {
  const id = `U-${hub.olt}-${way + 1}` as Circuit["id"];
  return { id, name: `${name}${way === 0 ? "主用" : "备用"}上联`, a, z: hub.uplink(way), status: "operational" };
}
