import { PbfWriter } from "pbf";
import { tileExtent } from "./grid.ts";

export type TileValue = string | number | boolean;

/** A feature in integer units of its tile. */
export interface TileFeature {
  /** MVT allows only integers of at least 0. */
  readonly id?: number;
  readonly type: "point" | "line" | "polygon";
  /**
   * Flat coordinates `[x0, y0, x1, y1 ...]`: one list per point, line or ring. Rings are not closed (the last point is not the first
   * again); outer rings have positive area by the surveyor's formula with y down, holes negative.
   */
  readonly parts: readonly (readonly number[])[];
  readonly properties: Readonly<Record<string, TileValue | undefined>>;
}

export interface TileLayer {
  readonly name: string;
  readonly features: readonly TileFeature[];
}

const geometryTypes = { point: 1, line: 2, polygon: 3 } as const;
const [moveTo, lineTo, closePath] = [1, 2, 7];

/** Mapbox Vector Tile 2.1 bytes. Layers without a feature are left out; nothing at all gives no bytes. */
export function encodeTile(layers: readonly TileLayer[]): Uint8Array {
  const writer = new PbfWriter();
  for (const layer of layers) if (layer.features.length > 0) writer.writeMessage(3, writeLayer, layer);
  return writer.finish();
}

function writeLayer(layer: TileLayer, writer: PbfWriter): void {
  const keys = new Map<string, number>();
  const values = new Map<TileValue, number>();
  writer.writeVarintField(15, 2);
  writer.writeStringField(1, layer.name);
  for (const feature of layer.features) {
    const tags = tagsOf(feature, keys, values);
    writer.writeMessage(2, writeFeature, { feature, tags });
  }
  for (const key of keys.keys()) writer.writeStringField(3, key);
  for (const value of values.keys()) writer.writeMessage(4, writeValue, value);
  writer.writeVarintField(5, tileExtent);
}

function tagsOf(feature: TileFeature, keys: Map<string, number>, values: Map<TileValue, number>): number[] {
  const tags: number[] = [];
  for (const [key, value] of Object.entries(feature.properties)) {
    if (value !== undefined) tags.push(indexOf(keys, key), indexOf(values, value));
  }
  return tags;
}

function indexOf<T>(known: Map<T, number>, item: T): number {
  const index = known.get(item) ?? known.size;
  if (index === known.size) known.set(item, index);
  return index;
}

function writeFeature({ feature, tags }: { feature: TileFeature; tags: number[] }, writer: PbfWriter): void {
  if (feature.id !== undefined) writer.writeVarintField(1, feature.id);
  if (tags.length > 0) writer.writePackedVarint(2, tags);
  writer.writeVarintField(3, geometryTypes[feature.type]);
  writer.writePackedVarint(4, commandsOf(feature));
}

/** The command stream of MVT: zigzag deltas from one cursor that runs through all parts. */
function commandsOf({ type, parts }: TileFeature): number[] {
  const commands: number[] = [];
  let x = 0;
  let y = 0;
  const step = (part: readonly number[], at: number) => {
    const [nextX, nextY] = [part[at]!, part[at + 1]!];
    commands.push(zigzag(nextX - x), zigzag(nextY - y));
    x = nextX;
    y = nextY;
  };
  if (type === "point") {
    commands.push(command(moveTo, parts.length));
    for (const part of parts) step(part, 0);
    return commands;
  }
  for (const part of parts) {
    commands.push(command(moveTo, 1));
    step(part, 0);
    commands.push(command(lineTo, part.length / 2 - 1));
    for (let at = 2; at < part.length; at += 2) step(part, at);
    if (type === "polygon") commands.push(command(closePath, 1));
  }
  return commands;
}

function command(id: number, count: number): number {
  return (count << 3) | id;
}

function zigzag(delta: number): number {
  return (delta << 1) ^ (delta >> 31);
}

function writeValue(value: TileValue, writer: PbfWriter): void {
  if (typeof value === "string") writer.writeStringField(1, value);
  else if (typeof value === "boolean") writer.writeBooleanField(7, value);
  else if (Number.isSafeInteger(value) && value >= 0) writer.writeVarintField(5, value);
  else if (Number.isInteger(value) && value < 0 && value >= -(2 ** 31)) writer.writeSVarintField(6, value);
  else writer.writeDoubleField(3, value);
}
