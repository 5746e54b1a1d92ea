import { deflateSync, zstdCompressSync } from "node:zlib";
import { PbfWriter } from "pbf";

/** A small writer of `.osm.pbf`, for tests: what the reader must understand, made by us. */

export interface TestNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface TestWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface TestOsm {
  readonly nodes: readonly TestNode[];
  readonly ways: readonly TestWay[];
}

export interface EncodeOptions {
  readonly packing?: "raw" | "zlib" | "zstd";
  readonly plainNodes?: boolean;
  readonly granularity?: number;
  readonly lonOffset?: number;
  readonly latOffset?: number;
  readonly features?: readonly string[];
}

/** A file of a header, a block of nodes and a block of ways. */
export function encodeOsm(osm: TestOsm, options: EncodeOptions = {}): Uint8Array {
  return Buffer.concat([encodeHeader(options), encodeBlocks(osm, options)]);
}

/** The header's frame, with which a file begins. */
export function encodeHeader({
  features = ["OsmSchema-V0.6", "DenseNodes"],
  packing = "zlib",
}: EncodeOptions): Uint8Array {
  const header = new PbfWriter();
  for (const feature of features) {
    header.writeTag(4, 2);
    header.writeString(feature);
  }
  return frame("OSMHeader", blob(header.finish(), packing));
}

/** A block of nodes and a block of ways, each where there are any. */
export function encodeBlocks({ nodes, ways }: TestOsm, options: EncodeOptions): Uint8Array {
  const { packing = "zlib" } = options;
  const frames: Uint8Array[] = [];
  if (nodes.length > 0) frames.push(frame("OSMData", blob(nodeBlock(nodes, options), packing)));
  if (ways.length > 0) frames.push(frame("OSMData", blob(wayBlock(ways), packing)));
  return Buffer.concat(frames);
}

/** `[length of header][BlobHeader][blob]`. */
export function frame(type: string, content: Uint8Array): Uint8Array {
  const header = new PbfWriter();
  header.writeTag(1, 2);
  header.writeString(type);
  header.writeTag(3, 0);
  header.writeVarint(content.length);
  const bytes = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes, content]);
}

/** A Blob message; `rawSize` lies about the unpacked size where a test wants it to. */
export function blob(bytes: Uint8Array, packing: "raw" | "zlib" | "zstd", rawSize = bytes.length): Uint8Array {
  const pbf = new PbfWriter();
  if (packing !== "raw") {
    pbf.writeTag(2, 0);
    pbf.writeVarint(rawSize);
  }
  pbf.writeTag({ raw: 1, zlib: 3, zstd: 7 }[packing], 2);
  pbf.writeBytes({ raw: () => bytes, zlib: () => deflateSync(bytes), zstd: () => zstdCompressSync(bytes) }[packing]());
  return pbf.finish();
}

class Strings {
  readonly #numbers = new Map<string, number>([["", 0]]);

  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  write(pbf: PbfWriter): void {
    const texts = [...this.#numbers.keys()];
    pbf.writeMessage(
      1,
      (list: string[], table) => {
        for (const text of list) {
          table.writeTag(1, 2);
          table.writeBytes(Buffer.from(text));
        }
      },
      texts,
    );
  }
}

/** A PrimitiveBlock around one group, which is written first to learn its strings. */
function block(group: (pbf: PbfWriter, strings: Strings) => void, options: EncodeOptions): Uint8Array {
  const strings = new Strings();
  const groupPbf = new PbfWriter();
  group(groupPbf, strings);
  const pbf = new PbfWriter();
  strings.write(pbf);
  pbf.writeTag(2, 2);
  pbf.writeBytes(groupPbf.finish());
  const numbers = [
    [17, options.granularity],
    [19, options.latOffset],
    [20, options.lonOffset],
  ] as const;
  for (const [tag, value] of numbers) {
    if (value === undefined) continue;
    pbf.writeTag(tag, 0);
    pbf.writeVarint(value);
  }
  return pbf.finish();
}

function nodeBlock(nodes: readonly TestNode[], options: EncodeOptions): Uint8Array {
  const { granularity = 100, lonOffset = 0, latOffset = 0 } = options;
  const lon = nodes.map((node) => Math.round((node.lon * 1e9 - lonOffset) / granularity));
  const lat = nodes.map((node) => Math.round((node.lat * 1e9 - latOffset) / granularity));
  const write = options.plainNodes ? writePlainNodes : writeDenseNodes;
  return block((pbf, strings) => write(pbf, strings, nodes, lon, lat), options);
}

function writeDenseNodes(
  pbf: PbfWriter,
  strings: Strings,
  nodes: readonly TestNode[],
  lon: readonly number[],
  lat: readonly number[],
): void {
  const tagged = nodes.some(({ tags }) => tags);
  const keysValues = nodes.flatMap(({ tags = {} }) => [...tagNumbers(tags, strings).flat(), 0]);
  pbf.writeMessage(
    2,
    (_, dense) => {
      dense.writePackedSVarint(1, deltas(nodes.map(({ id }) => id)));
      dense.writePackedSVarint(8, deltas(lat));
      dense.writePackedSVarint(9, deltas(lon));
      if (tagged) dense.writePackedVarint(10, keysValues);
    },
    undefined,
  );
}

function writePlainNodes(
  pbf: PbfWriter,
  strings: Strings,
  nodes: readonly TestNode[],
  lon: readonly number[],
  lat: readonly number[],
): void {
  for (const [i, { id, tags = {} }] of nodes.entries()) {
    const pairs = tagNumbers(tags, strings);
    pbf.writeMessage(
      1,
      (_, node) => {
        node.writeTag(1, 0);
        node.writeSVarint(id);
        node.writePackedVarint(
          2,
          pairs.map(([key]) => key),
        );
        node.writePackedVarint(
          3,
          pairs.map(([, value]) => value),
        );
        node.writeTag(8, 0);
        node.writeSVarint(lat[i]!);
        node.writeTag(9, 0);
        node.writeSVarint(lon[i]!);
      },
      undefined,
    );
  }
}

function wayBlock(ways: readonly TestWay[]): Uint8Array {
  return block((pbf, strings) => {
    for (const { id, refs, tags } of ways) {
      const pairs = tagNumbers(tags, strings);
      pbf.writeMessage(
        3,
        (_, way) => {
          way.writeTag(1, 0);
          way.writeVarint(id);
          way.writePackedVarint(
            2,
            pairs.map(([key]) => key),
          );
          way.writePackedVarint(
            3,
            pairs.map(([, value]) => value),
          );
          way.writePackedSVarint(8, deltas(refs));
        },
        undefined,
      );
    }
  }, {});
}

function tagNumbers(tags: Readonly<Record<string, string>>, strings: Strings): [number, number][] {
  return Object.entries(tags).map(([key, value]) => [strings.number(key), strings.number(value)]);
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]!));
}
