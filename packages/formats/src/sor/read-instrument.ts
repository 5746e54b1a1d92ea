import type { BlockReader } from "./block-reader.ts";
import type { Draft } from "./draft.ts";
import type { SorInstrument } from "./sor-trace.ts";

/** Block SupParams, into `instrument` field by field, so that what is before a break is kept. */
export function readInstrument(reader: BlockReader, instrument: Draft<SorInstrument>): void {
  instrument.supplier = reader.text();
  instrument.model = reader.text();
  instrument.serial = reader.text();
  instrument.module = reader.text();
  instrument.moduleSerial = reader.text();
  instrument.software = reader.text();
  instrument.other = reader.text();
}
