import { ByteReader, BytesError } from "./byte-reader.ts";
import { addWkb } from "./read-wkb.ts";
import type { FeatureBudget, ShapeBuilder } from "./shape-builder.ts";

/** Bytes of the envelope by its kind (none, XY, XYZ, XYM, XYZM). */
const envelopeBytes = [0, 32, 48, 48, 64] as const;

/** Adds the geometry of a GeoPackage blob: the header `GP`, version, flags, srs id and envelope, then well-known binary. */
export function readWkbOfGpkg(builder: ShapeBuilder, blob: Uint8Array, budget: FeatureBudget): void {
  const reader = new ByteReader(blob);
  if (reader.byte() !== 0x47 || reader.byte() !== 0x50) throw new BytesError("it does not begin with GP", 0);
  reader.skip(1);
  const flags = reader.byte();
  reader.skip(4);
  const envelope = envelopeBytes[(flags >> 1) & 7];
  if (envelope === undefined || flags & 0x20) throw new BytesError("its header is of an unknown kind", 3);
  reader.skip(envelope);
  const isEmpty = (flags & 0x10) !== 0;
  if (!isEmpty) addWkb(builder, blob.subarray(reader.offset), budget);
}
