import { type FileHandle, open } from "node:fs/promises";

/** Bytes that can be read from any offset: a buffer in memory, or a file too large to hold. */
export interface ByteSource {
  readonly length: number;
  /** Bytes `offset .. offset + length`, fewer at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A source over bytes in memory, or over the file at a path. A file that cannot be opened throws the system's error. */
export async function openByteSource(source: Uint8Array | string): Promise<ByteSource> {
  if (typeof source !== "string") return bytesSource(source);
  const handle = await open(source, "r");
  const { size } = await handle.stat();
  return fileSource(handle, size);
}

function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    length: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
    close: async () => undefined,
  };
}

function fileSource(handle: FileHandle, size: number): ByteSource {
  return {
    length: size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const { bytesRead, buffer } = await handle.read(new Uint8Array(wanted), 0, wanted, offset);
      return buffer.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}
