import { decodeText } from "../text/decode.ts";
import type { IssueLog } from "./issue-log.ts";

/** A JSON document of unknown shape; `undefined` with an issue that says where it breaks, and whether it was cut short. */
export function parseJson(bytes: Uint8Array, log: IssueLog): { readonly document: unknown } | undefined {
  const decoded = decodeText(bytes, log);
  if (!decoded) return undefined;
  try {
    return { document: JSON.parse(decoded.text.replace(/^\ufeff/, "")) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const cut = /end of JSON input|Unterminated string/i.test(error.message) || endsOpen(decoded.text, error.message);
    const code = cut ? "FILE_TRUNCATED" : "JSON_INVALID";
    log.error(
      code,
      {},
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
