/** What a trace's question asks the API by. */
export type TraceQuery =
  | { readonly cableId: string; readonly tube: number; readonly strand: number; readonly end?: "a" | "b" }
  | { readonly equipmentId: string; readonly port: number }
  | { readonly villageCode: string }
  | { readonly circuitId: string };

/**
 * Reads where a trace starts from the address: `cables/C1/2.3` (a strand) or `cables/C1/2.3/a` (one end of it), `equipment/E1/4` (a port),
 * `villages/V1`, `circuits/K1`. Ids may hold slashes. Null where it is none of these.
 */
export function parseTraceStart(text: string): TraceQuery | null {
  const strand = /^cables\/(.+)\/([1-9]\d{0,4})\.([1-9]\d{0,4})(?:\/([ab]))?$/.exec(text);
  if (strand) {
    const [, cableId = "", tube, number, end] = strand;
    const query = { cableId, tube: Number(tube), strand: Number(number) };
    return end === "a" || end === "b" ? { ...query, end } : query;
  }
  const port = /^equipment\/(.+)\/([1-9]\d{0,4})$/.exec(text);
  if (port) return { equipmentId: port[1] ?? "", port: Number(port[2]) };
  const whole = /^(villages|circuits)\/(.+)$/.exec(text);
  if (!whole) return null;
  const id = whole[2] ?? "";
  return whole[1] === "villages" ? { villageCode: id } : { circuitId: id };
}
