/** A layer that is hidden stays in the style: showing it again costs nothing. */
export function shownIf(shown: boolean): { visibility: "visible" | "none" } {
  return { visibility: shown ? "visible" : "none" };
}
