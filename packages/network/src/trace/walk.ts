import { cableLengths } from "../lengths/cable-lengths.ts";
import { nodeOfEnd } from "../lengths/cable-path.ts";
import { colourOf } from "../records/colours.ts";
import {
  endText,
  isSplice,
  isSplitterLeg,
  isStrandEnd,
  type Joint,
  type JointEnd,
  type Port,
  type SplitterLeg,
  type StrandEnd,
} from "../records/joint.ts";
import type { PlantStatus } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";
import { type Face, jointsBeside } from "./beside.ts";
import type { Hop, Measure, Stop, StopReason, Way } from "./hop.ts";
import { glassLossDb, type LossBasis, patchLossDb, spliceLossDb } from "./loss.ts";
import { sum } from "./measure.ts";

export interface WalkOptions {
  readonly wavesNm: readonly number[];
  readonly basis: LossBasis;
  readonly statuses: ReadonlySet<PlantStatus>;
}

/** Hops of one walk beyond which it is given up: no honest plant has a tree like that. */
const maxHops = 100_000;

/** Why a walk could not be done at all. */
export class WalkFault {
  readonly code: "ATTENUATION_MISSING" | "TRACE_TOO_LARGE";
  readonly message: string;

  constructor(code: WalkFault["code"], message: string) {
    this.code = code;
    this.message = message;
  }
}

/** A hop without its place in the walk. */
type Bare = Hop extends infer H ? (H extends Hop ? Omit<H, "parent" | "own" | "total"> : never) : never;

/**
 * Walks the glass in one direction. Going in at an end of a strand, splitter or port it comes out at the other side (all other sides of
 * a splitter), crosses the joint there, and goes in again; each step is a few look-ups in the snapshot, so the cost is that of the
 * answer. In a sound plant an end is joined once, so a way without splitters can only come back to its own start, and one with splitters
 * only to a splitter above it: these two are looked for, and ends that are joined twice are not crossed.
 */
export class Walk {
  readonly #network: Network;
  readonly #options: WalkOptions;
  readonly #hops: Hop[] = [];
  readonly #stops: Stop[] = [];
  /** What is still to be gone into or out of, the next one last. */
  readonly #todo: (() => void)[] = [];
  #start: JointEnd | undefined;
  fault: WalkFault | undefined;

  constructor(network: Network, options: WalkOptions) {
    this.#network = network;
    this.#options = options;
  }

  /** Goes in at an end. */
  into(end: JointEnd, face: Face): Way {
    this.#start = end;
    this.#enter(end, face, -1);
    return this.#run();
  }

  /** Crosses the joint at an end, away from what the end belongs to. */
  outOf(end: JointEnd, face: Face): Way {
    this.#start = end;
    this.#leave(end, face, -1);
    return this.#run();
  }

  #run(): Way {
    for (let next = this.#todo.pop(); next && !this.fault; next = this.#todo.pop()) {
      next();
      if (this.#hops.length > maxHops) {
        this.fault = new WalkFault("TRACE_TOO_LARGE", `The way has more than ${maxHops} hops.`);
      }
    }
    return { hops: this.#hops, stops: this.#stops };
  }

