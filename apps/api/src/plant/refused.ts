import type { Refusal as NetworkRefusal } from "@cuntong/network";
import { Refusal } from "../http/problem.ts";

/** Codes whose names end like those of unknown objects, about what was asked and not about what is there. */
const asked: ReadonlySet<string> = new Set(["STRAND_UNKNOWN", "LEG_UNKNOWN", "PORT_UNKNOWN", "TRAY_UNKNOWN"]);

/** A refusal of the plant on the wire: what is not there is NOT_FOUND, anything else UNPROCESSABLE with its code and the holder. */
export function refusedBy(
  { code, message, holder }: NetworkRefusal<string>,
  params: Record<string, string> = {},
): Refusal {
  if (/_UNKNOWN$/.test(code) && !asked.has(code)) return new Refusal("NOT_FOUND", message);
  const by = { ...(holder && { holder: holder.id, holderTable: holder.table }), ...params };
  const issue = {
    severity: "error",
    code,
    place: {},
    message,
    ...(holder && { value: holder.id }),
    params: by,
  } as const;
  return new Refusal("UNPROCESSABLE", message, { issues: [issue] });
}
