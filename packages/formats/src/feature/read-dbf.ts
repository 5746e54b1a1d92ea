import { TextDecoder } from "node:util";
import type { IssueLog } from "../file/issue-log.ts";
import { decodeText } from "../text/decode.ts";
import { type FieldValue, setField } from "./feature.ts";

/** Records of a dBASE table, by the index of their shape; the fields of record `i` are `records[i]`. */
export type DbfRecords = readonly Readonly<Record<string, FieldValue>>[];

interface DbfField {
  readonly name: Uint8Array;
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Records of a `.dbf` beside a shapefile. The encoding is what the `.cpg` says, else strict UTF-8, else GB18030, for the whole table at
 * once: names in a single record are too short to tell. A table cut short gives the records that are whole.
 */
export function readDbf(bytes: Uint8Array, cpg: string | undefined, log: IssueLog): DbfRecords {
  const layout = readLayout(bytes);
  if (!layout) {
    log.error("SHAPEFILE_INVALID", {}, "The .dbf is no dBASE table; features have no fields.");
    return [];
  }
  const { fields, headerLength, recordLength, declared } = layout;
  const whole = Math.min(declared, Math.max(0, Math.floor((bytes.length - headerLength) / recordLength)));
  if (whole < declared) {
    log.error("FILE_TRUNCATED", {}, `The .dbf ends after ${whole} of ${declared} records.`, {
      params: { whole, declared },
    });
  }
  const decoder = chooseDecoder(bytes.subarray(headerLength, headerLength + whole * recordLength), fields, cpg, log);
  const names = uniqueNames(
    fields.map((field) =>
      decoder
        .decode(field.name)
        .replace(/[\0\ufffd].*$/su, "")
        .trim(),
    ),
  );
  return Array.from({ length: whole }, (_, index) => {
    const record: Record<string, FieldValue> = {};
    const start = headerLength + index * recordLength;
    for (const [i, field] of fields.entries()) {
      const text = decoder
        .decode(bytes.subarray(start + field.from, start + field.to))
        .replace(/\0/g, " ")
        .trim();
      // Stars are how dBASE writes a number that is missing or too wide.
      if (text !== "" && !/^\*+$/.test(text))
        setField(record, names[i]!, field.type === "L" ? /^[tyTY1]/.test(text) : text);
    }
    return record;
  });
}

function readLayout(bytes: Uint8Array) {
  if (bytes.length < 33) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const declared = view.getUint32(4, true);
  const headerLength = view.getUint16(8, true);
  const recordLength = view.getUint16(10, true);
  const fields: DbfField[] = [];
  let from = 1;
  for (let at = 32; at + 32 <= Math.min(headerLength, bytes.length) && bytes[at] !== 0x0d; at += 32) {
    const length = bytes[at + 16]!;
    const to = from + length;
    fields.push({ name: bytes.subarray(at, at + 11), type: String.fromCharCode(bytes[at + 11]!), from, to });
    from = to;
  }
  // Every record must hold all its fields, or reading would run into the next one.
  return recordLength >= from && fields.length > 0 ? { declared, headerLength, recordLength, fields } : undefined;
}

function chooseDecoder(
  records: Uint8Array,
  fields: readonly DbfField[],
  cpg: string | undefined,
  log: IssueLog,
): TextDecoder {
  const named = namedEncoding(cpg);
  if (named) return new TextDecoder(named);
  const names = fields.flatMap((field) => [...field.name.filter((byte) => byte !== 0), 0x20]);
  const decoded = decodeText(joinBytes(Uint8Array.from(names), records), log);
  return new TextDecoder(decoded?.encoding === "gb18030" ? "gb18030" : "utf-8");
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function namedEncoding(cpg: string | undefined): string | undefined {
  const word = cpg?.trim().toLowerCase() ?? "";
  if (/^(utf-?8|65001)$/.test(word)) return "utf-8";
  return /^(gbk|gb2312|gb18030|cp936|936|ansi 936|oem 936)$/.test(word) ? "gb18030" : undefined;
}

/** dBASE names have ten bytes, so Chinese ones are often cut to the same four characters. */
function uniqueNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, i) => {
    const unique = name === "" || seen.has(name) ? `${name}_${i + 1}` : name;
    seen.add(unique);
    return unique;
  });
}
