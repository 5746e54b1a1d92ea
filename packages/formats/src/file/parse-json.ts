import type { IssuePlace } from "@cuntong/network";
import { decodeText } from "../text/decode.ts";
import type { IssueLog } from "./issue-log.ts";

/**
 * A JSON document of unknown shape; `undefined` with an issue that says where it breaks, and whether it was cut short. Lines of which
 * each is a GeoJSON Feature (RFC 8142, also with its record separators) come as one FeatureCollection: see {@link parseLines}.
 */
export function parseJson(bytes: Uint8Array, log: IssueLog): { readonly document: unknown } | undefined {
  const decoded = decodeText(bytes, log);
  if (!decoded) return undefined;
  const text = decoded.text.replace(/^\ufeff/, "");
  const lines = text.split(/\r?\n/);
  if (isFeatureOnItsOwn(lines[0]) && lines.some((line, i) => i > 0 && line.trim() !== "")) {
    return { document: { type: "FeatureCollection", features: parseLines(lines, log) } };
  }
  return parse(text, {}, log);
}

const recordSeparator = "\x1e";

const withoutSeparator = (line: string) => (line.startsWith(recordSeparator) ? line.slice(1) : line);

/** A line that is a whole Feature; only those are told from the first line of a document that is laid out over several. */
function isFeatureOnItsOwn(line: string): boolean {
  try {
    return JSON.parse(withoutSeparator(line))?.type === "Feature";
  } catch {
    return false;
  }
}

/** One feature a line, at the place of its line; nothing at an empty line, nor at a broken one, which is an issue with its row. */
function parseLines(lines: readonly string[], log: IssueLog): unknown[] {
  return lines.map((line, i) => {
    const text = withoutSeparator(line);
    return text.trim() === "" ? undefined : parse(text, { row: i + 1 }, log)?.document;
  });
}

function parse(text: string, place: IssuePlace, log: IssueLog): { readonly document: unknown } | undefined {
  try {
    return { document: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const cut = /end of JSON input|Unterminated string/i.test(error.message) || endsOpen(text, error.message);
    const code = cut ? "FILE_TRUNCATED" : "JSON_INVALID";
    log.error(
      code,
      place,
      cut ? "The JSON ends before it is complete: the file is cut short." : "The file is not valid JSON.",
      {
        value: error.message,
        suggestion: cut ? "Copy or export the file again and compare its size." : undefined,
      },
    );
    return undefined;
  }
}

/** True when the parser stopped at the very end of the text. */
function endsOpen(text: string, message: string): boolean {
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  return position >= text.trimEnd().length;
}
