import type { IssueLog } from "../file/issue-log.ts";
import type { Limits } from "../file/limits.ts";

/**
 * False, with an issue, for an XML text that no parser should see: one with a document type (entities that grow or fetch) or elements
 * nested beyond the limit. The depth is counted by a plain scan that costs the same whatever the text does.
 */
export function isSafeXml(text: string, limits: Limits, log: IssueLog): boolean {
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) {
    log.error("XML_DOCTYPE", {}, "The XML has a document type, which is not read for safety.");
    return false;
  }
  if (deepestElement(text) > limits.maxXmlDepth) {
    log.error("LIMIT_XML_DEPTH", {}, `The XML is nested deeper than ${limits.maxXmlDepth} elements.`);
    return false;
  }
  return true;
}

function deepestElement(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next === slash) depth--;
    else if (next !== exclamation && next !== question) {
      const end = text.indexOf(">", at);
      if (end < 0 || text.charCodeAt(end - 1) !== slash) depth++;
    }
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

const slash = 0x2f;
const exclamation = 0x21;
const question = 0x3f;
