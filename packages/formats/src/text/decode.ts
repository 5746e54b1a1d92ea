import type { IssueLog } from "../file/issue-log.ts";
import { recover } from "./mojibake.ts";

export type Encoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

/**
 * Text of a file whose encoding nobody named: a byte-order mark decides, then strict UTF-8, then strict GB18030. `undefined` (with an
 * issue) when the bytes are neither. A UTF-8 text cut inside its last character is taken with a warning.
 */
export function decodeText(bytes: Uint8Array, log: IssueLog): DecodedText | undefined {
  const marked = byteOrderMark(bytes);
  if (marked) return decodeMarked(bytes, marked, log);
  const utf8 = strict("utf-8", bytes) ?? cutUtf8(bytes, log);
  if (utf8 !== undefined) return { text: utf8, encoding: "utf-8" };
  const gb = strict("gb18030", bytes);
  // Damaged UTF-8 often happens to be legal GB18030 and reads as 鍏夌紗: that must not pass for Chinese.
  if (gb !== undefined && !looksDamaged(gb)) return { text: gb, encoding: "gb18030" };
  const offset = firstBadByte(bytes);
  log.error("ENCODING_UNKNOWN", { offset }, `The text is neither UTF-8 nor GB18030: byte ${offset} fits neither.`, {
    suggestion: "Save the file again as UTF-8 (Excel: CSV UTF-8).",
  });
  return undefined;
}

function byteOrderMark(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

function decodeMarked(bytes: Uint8Array, encoding: Encoding, log: IssueLog): DecodedText | undefined {
  const text = strict(encoding, bytes) ?? (encoding === "utf-8" ? cutUtf8(bytes, log) : undefined);
  if (text !== undefined) return { text, encoding };
  log.error(
    "ENCODING_UNKNOWN",
    { offset: firstBadByte(bytes) },
    `The file says it is ${encoding} but its bytes are not.`,
    {
      suggestion: "Save the file again as UTF-8.",
    },
  );
  return undefined;
}

function strict(encoding: Encoding, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 whose last character is cut: decoded without it. */
function cutUtf8(bytes: Uint8Array, log: IssueLog): string | undefined {
  const text = prefix(bytes);
  if (text === undefined) return undefined;
  log.warning("FILE_TRUNCATED", { offset: bytes.length }, "The file ends in the middle of a character.", {
    suggestion: "Copy or export the file again and compare its size.",
  });
  return text;
}

/** Strict UTF-8 that may end inside a character, which is then left out. */
function prefix(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}

/** True when a GB18030 reading is really UTF-8 with a few bad bytes. */
function looksDamaged(text: string): boolean {
  const samples = text.slice(0, 200_000).match(/[\u0080-\uffff]{2,}/g) ?? [];
  const recovered = samples.filter((sample) => recover(sample)?.was === "utf8-as-gbk").length;
  return samples.length > 0 && recovered * 2 > samples.length;
}

/** Offset of the first byte that is not UTF-8, by halving: the longest prefix that decodes as a stream. */
function firstBadByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (prefix(bytes.subarray(0, middle)) !== undefined) good = middle;
    else bad = middle;
  }
  return good;
}
