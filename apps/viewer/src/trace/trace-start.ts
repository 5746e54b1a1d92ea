/** Where a trace starts, as the API is asked. */
export type TraceQuestion =
  | { readonly equipmentId: string; readonly port: number }
  | { readonly cableId: string; readonly tube: number; readonly strand: number; readonly end?: "a" | "b" }
  | { readonly villageCode: string }
  | { readonly circuitId: string };

/**
 * Reads where a trace starts from the page's address: `cables/ID/2.3`, `cables/ID/2.3/a`, `equipment/ID/7`, `villages/CODE` or
 * `circuits/ID`. Ids may hold slashes. Null where it is none of them.
 */
export function parseTraceStart(text: string | null): TraceQuestion | null {
  const strand = /^cables\/(.+)\/(\d{1,5})\.(\d{1,5})(?:\/([ab]))?$/.exec(text ?? "");
  if (strand) {
    const [, cableId = "", tube, number, end] = strand;
    const address = { cableId, tube: Number(tube), strand: Number(number) };
    return end === "a" || end === "b" ? { ...address, end } : address;
  }
  const port = /^equipment\/(.+)\/(\d{1,6})$/.exec(text ?? "");
  if (port) return { equipmentId: port[1] ?? "", port: Number(port[2]) };
  const [, table, id = ""] = /^(villages|circuits)\/(.+)$/.exec(text ?? "") ?? [];
  if (table === "villages") return { villageCode: id };
  return table === "circuits" ? { circuitId: id } : null;
}

/** The inverse of {@link parseTraceStart}. */
export function formatTraceStart(question: TraceQuestion): string {
  if ("cableId" in question) {
    const { cableId, tube, strand, end } = question;
    return `cables/${cableId}/${tube}.${strand}${end ? `/${end}` : ""}`;
  }
  if ("equipmentId" in question) return `equipment/${question.equipmentId}/${question.port}`;
  return "villageCode" in question ? `villages/${question.villageCode}` : `circuits/${question.circuitId}`;
}
