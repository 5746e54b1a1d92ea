import type { BlockReader } from "./block-reader.ts";
import type { Draft } from "./draft.ts";
import type { SorLink } from "./sor-trace.ts";

const conditions: Readonly<Record<string, SorLink["condition"]>> = {
  BC: "as-built",
  CC: "as-current",
  RC: "as-repaired",
};

/** Block GenParams, into `link` field by field, so that what is before a break is kept. */
export function readLink(reader: BlockReader, formatVersion: 1 | 2, link: Draft<SorLink>): void {
  link.language = reader.chars(2);
  link.cableId = reader.text();
  link.fibreId = reader.text();
  if (formatVersion === 2) link.fibreType = reader.uint16();
  link.nominalWaveNm = reader.uint16();
  link.locationA = reader.text();
  link.locationB = reader.text();
  link.cableCode = reader.text();
  link.condition = conditions[reader.chars(2)] ?? "other";
  link.userOffsetNs = reader.int32() / 10;
  if (formatVersion === 2) link.userOffsetDistance = reader.int32();
  link.operator = reader.text();
  link.comment = reader.text();
}
