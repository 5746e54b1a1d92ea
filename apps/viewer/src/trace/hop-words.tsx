import type { TraceAnswer } from "@cuntong/contract";
import type { Hop, Ref, Stop } from "@cuntong/network";
import type { Translate } from "../language/translate.ts";
import { colourName } from "../plant/object/names.ts";

/** What the places of a trace are called. */
export class TraceNames {
  readonly #nodes: ReadonlyMap<string, string>;
  readonly #cables: ReadonlyMap<string, string>;
  readonly #equipment: ReadonlyMap<string, string>;
  readonly #others: Readonly<Record<string, string>>;

  constructor({ nodes, cables, equipment, names }: TraceAnswer) {
    const named = (list: readonly { id: string; name?: string }[]) =>
      new Map(list.map(({ id, name }) => [id, name || id]));
    this.#nodes = named(nodes);
    this.#cables = named(cables);
    this.#equipment = named(equipment);
    this.#others = names;
  }

  node(id: string): string {
    return this.#nodes.get(id) ?? id;
  }

  cable(id: string): string {
    return this.#cables.get(id) ?? id;
  }

  equipment(id: string): string {
    return this.#equipment.get(id) ?? id;
  }

  /** Of a closure or splitter. */
  other(id: string): string {
    return this.#others[id] ?? id;
  }
}

/** A hop in words, the object that it is about, and where that is. */
export function hopWords(
  hop: Hop,
  names: TraceNames,
  t: Translate,
): { readonly what: string; readonly of: Ref; readonly where: string } {
  switch (hop.kind) {
    case "strand":
      return {
        what: `${names.cable(hop.cableId)} ${hop.tube}.${hop.strand}`,
        of: { table: "cables", id: hop.cableId },
        where: `${colourName(hop.tubeColour, t)} / ${colourName(hop.strandColour, t)}`,
      };
    case "splice": {
      const of: Ref =
        hop.closureId === undefined ? { table: "splices", id: hop.spliceId } : { table: "closures", id: hop.closureId };
      const tray = hop.tray === undefined ? "" : ` · ${t("closure.tray", { tray: hop.tray })}`;
      return { what: t(`method.${hop.method}`), of, where: `${names.node(hop.nodeId)}${tray}` };
    }
    case "patch":
      return { what: t("kind.patches"), of: { table: "patches", id: hop.patchId }, where: names.node(hop.nodeId) };
    case "splitter":
      return {
        what: `${names.other(hop.splitterId)} ${t("closure.splitterOut", { leg: hop.output })}`,
        of: { table: "splitters", id: hop.splitterId },
        where: names.node(hop.nodeId),
      };
    case "port":
      return {
        what: t("circuit.port", { equipment: names.equipment(hop.equipmentId), port: hop.port }),
        of: { table: "equipment", id: hop.equipmentId },
        where: names.node(hop.nodeId),
      };
  }
}

/** Why a path ends, and where. */
export function stopWords(stop: Stop, last: Hop | undefined, names: TraceNames, t: Translate): string {
  if (stop.reason === "port" && last?.kind === "port") return hopWords(last, names, t).what;
  const at = stop.nodeId === undefined ? t("trace.somewhere") : names.node(stop.nodeId);
  return t(`trace.stop.${stop.reason}`, { at, because: stop.because?.join(", ") ?? "" });
}
