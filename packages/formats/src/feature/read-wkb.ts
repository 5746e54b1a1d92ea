import { ByteReader, BytesError } from "./byte-reader.ts";
import type { FeatureBudget, ShapeBuilder } from "./shape-builder.ts";

/** Collections within collections that are followed. */
const maxDepth = 4;

/**
 * Adds a well-known binary geometry (OGC 06-103r4; ISO and PostGIS forms, Z and M skipped) to a shape. Throws {@link BytesError} when it
 * is cut short, lies about its counts or is of a kind with curves.
 */
export function addWkb(builder: ShapeBuilder, bytes: Uint8Array, budget: FeatureBudget): void {
  addGeometry(builder, new ByteReader(bytes), budget, 0);
}

function addGeometry(builder: ShapeBuilder, reader: ByteReader, budget: FeatureBudget, depth: number): void {
  const littleEndian = reader.byte() === 1;
  const raw = reader.uint32(littleEndian);
  if (raw & 0x20000000) reader.skip(4);
  const dimensions = 2 + extraDimensions(raw);
  const type = (raw & 0x0fffffff) % 1000;
  const context = { reader, littleEndian, dimensions, budget };
  if (type === 1) {
    const [x, y] = readPosition(context);
    // An empty point is written as NaN.
    if (!Number.isNaN(x) || !Number.isNaN(y)) builder.point(x, y);
  } else if (type === 2) builder.line(readPositions(context));
  else if (type === 3) builder.polygon(readRings(context));
  else if (type >= 4 && type <= 7 && depth < maxDepth) {
    const count = reader.count(littleEndian, 5);
    for (let i = 0; i < count; i++) addGeometry(builder, reader, budget, depth + 1);
  } else throw new BytesError(`geometry type ${raw} is not read`, reader.offset);
}

/** Z and M, told by PostGIS in the high bits and by ISO in the thousands. */
function extraDimensions(raw: number): number {
  const flagged = (raw & 0x80000000 ? 1 : 0) + (raw & 0x40000000 ? 1 : 0);
  return flagged || [0, 1, 1, 2][Math.floor((raw & 0x0fffffff) / 1000)] || 0;
}

interface WkbContext {
  readonly reader: ByteReader;
  readonly littleEndian: boolean;
  readonly dimensions: number;
  readonly budget: FeatureBudget;
}

function readPosition({ reader, littleEndian, dimensions }: WkbContext): [number, number] {
  const position: [number, number] = [reader.double(littleEndian), reader.double(littleEndian)];
  reader.skip((dimensions - 2) * 8);
  return position;
}

function readPositions(context: WkbContext): [number, number][] {
  const count = context.reader.count(context.littleEndian, context.dimensions * 8);
  if (!context.budget.takePositions(count)) throw new BytesError("too many positions", context.reader.offset);
  return Array.from({ length: count }, () => readPosition(context));
}

function readRings(context: WkbContext): [number, number][][] {
  const rings = context.reader.count(context.littleEndian, 4);
  return Array.from({ length: rings }, () => readPositions(context));
}
