import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";

/** Entries of a zip by name, `/` between folders; folders themselves are not listed. */
export type ZipEntries = ReadonlyMap<string, Uint8Array>;

/** Entries up to this size may have any ratio: a small file of one repeated letter is no bomb. */
const freeRatioBytes = 1_000_000;

/**
 * Unpacks the entries of a zip that `wanted` asks for, into memory. What it unpacks to is bounded before and while unpacking; names that
 * leave the folder, encrypted entries and damaged data are issues and nothing is given.
 */
export async function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limits: Limits,
  log: IssueLog,
): Promise<ZipEntries | undefined> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    });
    return await unpack(zip, wanted, limits, log);
  } catch (error) {
    // yauzl reports everything wrong with a zip as an Error; zlib as well.
    const message = error instanceof Error ? error.message : String(error);
    const cut = /end of central directory|unexpected end|not a zip/i.test(message);
    log.error(cut ? "FILE_TRUNCATED" : "ZIP_INVALID", {}, `The zip cannot be read: ${message}.`, {
      suggestion: "Copy or export the file again and compare its size.",
    });
    return undefined;
  }
}

async function unpack(
  zip: ZipFile,
  wanted: (name: string) => boolean,
  limits: Limits,
  log: IssueLog,
): Promise<ZipEntries | undefined> {
  const entries = new Map<string, Uint8Array>();
  let unpacked = 0;
  if (zip.entryCount > limits.maxZipEntries) {
    return void log.error(
      "LIMIT_ZIP",
      {},
      `The zip has ${zip.entryCount} entries; at most ${limits.maxZipEntries} are read.`,
    );
  }
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith("/") || !wanted(entry.fileName)) continue;
    unpacked += entry.uncompressedSize;
    const refusal = refuseEntry(entry, unpacked, limits);
    if (refusal) return void log.error(...refusal);
    entries.set(entry.fileName, await readEntry(zip, entry));
  }
  return entries;
}

function refuseEntry(entry: Entry, unpacked: number, limits: Limits): [string, object, string] | undefined {
  const name = entry.fileName.slice(0, 80);
  if (entry.isEncrypted()) return ["ZIP_ENCRYPTED", {}, `The entry ${name} is encrypted.`];
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > freeRatioBytes && ratio > limits.maxZipRatio) {
    return ["LIMIT_ZIP", {}, `The entry ${name} unpacks to ${Math.round(ratio)} times its size: a zip bomb.`];
  }
  if (unpacked > limits.maxBytes) return ["LIMIT_ZIP", {}, `The zip unpacks to more than ${limits.maxBytes} bytes.`];
  return undefined;
}

/** Bytes of one entry; yauzl ends with an error when it is longer than it says, so the declared size bounds the memory. */
async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
