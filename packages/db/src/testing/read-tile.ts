import { PbfReader } from "pbf";

/** A feature as a reader of Mapbox Vector Tiles 2.1 sees it: written from the specification, not from the encoder. */
export interface ReadFeature {
  readonly id: number | undefined;
  readonly type: "point" | "line" | "polygon";
  /** Points, lines or rings as `[x, y]` pairs; rings are closed. */
  readonly parts: [number, number][][] | [number, number][];
  readonly properties: Record<string, string | number | boolean>;
}

const types = ["point", "line", "polygon"] as const;

/** Layers of a tile by name. */
export function readTile(bytes: Uint8Array): Record<string, ReadFeature[]> {
  const layers: Record<string, ReadFeature[]> = {};
  new PbfReader(bytes).readFields((tag, _, pbf) => {
    if (tag === 3) readLayer(pbf.readBytes(), layers);
  }, undefined);
  return layers;
}

function readLayer(bytes: Uint8Array, layers: Record<string, ReadFeature[]>): void {
  const raw = {
    name: "",
    version: 0,
    extent: 0,
    features: [] as Uint8Array[],
    keys: [] as string[],
    values: [] as Uint8Array[],
  };
  new PbfReader(bytes).readFields((tag, layer, pbf) => {
    if (tag === 15) layer.version = pbf.readVarint();
    else if (tag === 1) layer.name = pbf.readString();
    else if (tag === 2) layer.features.push(pbf.readBytes());
    else if (tag === 3) layer.keys.push(pbf.readString());
    else if (tag === 4) layer.values.push(pbf.readBytes());
    else if (tag === 5) layer.extent = pbf.readVarint();
  }, raw);
  if (raw.version !== 2 || raw.extent !== 4_096)
    throw new Error(`Layer ${raw.name}: version ${raw.version}, extent ${raw.extent}.`);
  if (layers[raw.name]) throw new Error(`Layer ${raw.name} is there twice.`);
  const values = raw.values.map(readValue);
  layers[raw.name] = raw.features.map((feature) => readFeature(feature, raw.keys, values));
}

function readValue(bytes: Uint8Array): string | number | boolean {
  const found: (string | number | boolean)[] = [];
  new PbfReader(bytes).readFields((tag, list, pbf) => {
    if (tag === 1) list.push(pbf.readString());
    else if (tag === 3) list.push(pbf.readDouble());
    else if (tag === 4 || tag === 5) list.push(pbf.readVarint());
    else if (tag === 6) list.push(pbf.readSVarint());
    else if (tag === 7) list.push(pbf.readBoolean());
  }, found);
  if (found.length !== 1) throw new Error("A value of a tile has not exactly one kind.");
  return found[0]!;
}

function readFeature(
  bytes: Uint8Array,
  keys: readonly string[],
  values: readonly (string | number | boolean)[],
): ReadFeature {
  const raw = { id: undefined as number | undefined, tags: [] as number[], type: 0, commands: [] as number[] };
  new PbfReader(bytes).readFields((tag, feature, pbf) => {
    if (tag === 1) feature.id = pbf.readVarint();
    else if (tag === 2) pbf.readPackedVarint(feature.tags);
    else if (tag === 3) feature.type = pbf.readVarint();
    else if (tag === 4) pbf.readPackedVarint(feature.commands);
  }, raw);
  const properties: ReadFeature["properties"] = {};
  for (let i = 0; i < raw.tags.length; i += 2) properties[keys[raw.tags[i]!]!] = values[raw.tags[i + 1]!]!;
  const type = types[raw.type - 1]!;
  const parts = readCommands(raw.commands);
  return { id: raw.id, type, properties, parts: type === "point" ? parts.map(([first]) => first!) : parts };
}

function readCommands(commands: readonly number[]): [number, number][][] {
  const parts: [number, number][][] = [];
  let [x, y, at] = [0, 0, 0];
  const delta = () => {
    const word = commands[at++]!;
    return (word >>> 1) ^ -(word & 1);
  };
  while (at < commands.length) {
    const word = commands[at++]!;
    for (let i = 0; i < word >>> 3; i++) {
      if ((word & 7) === 7) {
        parts.at(-1)!.push(parts.at(-1)![0]!);
        continue;
      }
      x += delta();
      y += delta();
      if ((word & 7) === 1) parts.push([]);
      parts.at(-1)!.push([x, y]);
    }
  }
  return parts;
}
