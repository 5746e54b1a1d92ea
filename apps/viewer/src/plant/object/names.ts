import {
  colourOf,
  isSplitterLeg,
  isStrandEnd,
  type JointEnd,
  type MarkedColour,
  type Network,
  type Records,
  type Ref,
  type Strand,
  type Table,
} from "@cuntong/network";
import type { Translate } from "../../language/translate.ts";

/** What an object is called: its name, or its id; of a splice or patch, what it joins. */
export function nameOf(network: Network, { table, id }: Ref, t: Translate): string {
  const record = network.get(table, id);
  if (!record) return id;
  if (table === "splices" || table === "patches") {
    const { a, b } = record as Records["splices"] | Records["patches"];
    return `${endName(network, a, t)} – ${endName(network, b, t)}`;
  }
  if (table === "services") return t(`service.${(record as Records["services"]).kind}`);
  if (table === "drops") return nameOf(network, { table: "cables", id: (record as Records["drops"]).cableId }, t);
  return givenName(record) ?? shortId(id);
}

/** Of an id that was made up by the program the first signs tell it apart well enough; one that people gave is whole. */
function shortId(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id) ? `#${id.slice(0, 8)}` : id;
}

function givenName(record: Records[Table]): string | undefined {
  return "name" in record && typeof record.name === "string" && record.name !== "" ? record.name : undefined;
}

/** An end in words: `干线 1 2.3`, `分光器 out 4`, `OLT port 1`. */
export function endName(network: Network, end: JointEnd, t: Translate): string {
  if (isStrandEnd(end)) return `${nameOf(network, { table: "cables", id: end.cableId }, t)} ${end.tube}.${end.strand}`;
  if (isSplitterLeg(end)) {
    const leg = t(end.side === "in" ? "closure.splitterIn" : "closure.splitterOut", { leg: end.leg });
    return `${nameOf(network, { table: "splitters", id: end.splitterId }, t)} ${leg}`;
  }
  return t("circuit.port", {
    equipment: nameOf(network, { table: "equipment", id: end.equipmentId }, t),
    port: end.port,
  });
}

/** The object that an end belongs to. */
export function holderOfEnd(end: JointEnd): Ref {
  if (isStrandEnd(end)) return { table: "cables", id: end.cableId };
  if (isSplitterLeg(end)) return { table: "splitters", id: end.splitterId };
  return { table: "equipment", id: end.equipmentId };
}

/** A colour in a word, with its tracers where it has some. */
export function colourName({ colour, tracers }: MarkedColour, t: Translate): string {
  const word = t(`colour.${colour}`);
  return tracers === 0 ? word : t("colour.traced", { colour: word, count: tracers });
}

/** Tube and strand of a cable in colours: `blue / red`. */
export function strandColourNames(network: Network, { cableId, tube, strand }: Strand, t: Translate): string {
  const type = network.get("cableTypes", network.get("cables", cableId)?.typeId ?? "");
  if (!type) return "";
  const [outer, inner] = [colourOf(type.tubeColours, tube), colourOf(type.strandColours, strand)];
  return `${colourName(outer, t)} / ${colourName(inner, t)}`;
}
