/** A named point of a picture and what is drawn between two of them. */
export interface Picture {
  readonly points: readonly {
    readonly name: string;
    readonly outputs?: number;
    readonly column: number;
    readonly row: number;
  }[];
  readonly lines: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

const pointPattern = /([A-Za-z]\w*)(?:\/(\d+))?/y;
const linePattern = /[=-]+(?:(\d+|drop)[=-]+)?/y;

/**
 * Reads a plant drawn in characters: names are points (`SC1/8` one with a 1:8 splitter), `==24==` and `--drop--` lie between two points of
 * a row, and `|` leads down from a point to one right below, or to a `+` from which a line goes right. Throws at anything else.
 */
export function readPicture(text: string): Picture {
  const rows = text.split("\n").map((row) => row.replace(/\s+$/, ""));
  const points: { name: string; outputs?: number; column: number; row: number; width: number }[] = [];
  const lines: { from: string; to: string; label: string }[] = [];
  const over = (row: number, column: number) => {
    for (let r = row - 1; r >= 0; r--) {
      const point = points.find((p) => p.row === r && p.column <= column && column < p.column + p.width);
      if (point) return point.name;
      if (!"|+".includes(rows[r][column] || " ")) break;
    }
    throw new Error(`Nothing leads down to row ${row + 1}, column ${column + 1} of the picture.`);
  };
  rows.forEach((chars, row) => {
    let from: string | undefined;
    let label: string | undefined;
    for (let column = 0; column < chars.length; ) {
      const char = chars[column];
      if (char === " " || char === "|") {
        if (label === undefined) from = undefined;
        column++;
      } else if (char === "+") {
        from = over(row, column++);
      } else if (char === "=" || char === "-") {
        const match = matchAt(linePattern, chars, column);
        if (from === undefined) from = points.findLast((p) => p.row === row)?.name;
        label = match[1] ?? "12";
        column += match[0].length;
      } else {
        const match = matchAt(pointPattern, chars, column);
        const [whole, name, outputs] = match;
        points.push({ name, ...(outputs && { outputs: Number(outputs) }), column, row, width: whole.length });
        if (label !== undefined) lines.push({ from: from!, to: name, label });
        if (row > 0 && rows[row - 1][column] === "|") lines.push({ from: over(row, column), to: name, label: "12" });
        from = name;
        label = undefined;
        column += whole.length;
      }
    }
  });
  return { points, lines };
}

function matchAt(pattern: RegExp, text: string, column: number): RegExpExecArray {
  pattern.lastIndex = column;
  const match = pattern.exec(text);
  if (!match) throw new Error(`The picture has "${text[column]}" where nothing is drawn with it.`);
  return match;
}
