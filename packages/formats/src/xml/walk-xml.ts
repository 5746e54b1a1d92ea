/// <reference path="./saxen.d.ts" />
import { Parser } from "saxen";
import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";
import { decodeText } from "../text/decode.ts";
import { isSafeXml } from "./check-xml.ts";
import { reportBroken } from "./report-broken.ts";

/** What follows an XML text: names come without their prefix, text is decoded. `full` ends the walk. */
export interface XmlWalker {
  readonly full: boolean;
  open(name: string, attributes: () => Record<string, string>, decode: (text: string) => string): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Walks through a hostile XML text, as far as it is whole; `suggestion` says what was read before a break. False when nothing was
 * walked: the text cannot be decoded or is not safe to parse, which is reported.
 */
export function walkXml(
  bytes: Uint8Array,
  { limits, log, suggestion }: { limits: Limits; log: IssueLog; suggestion: string },
  walker: XmlWalker,
): boolean {
  const decoded = decodeText(bytes, log);
  if (!decoded || !isSafeXml(decoded.text, limits, log)) return false;
  const parser = new Parser();
  parser.on("openTag", (name, attributes, decode) => {
    walker.open(localName(name), attributes, decode);
    if (walker.full) parser.stop();
  });
  parser.on("closeTag", (name) => walker.close(localName(name)));
  parser.on("text", (text, decode) => walker.text(decode(text)));
  parser.on("cdata", (text) => walker.text(text));
  parser.on("error", (error, context) => {
    reportBroken(error, context().line + 1, decoded.text, suggestion, log);
  });
  parser.on("warn", () => {});
  parser.parse(decoded.text.replace(/^\ufeff/, ""));
  return true;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
