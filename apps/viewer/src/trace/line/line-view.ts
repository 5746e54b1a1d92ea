/** The part of a straight line that is seen, in its metres. */
export interface LineView {
  readonly fromM: number;
  readonly toM: number;
}

/** The nearest that one may look, metres across the whole width. */
const leastM = 20;

/** A view zoomed about a metre that stays where it is; never beyond the line's ends nor nearer than twenty metres. */
export function zoomed(view: LineView, aboutM: number, factor: number, lengthM: number): LineView {
  const width = Math.min(lengthM, Math.max(Math.min(leastM, lengthM), (view.toM - view.fromM) * factor));
  const share = (aboutM - view.fromM) / (view.toM - view.fromM || 1);
  return within(aboutM - share * width, width, lengthM);
}

/** A view moved along by metres, kept on the line. */
export function moved(view: LineView, byM: number, lengthM: number): LineView {
  return within(view.fromM + byM, view.toM - view.fromM, lengthM);
}

/** A view moved just so far that a stretch of the line is seen. */
export function showing(view: LineView, fromM: number, toM: number, lengthM: number): LineView {
  const width = view.toM - view.fromM;
  if (fromM >= view.fromM && toM <= view.toM) return view;
  if (toM - fromM >= width) return within(fromM, (toM - fromM) * 1.1, lengthM);
  return within((fromM + toM - width) / 2, width, lengthM);
}

function within(fromM: number, width: number, lengthM: number): LineView {
  const whole = Math.min(width, lengthM);
  const from = Math.min(Math.max(0, fromM), lengthM - whole);
  return { fromM: from, toM: from + whole };
}

/** A text that wants to stand at `x` pixels, `width` wide; `weight` decides who stands where not all can. */
export interface LabelWish {
  readonly x: number;
  readonly width: number;
  readonly weight: number;
}

/** In which of `levels` rows each text stands, 0 the nearest to the line; -1 where there is no room. None overlaps another or leaves `[0, span]`. */
export function placeLabels(
  wishes: readonly LabelWish[],
  levels: number,
  span: number,
): { level: number; x: number }[] {
  const placed: { level: number; x: number }[] = wishes.map(({ x }) => ({ level: -1, x }));
  const rows: [number, number][][] = Array.from({ length: levels }, () => []);
  const order = wishes.map((_, i) => i).sort((a, b) => (wishes[b]?.weight ?? 0) - (wishes[a]?.weight ?? 0) || a - b);
  for (const i of order) {
    const wish = wishes[i];
    if (!wish) continue;
    const x = Math.min(Math.max(wish.x, wish.width / 2), span - wish.width / 2);
    const [from, to] = [x - wish.width / 2 - 4, x + wish.width / 2 + 4];
    const level = rows.findIndex((row) => row.every(([left, right]) => to <= left || from >= right));
    if (level === -1) continue;
    rows[level]?.push([from, to]);
    placed[i] = { level, x };
  }
  return placed;
}
