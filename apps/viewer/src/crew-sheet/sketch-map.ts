import { type Line, metresPerDegree, type Position } from "@cuntong/geo";

/** Positions as places on paper: metres east and south of the middle, in a square frame. */
export interface Paper {
  /** Metres from the middle to the edge. */
  readonly reachM: number;
  readonly place: (position: Position) => readonly [x: number, y: number];
}

/** Paper round a position that shows all of `needed`, at least 250 m and at most 3 km each way. */
export function paperAround(middle: Position, needed: readonly Position[]): Paper {
  const { lonM, latM } = metresPerDegree(middle[1]);
  const place = ([lon, lat]: Position) => [(lon - middle[0]) * lonM, (middle[1] - lat) * latM] as const;
  const farM = Math.max(0, ...needed.map((position) => Math.max(...place(position).map(Math.abs))));
  return { reachM: Math.min(3000, Math.max(250, farM * 1.15)), place };
}

/** A line as an SVG path on the paper. */
export function pathOn({ place }: Paper, line: Line): string {
  return line
    .map((position, i) => {
      const [x, y] = place(position);
      return `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}

/** A round length for the scale bar, about a quarter of the paper. */
export function barM({ reachM }: Paper): number {
  const most = reachM / 2;
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((step) => step * power).find((length) => length <= most) ?? power;
}

/** Which of some points may bear a label so that none covers another; the first given win. Points and room in metres on the paper. */
export function labelled(points: readonly (readonly [x: number, y: number])[], roomM: number): boolean[] {
  const kept: (readonly [number, number])[] = [];
  return points.map(([x, y]) => {
    const isFree = kept.every(([otherX, otherY]) => Math.abs(y - otherY) > roomM || Math.abs(x - otherX) > roomM * 6);
    if (isFree) kept.push([x, y]);
    return isFree;
  });
}
