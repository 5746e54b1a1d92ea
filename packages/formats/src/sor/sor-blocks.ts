import { BytesError } from "../feature/byte-reader.ts";
import type { IssueLog } from "../file/issue-log.ts";
import { BlockReader } from "./block-reader.ts";
import type { MapEntry, SorMap } from "./read-map.ts";
import type { SorBlock } from "./sor-trace.ts";

/** The blocks that are read, and how bad it is when a file lacks one. */
const standardBlocks = {
  GenParams: "warning",
  SupParams: "warning",
  FxdParams: "error",
  KeyEvents: "info",
  DataPts: "info",
  Cksum: "warning",
} as const;

/** The blocks of one file, each read for itself: a broken one leaves the others whole. */
export class SorBlocks {
  readonly formatVersion: 1 | 2;
  /** Every block of the map, read or not. */
  readonly listed: readonly SorBlock[];
  readonly #bytes: Uint8Array;
  readonly #log: IssueLog;
  /** The first block of each name that is read. */
  readonly #standard = new Map<string, MapEntry>();

  constructor(bytes: Uint8Array, { formatVersion, entries }: SorMap, log: IssueLog) {
    this.formatVersion = formatVersion;
    this.#bytes = bytes;
    this.#log = log;
    this.listed = entries.map((entry) => this.#list(entry));
    for (const [name, severity] of Object.entries(standardBlocks)) {
      if (!this.has(name))
        log[severity]("SOR_BLOCK_MISSING", { block: name }, "The file's map does not name this block.");
    }
  }

  has(name: string): boolean {
    return this.#standard.has(name);
  }

  /** Reads a block, if the file has it. A break within it is an issue; where the file ends there, that has been said. */
  read(name: keyof typeof standardBlocks, read: (reader: BlockReader) => void): void {
    const entry = this.#standard.get(name);
    if (!entry) return;
    const end = entry.offset + entry.lengthBytes;
    const reader = new BlockReader(this.#bytes, entry.offset, end);
    try {
      if (this.formatVersion === 2) passName(reader, name);
      read(reader);
      if (reader.left > 0) this.#reportRest(name, reader);
    } catch (error) {
      if (!(error instanceof BytesError)) throw error;
      if (end <= this.#bytes.length) this.#reportBreak(name, error);
    }
  }

  /** Sorts an entry of the map into those that are read and those that are only named. */
  #list(entry: MapEntry): SorBlock {
    const { name, offset, lengthBytes } = entry;
    const place = { block: name, offset };
    const isStandard = Object.hasOwn(standardBlocks, name);
    const isRead = isStandard && !this.has(name);
    if (isRead) this.#standard.set(name, entry);
    else if (isStandard) this.#log.warning("SOR_BLOCK_REPEATED", place, "A second block of this name is not read.");
    else {
      const message = `A block that is not read: its ${lengthBytes} bytes are passed over.`;
      this.#log.info("SOR_BLOCK_UNKNOWN", place, message, { params: { bytes: lengthBytes } });
    }
    if (offset + lengthBytes > this.#bytes.length) this.#reportCut(entry);
    return { ...entry, isRead };
  }

  #reportCut({ name, offset, lengthBytes }: MapEntry): void {
    const { length } = this.#bytes;
    const missing = Math.min(lengthBytes, offset + lengthBytes - length);
    const place = { block: name, offset: Math.min(offset, length) };
    const message = `The file ends at byte ${length}: of the ${lengthBytes} bytes of this block ${missing} are missing.`;
    this.#log.error("SOR_TRUNCATED", place, message, {
      suggestion: "What comes before is read; copy or export the file again.",
      params: { bytes: length, missing },
    });
  }

  #reportBreak(block: string, { message, offset }: BytesError): void {
    this.#log.error("SOR_BLOCK_INVALID", { block, offset }, `The block breaks off: ${message}.`, {
      value: message,
      suggestion: "What comes before this byte is read.",
    });
  }

  #reportRest(block: string, { offset, left }: BlockReader): void {
    const message = `${left} bytes of the block are left over and not read.`;
    this.#log.info("SOR_BLOCK_REST", { block, offset }, message, { params: { bytes: left } });
  }
}

/** In format version 2 a block begins with its name. */
function passName(reader: BlockReader, name: string): void {
  const { offset } = reader;
  if (reader.left <= name.length || reader.chars(name.length + 1) !== `${name}\0`) {
    throw new BytesError("it does not begin with its name", offset);
  }
}
