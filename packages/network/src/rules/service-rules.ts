import { endNode } from "../lengths/cable-path.ts";
import type { Equipment } from "../records/equipment.ts";
import { isStrandEnd, type JointEnd } from "../records/joint.ts";
import type { Attachment, Circuit, Drop } from "../records/service.ts";
import type { Network } from "../snapshot/network.ts";
import { isLit } from "../trace/chain.ts";
import type { Village } from "../village.ts";
import { isCount } from "./cable-rules.ts";
import { isPosition } from "./place-rules.ts";
import { Speaker, type Violation } from "./violation.ts";

export function* equipmentRules(_: Network, equipment: Equipment): Generator<Violation> {
  if (isCount(equipment.ports, 100_000)) return;
  yield Speaker.of("equipment", equipment).error(
    "NUMBER_INVALID",
    `${equipment.id} cannot have ${equipment.ports} ports.`,
  );
}

export function* villageRules(_: Network, village: Village): Generator<Violation> {
  if (isPosition(village.position)) return;
  yield Speaker.of("villages", village).error("POSITION_INVALID", `Village ${village.code} is nowhere.`);
}

/** A circuit runs between two ports that exist and are not one. */
export function* circuitRules(network: Network, circuit: Circuit): Generator<Violation> {
  const say = Speaker.of("circuits", circuit);
  const { a, z } = circuit;
  if (a.equipmentId === z.equipmentId && a.port === z.port) {
    yield say.error("CIRCUIT_INVALID", `Circuit ${circuit.id} begins and ends at one port.`);
  }
  for (const { equipmentId, port } of [a, z]) {
    const equipment = network.get("equipment", equipmentId);
    if (!equipment || isCount(port, equipment.ports)) continue;
    const holder = { table: "equipment", id: equipmentId } as const;
    yield say.error("PORT_UNKNOWN", `There is no port ${port} of ${equipmentId}.`, { holder });
  }
}

/** A drop's cable ends where its device is; in use it should have light (it must, when it is taken into use). */
export function* dropRules(network: Network, drop: Drop): Generator<Violation> {
  const say = Speaker.of("drops", drop);
  const cable = network.get("cables", drop.cableId);
  const device = drop.equipmentId === undefined ? undefined : network.get("equipment", drop.equipmentId);
  if (cable && device) {
    const ends = [endNode(network, cable, "a"), endNode(network, cable, "b")];
    if (!ends.includes(device.nodeId)) {
      const holder = { table: "equipment", id: device.id } as const;
      yield say.error("DROP_NOT_AT_VILLAGE", `Cable ${cable.id} does not end where ${device.id} is.`, { holder });
    }
  }
  if (drop.status === "operational" && cable && !isDropLit(network, drop)) {
    yield say.warning("DROP_UNLIT", `Drop ${drop.id} is in use, but its glass reaches no OLT.`);
  }
}

/** True where a strand of the drop's cable reaches an OLT. */
export function isDropLit(network: Network, { cableId }: Drop): boolean {
  const ends = network.jointsOf("cables", cableId).flatMap(({ a, b }): JointEnd[] => [a, b]);
  return ends.some((end) => isStrandEnd(end) && end.cableId === cableId && isLit(network, end));
}

export function* attachmentRules(_: Network, attachment: Attachment): Generator<Violation> {
  const { sha256, bytes, position, takenAt, mediaType } = attachment;
  const sound =
    /^[0-9a-f]{64}$/.test(sha256) &&
    isCount(bytes, 2 ** 40) &&
    /^[\w.+-]+\/[\w.+-]+$/.test(mediaType) &&
    (position === undefined || isPosition(position)) &&
    (takenAt === undefined || !Number.isNaN(Date.parse(takenAt)));
  if (!sound)
    yield Speaker.of("attachments", attachment).error("ATTACHMENT_INVALID", `${attachment.id} is no attachment.`);
}
