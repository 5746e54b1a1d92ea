/** A whole number as typed; undefined for anything else or one outside its limits. */
export function wholeOf(text: string, least: number, most: number): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,15}$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return value >= least && value <= most ? value : undefined;
}
