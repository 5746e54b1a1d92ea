import { nodeOfEnd } from "../lengths/cable-path.ts";
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
    const other = jointsBeside(network, joint, end).find(({ id }) => id !== joint.id);
    if (!other) continue;
    const holder = { table: isSplice(other) ? "splices" : "patches", id: other.id } as const;
    yield say.error("END_TAKEN", `${endText(end)} is joined by ${other.id} already.`, { holder });
  }
}

/** Everything that claims an end: a frame's rear and front are two, anything else is one. */
function jointsBeside(network: Network, joint: Joint, end: JointEnd): readonly Joint[] {
  const face = isSplice(joint) ? "rear" : "front";
  if (!isPort(end)) return network.jointsAt(end);
  if (network.get("equipment", end.equipmentId)?.kind === "odf") return network.jointsAt(end, face);
  return [...network.jointsAt(end, "rear"), ...network.jointsAt(end, "front")];
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
  const closureId = splice.closureId!;
  const holder = { table: "closures", id: closureId } as const;
  const type = network.get("closureTypes", network.get("closures", closureId)!.typeId);
  if (!type) return;
  if (splice.tray === undefined || !isCount(splice.tray, type.trays)) {
    const params = { trays: type.trays };
    yield say.error(
      "TRAY_UNKNOWN",
      `Closure ${closureId} has ${type.trays} trays, and no ${splice.tray ?? "tray given"}.`,
      { holder, params },
    );
    return;
  }
  const used = splicesInTray(network, closureId, splice.tray);
  if (used <= type.splicesPerTray) return;
  const params = { tray: splice.tray, used, splicesPerTray: type.splicesPerTray };
  yield say.error(
    "TRAY_FULL",
    `Tray ${splice.tray} of ${closureId} holds ${type.splicesPerTray} splices, not ${used}.`,
    { holder, params },
  );
}

/** Splices that take room in a tray. */
export function splicesInTray(network: Network, closureId: string, tray: number): number {
  const splices = network.referrers("closures", closureId, "splices").map((id) => network.get("splices", id)!);
  return splices.filter((splice) => splice.tray === tray && splice.method !== "uncut").length;
}
