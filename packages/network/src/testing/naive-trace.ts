import { endText, isPort, isSplice, isSplitterLeg, isStrandEnd, type Joint, type JointEnd } from "../records/joint.ts";
import { standingStatuses } from "../records/status.ts";
import type { Network } from "../snapshot/network.ts";

/** One way to its end, in words, with what it comes to: what a tracer must say, found without any index. */
export interface NaivePath {
  readonly hops: readonly string[];
  readonly reason: string;
  readonly drawnM: number;
  readonly glassM: number;
  /** Mean loss at 1550 nm. */
  readonly lossDb: number;
}

/**
 * An independent tracer for tests: at each step it looks through every joint of the plant. Follows the light into an end by one face of it
 * and lists every path, in order of legs.
 */
export function naiveTrace(network: Network, start: JointEnd, face: "rear" | "front"): NaivePath[] {
  const all: Joint[] = [...network.records("splices"), ...network.records("patches")];
  const joints = all.map((joint) => ({ joint, a: endText(joint.a), b: endText(joint.b) }));
  const paths: NaivePath[] = [];
  const stands = (status: string) => (standingStatuses as readonly string[]).includes(status);
  const empty: Omit<NaivePath, "reason"> = { hops: [], drawnM: 0, glassM: 0, lossDb: 0 };
  const longer = (path: typeof empty, hop: string, drawnM = 0, glassM = 0, lossDb = 0) => ({
    hops: [...path.hops, hop],
    drawnM: path.drawnM + drawnM,
    glassM: path.glassM + glassM,
    lossDb: path.lossDb + lossDb,
  });
  const touching = (end: JointEnd, side: "rear" | "front") => {
    const frame = isPort(end) && network.get("equipment", end.equipmentId)!.kind === "odf";
    const name = endText(end);
    return joints
      .filter(({ joint, a, b }) => (a === name || b === name) && !(frame && isSplice(joint) !== (side === "rear")))
      .map(({ joint }) => joint);
  };
  const thing = (end: JointEnd) => {
    if (isStrandEnd(end)) return `${end.cableId} ${end.tube}.${end.strand}`;
    return isSplitterLeg(end) ? `${end.splitterId} ${end.side} ${end.leg}` : `${end.equipmentId} ${end.port}`;
  };

  function leave(end: JointEnd, side: "rear" | "front", path: typeof empty, above: readonly string[]): void {
    const [joint] = touching(end, side);
    if (!joint) return void paths.push({ ...path, reason: "open" });
    if (!stands(joint.status)) return void paths.push({ ...path, reason: "unasked" });
    const other = endText(joint.a) === endText(end) ? joint.b : joint.a;
    const loss = isSplice(joint)
      ? network.settings.spliceLossDb.fusion.meanDb
      : 2 * network.settings.connectorLossDb.meanDb;
    const crossed = longer(path, `${isSplice(joint) ? "splice" : "patch"} ${joint.id}`, 0, 0, loss);
    if (thing(other) === thing(start)) return void paths.push({ ...crossed, reason: "loop" });
    enter(other, isSplice(joint) ? "rear" : "front", crossed, above);
  }

  function enter(end: JointEnd, side: "rear" | "front", path: typeof empty, above: readonly string[]): void {
    if (isStrandEnd(end)) {
      const cable = network.get("cables", end.cableId)!;
      if (!stands(cable.status)) return void paths.push({ ...path, reason: "unasked" });
      const type = network.get("cableTypes", cable.typeId)!;
      const drawnM = cable.spanIds.reduce((sum, id) => sum + network.get("spans", id)!.lengthM, 0);
      const glassM = drawnM * 1.015 * (1 + type.layPct / 100);
      const loss = (type.attenuationDbPerKm["1550"] * glassM) / 1000;
      const on = longer(path, `strand ${thing(end)} ${end.end}`, drawnM, glassM, loss);
      return void leave({ ...end, end: end.end === "a" ? "b" : "a" }, "rear", on, above);
    }
    if (isPort(end)) {
      const on = longer(path, `port ${thing(end)}`);
      const device = network.get("equipment", end.equipmentId)!.kind !== "odf";
      if (device && path.hops.length > 0) return void paths.push({ ...on, reason: "port" });
      return void leave(end, side === "rear" ? "front" : "rear", on, above);
    }
    if (above.includes(end.splitterId)) return void paths.push({ ...path, reason: "loop" });
    const splitter = network.get("splitters", end.splitterId)!;
    const type = network.get("splitterTypes", splitter.typeId)!;
    const legs = end.side === "in" ? type.outputs : type.inputs;
    for (let leg = 1; leg <= legs; leg++) {
      const exit = { ...end, side: end.side === "in" ? ("out" as const) : ("in" as const), leg };
      const word = end.side === "in" ? `down ${end.leg} ${leg}` : `up ${leg} ${end.leg}`;
      if (touching(exit, "rear").length === 0) paths.push({ ...path, reason: "spare" });
      else
        leave(exit, "rear", longer(path, `splitter ${end.splitterId} ${word}`, 0, 0, type.lossDb), [
          ...above,
          end.splitterId,
        ]);
    }
  }

  enter(start, face, empty, []);
  return paths;
}
