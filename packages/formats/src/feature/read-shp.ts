import type { IssueLog } from "../file/issue-log.ts";
import { ByteReader, BytesError } from "./byte-reader.ts";
import type { Crs } from "./crs.ts";
import type { Feature, Layer } from "./feature.ts";
import type { DbfRecords } from "./read-dbf.ts";
import { polygonsOf } from "./rings.ts";
import { type FeatureBudget, ShapeBuilder } from "./shape-builder.ts";

/** What a `.shp` needs to become a layer. */
export interface ShpContext {
  readonly name: string;
  readonly records: DbfRecords;
  readonly crs: Crs;
  readonly budget: FeatureBudget;
  readonly log: IssueLog;
}

const headerBytes = 100;

/**
 * Features of a `.shp` (ESRI Shapefile Technical Description, 1998): points, multipoints, polylines and polygons with or without Z and
 * M; multipatches are an issue. A file cut short gives the shapes that are whole.
 */
export function readShp(bytes: Uint8Array, context: ShpContext): Layer | undefined {
  const { log, name, crs } = context;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 4 && bytes.length < headerBytes && view.getInt32(0) === 9994) {
    return void log.error("FILE_TRUNCATED", { layer: name }, "The .shp ends inside its header.");
  }
  if (bytes.length < headerBytes || view.getInt32(0) !== 9994) {
    return void log.error("SHAPEFILE_INVALID", { layer: name }, "The .shp does not begin as a shapefile.");
  }
  const declared = view.getInt32(24) * 2;
  const features: Feature[] = [];
  let at = headerBytes;
  while (at + 8 <= bytes.length && context.budget.takeFeature()) {
    const end = at + 8 + view.getInt32(at + 4) * 2;
    if (end < at + 12 || end > bytes.length) break;
    features.push(readRecord(bytes.subarray(at + 8, end), features.length + 1, context));
    at = end;
  }
  if (declared > bytes.length || (at !== bytes.length && at !== declared)) {
    log.error(
      "FILE_TRUNCATED",
      { layer: name, offset: at },
      `The .shp breaks off after ${features.length} whole shapes.`,
      {
        params: { features: features.length },
      },
    );
  }
  return { name, features, ...(crs.datum ? { datumHint: crs.datum } : {}) };
}

function readRecord(bytes: Uint8Array, number: number, { name, records, crs, budget, log }: ShpContext): Feature {
  const place = { layer: name, feature: number };
  const builder = new ShapeBuilder(log, place, crs.toDegrees);
  try {
    addShape(builder, new ByteReader(bytes), budget);
  } catch (error) {
    if (!(error instanceof BytesError)) throw error;
    log.error("GEOMETRY_INVALID", place, `The shape is damaged: ${error.message}.`);
  }
  return { number, fields: records[number - 1] ?? {}, shape: builder.shape() };
}

function addShape(builder: ShapeBuilder, reader: ByteReader, budget: FeatureBudget): void {
  const type = reader.uint32(true);
  // Z and M variants have their numbers 10 and 20 higher and their extra values after the positions.
  const kind = type <= 28 ? type % 10 : -1;
  if (type === 0) return;
  if (kind === 1) builder.point(reader.double(true), reader.double(true));
  else if (kind === 8) addMultiPoint(builder, reader, budget);
  else if (kind === 3) for (const part of readParts(reader, budget)) builder.line(part);
  else if (kind === 5) for (const polygon of polygonsOf(readParts(reader, budget))) builder.polygon(polygon);
  else throw new BytesError(`shape type ${type} is not read`, 0);
}

function addMultiPoint(builder: ShapeBuilder, reader: ByteReader, budget: FeatureBudget): void {
  reader.skip(32);
  for (const [x, y] of readPositions(reader, reader.count(true, 16), budget)) builder.point(x, y);
}

function readParts(reader: ByteReader, budget: FeatureBudget): [number, number][][] {
  reader.skip(32);
  const parts = reader.count(true, 4);
  const count = reader.count(true, 4);
  const starts = Array.from({ length: parts }, () => reader.uint32(true));
  if (count * 16 > reader.left)
    throw new BytesError(`${count} positions cannot be in ${reader.left} bytes`, reader.offset);
  const positions = readPositions(reader, count, budget);
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? count;
    if (start >= end || end > count) throw new BytesError(`part ${i + 1} runs from ${start} to ${end}`, reader.offset);
    return positions.slice(start, end);
  });
}

function readPositions(reader: ByteReader, count: number, budget: FeatureBudget): [number, number][] {
  if (!budget.takePositions(count)) throw new BytesError("too many positions", reader.offset);
  return Array.from({ length: count }, () => [reader.double(true), reader.double(true)]);
}
