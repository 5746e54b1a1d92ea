import { BytesError } from "../feature/byte-reader.ts";
import type { IssueLog } from "../file/issue-log.ts";
import { BlockReader } from "./block-reader.ts";
import type { SorTrace } from "./sor-trace.ts";

/** A block as the map names it. */
export interface MapEntry {
  readonly name: string;
  readonly version: number;
  readonly offset: number;
  readonly lengthBytes: number;
}

export interface SorMap {
  readonly formatVersion: SorTrace["formatVersion"];
  readonly entries: readonly MapEntry[];
}

/** The name that opens a file of format version 2. */
const mapName = [0x4d, 0x61, 0x70, 0];
/** Block names are short and of ASCII. */
const blockName = /^[!-~]{1,64}$/;

/** The map at the head of the file; its entries as far as they can be read. Undefined, with an issue, for what is no SOR file. */
export function readMap(bytes: Uint8Array, log: IssueLog): SorMap | undefined {
  const hasName = mapName.every((byte, i) => bytes[i] === byte);
  const reader = new BlockReader(bytes, hasName ? mapName.length : 0, bytes.length);
  if (reader.left < 2 && hasName) return void reportBreak(new BytesError("it is not there", reader.offset), 0, log);
  const version = reader.left < 2 ? 0 : reader.uint16();
  const formatVersion = Math.trunc(version / 100);
  if (!hasName && (formatVersion !== 1 || !namesKnownBlock(bytes))) {
    return void log.error("SOR_UNKNOWN", { offset: 0 }, "This is no SOR file: no map of blocks is at its head.");
  }
  if (formatVersion !== (hasName ? 2 : 1)) {
    const place = { block: "Map", offset: reader.offset - 2 };
    return void log.error("SOR_VERSION", place, "Only format versions 1 and 2 are read.", { value: version });
  }
  return { formatVersion: hasName ? 2 : 1, entries: readEntries(reader, log) };
}

/** A file of version 1 has no mark of its own: the first block named must be one that the format knows. */
function namesKnownBlock(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(8, 8 + 10));
  return /^(GenParams|SupParams|FxdParams|KeyEvents|LnkParams|DataPts)\0/.test(head);
}

function readEntries(reader: BlockReader, log: IssueLog): MapEntry[] {
  const entries: MapEntry[] = [];
  try {
    const lengthBytes = reader.uint32();
    const count = reader.uint16() - 1;
    let offset = lengthBytes;
    for (let i = 0; i < count; i++) {
      const entry = { name: nameOf(reader), version: reader.uint16(), offset, lengthBytes: reader.uint32() };
      entries.push(entry);
      offset += entry.lengthBytes;
    }
    checkLength(lengthBytes, reader.offset, log);
  } catch (error) {
    if (!(error instanceof BytesError)) throw error;
    reportBreak(error, entries.length, log);
  }
  return entries;
}

function reportBreak({ message, offset }: BytesError, read: number, log: IssueLog): void {
  const words = `The map breaks off after ${read} blocks: ${message}.`;
  log.error("SOR_MAP", { block: "Map", offset }, words, { params: { read } });
}

function nameOf(reader: BlockReader): string {
  const { offset } = reader;
  const name = reader.text();
  if (!blockName.test(name)) throw new BytesError("a block has no name", offset);
  return name;
}

/** The blocks begin where the map says that it ends: elsewhere than behind its last entry they are probably not there. */
function checkLength(lengthBytes: number, end: number, log: IssueLog): void {
  if (lengthBytes === end) return;
  const message = `The map says it has ${lengthBytes} bytes and has ${end}.`;
  log.warning("SOR_MAP_LENGTH", { block: "Map", offset: end }, message, { params: { said: lengthBytes, found: end } });
}
