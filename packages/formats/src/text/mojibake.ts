/** How a text was spoilt and what it was before. */
export interface Recovered {
  readonly was: "utf8-as-gbk" | "utf8-as-latin1" | "gbk-as-latin1";
  readonly text: string;
}

/**
 * What a garbled text was before it was read in the wrong encoding and saved: `鍏夌紗` -> 光缆 (UTF-8 read as GBK), `å…‰ç¼†` -> 光缆
 * (UTF-8 read as Latin-1), `¹âÀÂ` -> 光缆 (GBK read as Latin-1). `undefined` for a text that is most likely as it was written: only a
 * text whose bytes spell common Chinese in the other encoding counts.
 */
export function recover(text: string): Recovered | undefined {
  const garbled = text.replace(/[\x20-\x7e\s]+/g, "");
  if (garbled.length < 2 || garbled.length > 2_000) return undefined;
  const narrow = latin1Bytes(garbled);
  if (narrow) {
    return attempt(narrow, "utf-8", "utf8-as-latin1") ?? attempt(narrow, "gb18030", "gbk-as-latin1");
  }
  const wide = gbkBytes(garbled);
  return wide && attempt(wide, "utf-8", "utf8-as-gbk");
}

/** True when a text holds the mark of what could not be read, or is nothing but the question marks of what could not be written. */
export function isLossy(text: string): boolean {
  return text.includes("\ufffd") || text.includes("锟斤拷") || /^\?{2,}$/.test(text);
}

/** The text that bytes spell in an encoding, if it is mostly common Chinese; what was lost on the way is a question mark. */
function attempt(bytes: Uint8Array, encoding: "utf-8" | "gb18030", was: Recovered["was"]): Recovered | undefined {
  const chars = [...new TextDecoder(encoding).decode(bytes).replace(/\ufffd+$/, "")];
  const common = chars.filter(isCommonChinese).length;
  if (common < 2 || common * 2 <= chars.length) return undefined;
  return { was, text: chars.join("").replace(/\ufffd+/g, "?") };
}

/** GB 2312's first level (3,755 common characters) is what real names are mostly made of; random bytes seldom are. */
function isCommonChinese(char: string): boolean {
  const bytes = gbkTable().get(char) ?? 0;
  return bytes >= 0xb0a1 && bytes <= 0xd7f9 && (bytes & 0xff) >= 0xa1;
}

/** Bytes of a text read as windows-1252 or ISO 8859-1; `undefined` when a character is in neither. */
function latin1Bytes(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const byte = code < 0x100 ? code : windows1252().get(char);
    if (byte === undefined) return undefined;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/** Bytes of a text read as GBK; what the decoder could not read (an odd byte, often the last) stays unreadable. */
function gbkBytes(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char === "\ufffd" ? 0xffff : char === "€" ? 0x8080 : gbkTable().get(char);
    if (code === undefined) return undefined;
    bytes.push(code >> 8);
    // Both of these stand for a single byte.
    if (char !== "\ufffd" && char !== "€") bytes.push(code & 0xff);
  }
  return Uint8Array.from(bytes);
}

let gbk: Map<string, number> | undefined;

/** Two-byte GBK codes by character, made from the decoder on first use (24,000 entries, a few milliseconds). */
function gbkTable(): Map<string, number> {
  if (gbk) return gbk;
  gbk = new Map();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = trail === 0x7f ? "" : decoder.decode(Uint8Array.of(lead, trail));
      if ([...char].length === 1 && !gbk.has(char)) gbk.set(char, (lead << 8) | trail);
    }
  return gbk;
}

let cp1252: Map<string, number> | undefined;

/** The characters of windows-1252 at 0x80-0x9F, which ISO 8859-1 does not have. */
function windows1252(): Map<string, number> {
  if (cp1252) return cp1252;
  const decoder = new TextDecoder("windows-1252");
  cp1252 = new Map(Array.from({ length: 32 }, (_, i) => [decoder.decode(Uint8Array.of(0x80 + i)), 0x80 + i] as const));
  return cp1252;
}
