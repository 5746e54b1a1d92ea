import { distanceM, type Line, lineLengthM, type Position } from "@cuntong/geo";

/** Drawn metres along a line to its place nearest to a position. */
export function chainageM(line: Line, [lon, lat]: Position): number {
  const scale = Math.cos((lat * Math.PI) / 180);
  let best = { off: Infinity, atM: 0 };
  let beforeM = 0;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]];
    if (!from || !to) continue;
    const [dx, dy] = [(to[0] - from[0]) * scale, to[1] - from[1]];
    const along = ((lon - from[0]) * scale * dx + (lat - from[1]) * dy) / (dx * dx + dy * dy || 1);
    const share = Math.min(1, Math.max(0, along));
    const foot: Position = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    const off = ((foot[0] - lon) * scale) ** 2 + (foot[1] - lat) ** 2;
    if (off < best.off) best = { off, atM: beforeM + distanceM(from[0], from[1], foot[0], foot[1]) };
    beforeM += lineLengthM([from, to]);
  }
  return best.atM;
}
