import type { IssueLog } from "../file/issue-log.ts";

/**
 * The issue for an XML text that its parser gave up on, with the line. A text that is cut short breaks off at its end, where the parser
 * itself says line 1.
 */
export function reportBroken(error: Error, line: number, text: string, suggestion: string, log: IssueLog): void {
  const cut = /unexpected end|unclosed/i.test(error.message);
  const row = cut ? text.trimEnd().split("\n").length : line;
  log.error(cut ? "FILE_TRUNCATED" : "XML_INVALID", { row }, `The XML breaks off: ${error.message}.`, { suggestion });
}
