import type { Hop, Network, Stop, TraceStart } from "@cuntong/network";
import type { Translate } from "../language/translate.ts";
import { colourName, endName, nameOf } from "../plant/object/names.ts";
import type { TraceQuery } from "./trace-start.ts";

/** A hop in a line of words. */
export function hopWords(network: Network, hop: Hop, t: Translate): string {
  switch (hop.kind) {
    case "strand":
      return `${nameOf(network, { table: "cables", id: hop.cableId }, t)} ${hop.tube}.${hop.strand}`;
    case "splice":
      return spliceWords(network, hop, t);
    case "patch":
      return t("hop.patch", { place: nodeName(network, hop.nodeId, t) });
    case "splitter": {
      const key = hop.direction === "down" ? "hop.splitterDown" : "hop.splitterUp";
      return t(key, { name: splitterName(network, hop.splitterId, t), input: hop.input, output: hop.output });
    }
    case "port":
      return portWords(network, hop, t);
  }
}

/** What else is to be said of a hop: a strand's colours and where it leads from and to. */
export function hopDetail(network: Network, hop: Hop, t: Translate): string {
  if (hop.kind === "strand") {
    const colours = `${colourName(hop.tubeColour, t)} / ${colourName(hop.strandColour, t)}`;
    return `${colours} · ${nodeName(network, hop.fromNodeId, t)} → ${nodeName(network, hop.toNodeId, t)}`;
  }
  if (hop.kind === "splice") return t(`method.${hop.method}`);
  if (hop.kind !== "port") return "";
  const device = network.get("equipment", hop.equipmentId);
  return device ? t(`equipment.${device.kind}`) : "";
}

/** Why a way ends, in words that name the place: never as if it were complete. */
export function stopWords(network: Network, stop: Stop, last: Hop | undefined, count: number, t: Translate): string {
  const place = stopPlace(network, stop, last, t);
  if (stop.reason === "spare") return t("stop.spare", { count, place });
  const because = stop.because?.length ? `, ${t("stop.because", { names: stop.because.join(", ") })}` : "";
  return t(`stop.${stop.reason}`, { place }) + because;
}

function stopPlace(network: Network, stop: Stop, last: Hop | undefined, t: Translate): string {
  if (stop.reason === "port" && last?.kind === "port") return portWords(network, last, t);
  if (stop.closureId !== undefined) return nameOf(network, { table: "closures", id: stop.closureId }, t);
  if (stop.nodeId !== undefined) return nodeName(network, stop.nodeId, t);
  return stop.at ? endName(network, stop.at, t) : "–";
}

/** What a trace starts at, in words. */
export function startWords(network: Network, start: TraceStart | TraceQuery, t: Translate): string {
  if ("villageCode" in start) return nameOf(network, { table: "villages", id: start.villageCode }, t);
  if ("circuitId" in start) return start.circuitId;
  if ("equipmentId" in start) return portWords(network, start, t);
  const end = "end" in start && start.end ? ` ${start.end}` : "";
  return `${nameOf(network, { table: "cables", id: start.cableId }, t)} ${start.tube}.${start.strand}${end}`;
}

/** A splitter by its name, or else its closure's, with its ratio. */
export function splitterName(network: Network, id: string, t: Translate): string {
  const splitter = network.get("splitters", id);
  const type = network.get("splitterTypes", splitter?.typeId ?? "");
  const name = splitter ? nameOf(network, { table: "splitters", id }, t) : id;
  return type ? `${name} (${type.inputs}:${type.outputs})` : name;
}

function spliceWords(network: Network, hop: Extract<Hop, { kind: "splice" }>, t: Translate): string {
  if (hop.closureId === undefined) return t("hop.spliceBare", { place: nodeName(network, hop.nodeId, t) });
  const place = nameOf(network, { table: "closures", id: hop.closureId }, t);
  return hop.tray === undefined ? t("hop.splice", { place }) : t("hop.spliceTray", { place, tray: hop.tray });
}

function portWords(network: Network, { equipmentId, port }: { equipmentId: string; port: number }, t: Translate) {
  return t("hop.port", { equipment: nameOf(network, { table: "equipment", id: equipmentId }, t), port });
}

function nodeName(network: Network, id: string, t: Translate): string {
  return nameOf(network, { table: "nodes", id }, t);
}
