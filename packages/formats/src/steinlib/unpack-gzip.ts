import { gunzipSync } from "node:zlib";
import type { IssueLog } from "../file/issue-log.ts";

/** Bytes of a gzip file, or the bytes themselves where they are none. `undefined` (with an issue) when they do not unpack. */
export function unpackGzip(bytes: Uint8Array, maxBytes: number, log: IssueLog): Uint8Array | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ERR_BUFFER_TOO_LARGE") {
      log.error("LIMIT_BYTES", {}, `The file unpacks to more than ${maxBytes} bytes.`);
    } else if (code === "Z_BUF_ERROR") log.error("FILE_TRUNCATED", {}, "The gzip ends before it is complete.");
    else log.error("GZIP_INVALID", {}, "The gzip is damaged.", { value: code });
    return undefined;
  }
}
