import type { Position } from "@cuntong/geo";

/** The place on some lines that is nearest to a position, on the flat map around it; undefined where there is no line. */
export function nearestOn(lines: readonly (readonly number[][])[], at: Position): Position | undefined {
  const lonScale = Math.cos((at[1] * Math.PI) / 180);
  let best: Position | undefined;
  let least = Infinity;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (!from || !to) continue;
      const foot = footOn(from, to, at, lonScale);
      const distance = ((foot[0] - at[0]) * lonScale) ** 2 + (foot[1] - at[1]) ** 2;
      if (distance < least) [best, least] = [foot, distance];
    }
  }
  return best;
}

function footOn(from: readonly number[], to: readonly number[], at: Position, lonScale: number): Position {
  const [x0 = 0, y0 = 0] = from;
  const [x1 = 0, y1 = 0] = to;
  const [dx, dy] = [(x1 - x0) * lonScale, y1 - y0];
  const along = ((at[0] - x0) * lonScale * dx + (at[1] - y0) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
}
