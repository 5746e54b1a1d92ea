/** The option that an arrow key leads to in a list of `length`, round its ends. */
export function nextActive(active: number, length: number, key: "ArrowDown" | "ArrowUp"): number {
  if (length === 0) return 0;
  return (active + (key === "ArrowDown" ? 1 : length - 1)) % length;
}