  #enter(end: JointEnd, face: Face, parent: number): undefined {
    if (isStrandEnd(end)) this.#enterStrand(end, parent);
    else if (isSplitterLeg(end)) this.#enterSplitter(end, parent);
    else this.#enterPort(end, face, parent);
  }

  #enterStrand(end: StrandEnd, parent: number): undefined {
    const cable = this.#network.get("cables", end.cableId);
    const type = cable && this.#network.get("cableTypes", cable.typeId);
    if (!cable || !type) return this.#stop("broken", parent, { at: end, because: [end.cableId] });
    if (!this.#asked(cable.status)) return this.#stop("unasked", parent, { at: end, because: [end.cableId] });
    const lengths = cableLengths(this.#network, cable, type);
    const lossDb = glassLossDb(type, lengths.glassM, this.#options.wavesNm);
    if ("missingNm" in lossDb) {
      this.fault = new WalkFault(
        "ATTENUATION_MISSING",
        `Cable type ${type.id} has no attenuation at ${lossDb.missingNm} nm.`,
      );
      return;
    }
    const nodes = [lengths.chainages[0].nodeId, lengths.chainages[lengths.chainages.length - 1].nodeId];
    const { drawnM, sheathM, glassM, spreadM, confidence } = lengths;
    const hop = this.#push(
      {
        kind: "strand",
        cableId: end.cableId,
        tube: end.tube,
        strand: end.strand,
        tubeColour: colourOf(type.tubeColours, end.tube),
        strandColour: colourOf(type.strandColours, end.strand),
        enters: end.end,
        fromNodeId: nodes[end.end === "a" ? 0 : 1],
        toNodeId: nodes[end.end === "a" ? 1 : 0],
      },
      { drawnM, sheathM, glassM, spreadM, confidence, lossDb },
      parent,
    );
    this.#todo.push(() => this.#leave({ ...end, end: end.end === "a" ? "b" : "a" }, "rear", hop));
  }

  #enterSplitter(end: SplitterLeg, parent: number): undefined {
    const splitter = this.#network.get("splitters", end.splitterId);
    const type = splitter && this.#network.get("splitterTypes", splitter.typeId);
    const nodeId = splitter && this.#network.get("closures", splitter.closureId)?.nodeId;
    if (!splitter || !type || !nodeId) return this.#stop("broken", parent, { at: end, because: [end.splitterId] });
    if (!this.#asked(splitter.status)) return this.#stop("unasked", parent, { at: end, because: [end.splitterId] });
    if (this.#passed(end.splitterId, parent)) return this.#stop("loop", parent, { at: end });
    const down = end.side === "in";
    const own = this.#measure(this.#options.basis === "mean" ? type.lossDb : type.maxLossDb);
    for (let leg = down ? type.outputs : type.inputs; leg >= 1; leg--) {
      const exit: SplitterLeg = { splitterId: end.splitterId, side: down ? "out" : "in", leg };
      if (jointsBeside(this.#network, exit, "rear").length === 0) {
        this.#todo.push(() => this.#stop("spare", parent, { at: exit, nodeId }));
        continue;
      }
      this.#todo.push(() => {
        const { splitterId } = end;
        const legs = down ? { input: end.leg, output: leg } : { input: leg, output: end.leg };
        const bare = { kind: "splitter", splitterId, closureId: splitter.closureId, nodeId } as const;
        const hop = this.#push({ ...bare, direction: down ? "down" : "up", ...legs }, own, parent);
        this.#leave(exit, "rear", hop);
      });
    }
  }

  #enterPort(end: Port, face: Face, parent: number): undefined {
    const equipment = this.#network.get("equipment", end.equipmentId);
    if (!equipment) return this.#stop("broken", parent, { at: end, because: [end.equipmentId] });
    if (!this.#asked(equipment.status)) return this.#stop("unasked", parent, { at: end, because: [end.equipmentId] });
    const bare = { kind: "port", equipmentId: end.equipmentId, port: end.port, nodeId: equipment.nodeId } as const;
    const hop = this.#push(bare, this.#measure(0), parent);
    if (equipment.kind !== "odf" && parent !== -1) return this.#stop("port", hop, { nodeId: equipment.nodeId });
    this.#todo.push(() => this.#leave(end, face === "rear" ? "front" : "rear", hop));
  }

  #leave(end: JointEnd, face: Face, parent: number): undefined {
    const joints = jointsBeside(this.#network, end, face);
    if (joints.length === 0) return this.#stop("open", parent, { at: end });
    const joint = joints[0];
    const other = endText(joint.a) === endText(end) ? joint.b : joint.a;
    const across = jointsBeside(this.#network, other, isSplice(joint) ? "rear" : "front");
    const contested = joints.length > 1 ? joints : across.length > 1 ? across : undefined;
    if (contested) return this.#stop("contested", parent, { at: end, because: contested.map(({ id }) => id) });
    if (!this.#asked(joint.status)) return this.#stop("unasked", parent, { at: end, because: [joint.id] });
    const hop = this.#cross(joint, end, parent);
    if (hop === undefined) return;
    if (this.#isStart(other)) return this.#stop("loop", hop, { at: other });
    this.#todo.push(() => this.#enter(other, isSplice(joint) ? "rear" : "front", hop));
  }

  #cross(joint: Joint, end: JointEnd, parent: number): number | undefined {
    const { settings } = this.#network;
    const { wavesNm, basis } = this.#options;
    const nodeId = nodeOfEnd(this.#network, end);
    if (nodeId === undefined) return this.#stop("broken", parent, { at: end, because: [joint.id] });
    if (!isSplice(joint)) {
      return this.#push(
        { kind: "patch", patchId: joint.id, nodeId },
        this.#measure(patchLossDb(settings, basis)),
        parent,
      );
    }
    const { id: spliceId, method, closureId, tray } = joint;
    const place = { ...(closureId !== undefined && { closureId }), ...(tray !== undefined && { tray }) };
    const own = { ...this.#measure(0), lossDb: spliceLossDb(joint, settings, wavesNm, basis) };
    return this.#push({ kind: "splice", spliceId, method, nodeId, ...place }, own, parent);
  }

  #asked(status: PlantStatus): boolean {
    return this.#options.statuses.has(status);
  }

  #passed(splitterId: string, hop: number): boolean {
    for (let at = hop; at >= 0; at = this.#hops[at].parent) {
      const passed = this.#hops[at];
      if (passed.kind === "splitter" && passed.splitterId === splitterId) return true;
    }
    return false;
  }

  /** True for the strand or port the walk began at, whichever end of it. */
  #isStart(end: JointEnd): boolean {
    const start = this.#start!;
    if (isStrandEnd(end)) {
      return (
        isStrandEnd(start) && start.cableId === end.cableId && start.tube === end.tube && start.strand === end.strand
      );
    }
    return endText(start) === endText(end);
  }

  #measure(lossDb: number): Measure {
    const losses = this.#options.wavesNm.map(() => lossDb);
    return { drawnM: 0, sheathM: 0, glassM: 0, spreadM: 0, confidence: "surveyed", lossDb: losses };
  }

  #push(bare: Bare, own: Measure, parent: number): number {
    const total = parent < 0 ? own : sum(this.#hops[parent].total, own);
    return this.#hops.push({ parent, ...bare, own, total } as Hop) - 1;
  }

  #stop(reason: StopReason, hop: number, more: Pick<Stop, "at" | "nodeId" | "because">): undefined {
    const nodeId = more.nodeId ?? (more.at && nodeOfEnd(this.#network, more.at));
    const closures = nodeId === undefined ? [] : this.#network.referrers("nodes", nodeId, "closures");
    const place = { ...(nodeId !== undefined && { nodeId }), ...(closures.length === 1 && { closureId: closures[0] }) };
    this.#stops.push({ hop, reason, ...more, ...place } as Stop);
  }
}
