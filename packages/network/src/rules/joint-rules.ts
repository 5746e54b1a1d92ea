import { nodeOfEnd } from "../lengths/cable-path.ts";
import type { Closure } from "../records/closure.ts";
import {
  compareEnds,
  endText,
  isPort,
  isSplice,
  isSplitterLeg,
  isStrandEnd,
  type Joint,
  type JointEnd,
  type Patch,
  type Splice,
} from "../records/joint.ts";
import type { Ref } from "../records/tables.ts";
import type { Network } from "../snapshot/network.ts";
import { jointsBeside } from "../trace/beside.ts";
import { isCount } from "./cable-rules.ts";
import { Speaker, type Violation } from "./violation.ts";

/** Rules of splices: between two ends that are there and free, in a tray with room. */
export function* spliceRules(network: Network, splice: Splice): Generator<Violation> {
  const say = Speaker.of("splices", splice);
  yield* endRules(network, splice, say);
  const atPort = isPort(splice.a) || isPort(splice.b);
  const closure = splice.closureId === undefined ? undefined : network.get("closures", splice.closureId);
  if (splice.closureId === undefined) {
    if (!atPort) yield say.error("CLOSURE_NEEDED", `Splice ${splice.id} is neither in a closure nor at a port.`);
    yield* sameNodeRule(network, splice, say);
  }
  if (!closure) return;
  for (const end of [splice.a, splice.b]) {
    const nodeId = nodeOfEnd(network, end);
    if (nodeId === undefined || nodeId === closure.nodeId) continue;
    yield say.error(
      "JOINT_NOT_AT_NODE",
      `${endText(end)} is at ${nodeId}, not at ${closure.nodeId} where ${closure.id} is.`,
      {
        holder: { table: "closures", id: closure.id },
      },
    );
  }
  yield* trayRules(network, splice, say);
}

/** Rules of patches: between two ports, or a port and a leg, at one node. */
export function* patchRules(network: Network, patch: Patch): Generator<Violation> {
  const say = Speaker.of("patches", patch);
  yield* endRules(network, patch, say);
  yield* sameNodeRule(network, patch, say);
}

function* endRules(network: Network, joint: Joint, say: Speaker): Generator<Violation> {
  const order = compareEnds(joint.a, joint.b);
  if (order === 0) yield say.error("JOINT_ITSELF", `${joint.id} joins ${endText(joint.a)} to itself.`);
  if (order > 0) yield say.error("JOINT_ORDER", `${joint.id} must have ${endText(joint.b)} as its a.`);
  for (const end of [joint.a, joint.b]) {
    yield* existsRule(network, end, say);
    const other = jointsBeside(network, end, isSplice(joint) ? "rear" : "front").find(({ id }) => id !== joint.id);
    if (!other) continue;
    const holder = { table: isSplice(other) ? "splices" : "patches", id: other.id } as const;
    yield say.error("END_TAKEN", `${endText(end)} is joined by ${other.id} already.`, { holder });
  }
}

function* existsRule(network: Network, end: JointEnd, say: Speaker): Generator<Violation> {
  if (isStrandEnd(end)) {
    const cable = network.get("cables", end.cableId);
    const type = cable && network.get("cableTypes", cable.typeId);
    const known = !type || (isCount(end.tube, type.tubes) && isCount(end.strand, type.strandsPerTube));
    if (!known)
      yield say.error("STRAND_UNKNOWN", `There is no strand ${endText(end)}.`, { holder: cableRef(end.cableId) });
  } else if (isSplitterLeg(end)) {
    const splitter = network.get("splitters", end.splitterId);
    const type = splitter && network.get("splitterTypes", splitter.typeId);
    if (!type || isCount(end.leg, end.side === "in" ? type.inputs : type.outputs)) return;
    const holder = { table: "splitters", id: end.splitterId } as const;
    yield say.error("LEG_UNKNOWN", `There is no ${endText(end)}.`, { holder });
  } else {
    const equipment = network.get("equipment", end.equipmentId);
    if (!equipment || isCount(end.port, equipment.ports)) return;
    const holder = { table: "equipment", id: end.equipmentId } as const;
    yield say.error("PORT_UNKNOWN", `There is no ${endText(end)}.`, { holder });
  }
}

function cableRef(id: string): Ref {
  return { table: "cables", id };
}

function* sameNodeRule(network: Network, joint: Joint, say: Speaker): Generator<Violation> {
  const one = nodeOfEnd(network, joint.a);
  const two = nodeOfEnd(network, joint.b);
  if (one === undefined || two === undefined || one === two) return;
  const message = `${endText(joint.a)} is at ${one}, ${endText(joint.b)} at ${two}.`;
  yield say.error("JOINT_NOT_AT_NODE", message, { holder: { table: "nodes", id: two } });
}

function* trayRules(network: Network, splice: Splice, say: Speaker): Generator<Violation> {
  if (splice.method === "uncut" || isPort(splice.a) || isPort(splice.b)) return;
  const holder = { table: "closures", id: splice.closureId! } as const;
  const type = network.get("closureTypes", network.get("closures", holder.id)!.typeId);
  if (!type || (splice.tray !== undefined && isCount(splice.tray, type.trays))) return;
  const params = { trays: type.trays };
  const message = `Closure ${holder.id} has ${type.trays} trays, and no ${splice.tray ?? "tray given"}.`;
  yield say.error("TRAY_UNKNOWN", message, { holder, params });
}

/** Rules of closures: no tray holds more splices than it has room for. */
export function* closureRules(network: Network, closure: Closure): Generator<Violation> {
  const type = network.get("closureTypes", closure.typeId);
  if (!type) return;
  const used = new Map<number, number>();
  for (const id of network.referrers("closures", closure.id, "splices")) {
    const { tray, method } = network.get("splices", id)!;
    if (tray !== undefined && method !== "uncut") used.set(tray, (used.get(tray) ?? 0) + 1);
  }
  for (const [tray, count] of used) {
    if (count <= type.splicesPerTray) continue;
    const message = `Tray ${tray} of ${closure.id} holds ${type.splicesPerTray} splices, not ${count}.`;
    const params = { tray, used: count, splicesPerTray: type.splicesPerTray };
    const holder = { table: "closures", id: closure.id } as const;
    yield Speaker.of("closures", closure).error("TRAY_FULL", message, { holder, params });
  }
}

/** Splices that take room in a tray. */
export function splicesInTray(network: Network, closureId: string, tray: number): number {
  const splices = network.referrers("closures", closureId, "splices").map((id) => network.get("splices", id)!);
  return splices.filter((splice) => splice.tray === tray && splice.method !== "uncut").length;
}
